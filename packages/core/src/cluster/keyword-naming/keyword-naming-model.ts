import { fingerprint } from '../../checkpoint/fingerprint.ts';
import { createPause } from '../../math/create-pause.ts';
import type { StepOptions } from '../../step-options.ts';
import type { Summary } from '../../summary/summary.ts';
import type { ClusterName } from '../cluster.ts';
import type { ClusterEvidence, NamingModel, NamingRequest } from '../naming-model.ts';
import { countWords } from './class-tf-idf.ts';
import { chooseTelling, spread } from './choose-members.ts';
import { listNames } from './compose-name.ts';
import { composeSlug, describeCluster } from './describe-cluster.ts';
import { rankPhrases } from './rank-phrases.ts';
import type { Phrase } from './extract-phrases.ts';
import { listHeads } from './list-heads.ts';
import { countForeign, findForeignLanguage, isEnglish, readLanguage } from './read-language.ts';
import { readPhrases } from './read-phrases.ts';
import { nameAfterWords } from './name-after-words.ts';
import { groupNamesakes, nameApart } from './name-apart.ts';
import type { Reading } from './name-apart.ts';
import { readSummaryWords } from './read-summaries.ts';
import type { SummaryWords } from './read-summaries.ts';
import { TakenNames } from './taken-names.ts';

const VERSION = 9;
/** Members whose words are counted; of more, these many spread evenly, so that every child of an inner node has a say. */
const MEMBERS_COUNTED = 400;
/** Members whose sentences are taken apart into phrases, which takes a hundred times as long as counting words. */
const MEMBERS_READ = 8;
/** And these many spread evenly, for an inner node. */
const MEMBERS_READ_OF_INNER = 16;

/** A child's name is made of words that this share of the members say, or its parent is not named after it. */
const KNOWN = 0.02;

const FOREIGN_LETTER = /(?!\p{Script=Latin})\p{L}/u;

/** A branch with this share in other languages says so. */
const FOREIGN = 0.3;
/** The share of the log from which on an inner node is set apart from all others, not from its neighbours. */
const BROAD = 0.1;

/**
 * Names clusters without a language model: from the phrases that set their members apart from their neighbours.
 *
 * Words are counted in all members; phrases are read in those that hold most of the words that set the cluster apart, and
 * that are written in the language that most members are written in.
 */
export class KeywordNamingModel implements NamingModel {
  /** A tree asks for the same summaries level after level. */
  readonly #words = new WeakMap<readonly Summary[], SummaryWords>();
  readonly #phrases = new WeakMap<Summary, Phrase[]>();

  readonly provider = 'local';
  readonly modelId = 'keyword';
  readonly fingerprint = fingerprint({ model: 'keyword-naming', version: VERSION });

  async nameClusters(request: NamingRequest, { signal, onProgress }: StepOptions = {}): Promise<ClusterName[]> {
    const { clusters, summaries } = request;
    const words = this.#words.get(summaries) ?? (await readSummaryWords(summaries, { signal }));
    this.#words.set(summaries, words);
    const pause = createPause(signal);
    const names: ClusterName[] = [];
    const firsts: string[] = [];
    for (const cluster of clusters) {
      const reading = this.#read(cluster, { summaries, words });
      const [first] = reading.names;
      firsts.push(first);
      names.push(describe(first, reading));
      onProgress?.(names.length, clusters.length);
      await pause();
    }
    const taken = new Map<number | null, TakenNames>();
    for (const { parent } of clusters) taken.set(parent, new TakenNames());
    const groups = groupNamesakes(clusters, firsts);
    // Names that are nobody else's come first, so that none of them loses its name to a namesake's particulars.
    for (const group of groups) taken.get(clusters[group[0]].parent)!.add(firsts[group[0]]);
    for (const group of groups) {
      if (group.length === 1) continue;
      const readings = group.map((place) => this.#read(clusters[place], { summaries, words }));
      nameApart(readings, { taken: taken.get(clusters[group[0]].parent)!, words }).forEach((name, i) => {
        names[group[i]] = describe(name, readings[i]);
      });
      await pause();
    }
    return names;
  }

  #phrasesOf(summary: Summary): Phrase[] {
    const known = this.#phrases.get(summary) ?? readPhrases(summary);
    this.#phrases.set(summary, known);
    return known;
  }

  #read(
    { members: all, outsiders, children }: ClusterEvidence,
    { summaries, words }: { summaries: readonly Summary[]; words: SummaryWords },
  ): Reading {
    const members = spread(all, MEMBERS_COUNTED);
    // Ten neighbours say little of what a large branch is beside.
    const isBroad = children.length > 0 && all.length >= BROAD * summaries.length;
    const weights = words.weigh({ members, outsiders: isBroad ? [] : outsiders, size: all.length });
    const language = findForeignLanguage(members.map((index) => summaries[index]));
    const readable = members.filter((index) => isIn(summaries[index], language));
    const known = countWords(words.documents, children.length > 0 ? readable : []);
    // A child in another language has a name that the others do not understand.
    const heads = children
      .flatMap(({ name }) => listHeads(name))
      .filter((head) => head.words.every((word) => (known.get(word) ?? 0) >= KNOWN * readable.length));
    const read = chooseTelling(readable.length > 0 ? readable : members, {
      documents: words.documents,
      weights,
      count: MEMBERS_READ,
    });
    if (children.length > 0)
      read.push(...spread(readable, MEMBERS_READ_OF_INNER).filter((index) => !read.includes(index)));
    const documents = members.map((index) => words.documents[index]);
    // English texts may hold words of other languages; a name for English members may not.
    const mayStand = ({ surface }: Phrase): boolean =>
      language !== null || readable.length === 0 || !FOREIGN_LETTER.test(surface);
    const phrases = [heads, ...read.map((index) => this.#phrasesOf(summaries[index]))];
    const ranked = rankPhrases(
      phrases.map((list) => list.filter(mayStand)),
      documents,
      weights,
      {
        respell: (phrase) => words.spellings.respell(phrase),
        shareElsewhere: (word, share) =>
          Math.max(0, (words.counts.get(word) ?? 0) - share * all.length) / Math.max(1, summaries.length - all.length),
      },
    );
    const texts = members.map((index) => summaries[index].summary);
    const example = texts.find((text) => text.trim() !== '') ?? '';
    const names = listNames(ranked, members.length, {
      children: children.map(({ name }) => name),
      language,
      hasForeign:
        language === null && countForeign(members.map((index) => summaries[index])) >= FOREIGN * members.length,
    });
    if (names.length === 0) {
      const spoken = readable.map((index) => summaries[index]);
      names.push(nameAfterWords(documents, { texts, weights }) ?? nameWithoutPhrases(spoken));
    }
    return { ranked, names, documents, texts, example };
  }
}

/** One that says little: its only member's request where that is short, or that there is no more to say. */
function nameWithoutPhrases(summaries: readonly Summary[]): string {
  if (summaries.every(({ summary }) => summary.trim() === '')) return 'Conversations without text';
  // A summary may begin with words that all summaries begin with; the request is the user's own.
  const requests = new Set(summaries.map(({ request, summary }) => (request ?? summary).replace(/[.!]+$/, '')));
  const [only] = requests;
  return requests.size === 1 && isShort(only) ? only : 'Mixed requests';
}

function describe(name: string, { ranked, example }: Reading): ClusterName {
  return { name, description: describeCluster(ranked, name, example), slug: composeSlug(name, ranked) };
}

/** Whether a summary is in the language of its cluster; null stands for English. */
function isIn(summary: Summary, language: string | null): boolean {
  if (language === null) return isEnglish(summary);
  return language === 'other' || readLanguage(summary) === language;
}

/** A text that is a name as it stands. */
function isShort(text: string): boolean {
  return /^(?=\S).{3,40}$/u.test(text) && text.split(/\s+/).length <= 6;
}
