import { fingerprint } from '../../checkpoint/fingerprint.ts';
import { createPause } from '../../math/create-pause.ts';
import type { StepOptions } from '../../step-options.ts';
import type { Summary } from '../../summary/summary.ts';
import type { ClusterName } from '../cluster.ts';
import type { ClusterEvidence, NamingModel, NamingRequest } from '../naming-model.ts';
import { chooseTelling, spread } from './choose-members.ts';
import { composeName, number } from './compose-name.ts';
import { composeSlug, describeCluster } from './describe-cluster.ts';
import { rankPhrases } from './rank-phrases.ts';
import type { Phrase } from './extract-phrases.ts';
import { listHeads } from './list-heads.ts';
import { findForeignLanguage, isEnglish, readLanguage } from './read-language.ts';
import { readPhrases } from './read-phrases.ts';
import { readSummaryWords } from './read-summaries.ts';
import type { SummaryWords } from './read-summaries.ts';

const VERSION = 5;
/** Members whose words are counted; of more, these many spread evenly, so that every child of an inner node has a say. */
const MEMBERS_COUNTED = 400;
/** Members whose sentences are taken apart into phrases, which takes a hundred times as long as counting words. */
const MEMBERS_READ = 8;
/** And these many spread evenly, for an inner node. */
const MEMBERS_READ_OF_INNER = 16;

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
    const taken = new Map<number | null, Set<string>>();
    const names: ClusterName[] = [];
    for (const cluster of clusters) {
      const siblings = taken.get(cluster.parent) ?? new Set<string>();
      taken.set(cluster.parent, siblings);
      names.push(this.#nameCluster(cluster, { summaries, words, taken: siblings }));
      siblings.add(names.at(-1)!.name.toLowerCase());
      onProgress?.(names.length, clusters.length);
      await pause();
    }
    return names;
  }

  #phrasesOf(summary: Summary): Phrase[] {
    const known = this.#phrases.get(summary) ?? readPhrases(summary);
    this.#phrases.set(summary, known);
    return known;
  }

  #nameCluster(
    { members: all, outsiders, children }: ClusterEvidence,
    { summaries, words, taken }: { summaries: readonly Summary[]; words: SummaryWords; taken: ReadonlySet<string> },
  ): ClusterName {
    const members = spread(all, MEMBERS_COUNTED);
    const weights = words.weigh({ members, outsiders, size: all.length });
    const language = findForeignLanguage(members.map((index) => summaries[index]));
    const readable = members.filter((index) => isIn(summaries[index], language));
    const known = new Set(children.length > 0 ? readable.flatMap((index) => words.documents[index]) : []);
    // A child in another language has a name that the others do not understand.
    const heads = children
      .flatMap(({ name }) => listHeads(name))
      .filter((head) => head.words.every((word) => known.has(word)));
    const read = chooseTelling(readable.length > 0 ? readable : members, {
      documents: words.documents,
      weights,
      count: MEMBERS_READ,
    });
    if (children.length > 0)
      read.push(...spread(readable, MEMBERS_READ_OF_INNER).filter((index) => !read.includes(index)));
    const ranked = rankPhrases(
      [heads, ...read.map((index) => this.#phrasesOf(summaries[index]))],
      members.map((index) => words.documents[index]),
      weights,
      {
        respell: (phrase) => words.spellings.respell(phrase),
        shareElsewhere: (word, share) =>
          Math.max(0, (words.counts.get(word) ?? 0) - share * all.length) / Math.max(1, summaries.length - all.length),
      },
    );
    const example = firstFilled(members.map((index) => summaries[index].summary));
    // A summary may begin with words that all summaries begin with; the request is the user's own.
    const requests = readable.map((index) => summaries[index].request ?? summaries[index].summary);
    const name =
      composeName(ranked, members.length, taken, { children: children.map((child) => child.name), language }) ??
      number(
        example === ''
          ? 'Conversations without text'
          : (requests.find(isShort)?.replace(/[.!]+$/, '') ?? 'Mixed requests'),
        taken,
      );
    return { name, description: describeCluster(ranked, name, example), slug: composeSlug(name, ranked) };
  }
}

/** Whether a summary is in the language of its cluster; null stands for English. */
function isIn(summary: Summary, language: string | null): boolean {
  if (language === null) return isEnglish(summary);
  return language === 'other' || readLanguage(summary) === language;
}

function firstFilled(texts: readonly (string | null)[]): string {
  return texts.find((text) => text !== null && text.trim() !== '') ?? '';
}

/** A text that is a name as it stands. */
function isShort(text: string): boolean {
  return /^(?=\S).{3,40}$/u.test(text) && text.split(/\s+/).length <= 6;
}
