import { fingerprint } from '../../checkpoint/fingerprint.ts';
import { createPause } from '../../math/create-pause.ts';
import type { StepOptions } from '../../step-options.ts';
import type { Summary } from '../../summary/summary.ts';
import type { ClusterName } from '../cluster.ts';
import type { ClusterEvidence, NamingModel, NamingRequest } from '../naming-model.ts';
import { weighClusterWords } from './class-tf-idf.ts';
import type { WordWeights } from './class-tf-idf.ts';
import { capitalise, composeName, number } from './compose-name.ts';
import { composeSlug, describeCluster } from './describe-cluster.ts';
import { rankPhrases } from './rank-phrases.ts';
import type { Phrase } from './extract-phrases.ts';
import { listTopics, readPhrases } from './read-phrases.ts';
import { readWordKeys } from './read-words.ts';

const VERSION = 3;
/** As summaries call them; programming languages stand in the same list. */
const NATURAL_LANGUAGES = new Set(
  (
    'arabic bengali bulgarian chinese croatian czech danish dutch estonian farsi finnish french german greek hebrew ' +
    'hindi hungarian indonesian italian japanese korean latvian lithuanian norwegian persian polish portuguese ' +
    'romanian russian serbian slovak slovenian spanish swedish thai turkish ukrainian urdu vietnamese'
  ).split(' '),
);
/** Members whose words are counted; of more, these many spread evenly, so that every child of an inner node has a say. */
const MEMBERS_COUNTED = 400;
/** Members whose sentences are taken apart into phrases, which takes a hundred times as long as counting words. */
const MEMBERS_READ = 8;

/**
 * Names clusters without a language model: from the phrases that set their members apart from their neighbours.
 *
 * Words are counted in all members; phrases are read in those that hold most of the words that set the cluster apart.
 */
export class KeywordNamingModel implements NamingModel {
  /** A tree asks for the same summaries level after level. */
  readonly #words = new WeakMap<Summary, string[]>();
  readonly #phrases = new WeakMap<Summary, Phrase[]>();
  /** One string object a word, however many summaries have it. */
  readonly #spellings = new Map<string, string>();

  readonly provider = 'local';
  readonly modelId = 'keyword';
  readonly fingerprint = fingerprint({ model: 'keyword-naming', version: VERSION });

  async nameClusters(request: NamingRequest, { signal, onProgress }: StepOptions = {}): Promise<ClusterName[]> {
    const { clusters, summaries } = request;
    const pause = createPause(signal);
    const documents: (readonly string[])[] = [];
    for (const summary of summaries) {
      documents.push(this.#wordsOf(summary));
      await pause();
    }
    const countDocument = weighClusterWords(documents);
    const taken = new Map<number | null, Set<string>>();
    const names: ClusterName[] = [];
    for (const cluster of clusters) {
      const siblings = taken.get(cluster.parent) ?? new Set<string>();
      taken.set(cluster.parent, siblings);
      const members = spread(cluster.members, MEMBERS_COUNTED);
      const weights = countDocument({ members, outsiders: cluster.outsiders });
      names.push(this.#nameCluster(cluster, { members, weights, documents, summaries, taken: siblings }));
      onProgress?.(names.length, clusters.length);
      await pause();
    }
    return names;
  }

  #wordsOf(summary: Summary): string[] {
    let words = this.#words.get(summary);
    if (words === undefined) {
      const text = [summary.summary, ...listTopics(summary)].join('\n');
      words = readWordKeys(text).map((word) => {
        const known = this.#spellings.get(word);
        if (known === undefined) this.#spellings.set(word, word);
        return known ?? word;
      });
      this.#words.set(summary, words);
    }
    return words;
  }

  #phrasesOf(summary: Summary): Phrase[] {
    const known = this.#phrases.get(summary) ?? readPhrases(summary);
    this.#phrases.set(summary, known);
    return known;
  }

  #nameCluster(
    cluster: ClusterEvidence,
    {
      members,
      weights,
      documents,
      summaries,
      taken,
    }: {
      members: readonly number[];
      weights: WordWeights;
      documents: readonly (readonly string[])[];
      summaries: readonly Summary[];
      taken: Set<string>;
    },
  ): ClusterName {
    const telling = chooseTelling(members, documents, weights);
    const ranked = rankPhrases(
      telling.map((index) => this.#phrasesOf(summaries[index])),
      members.map((index) => documents[index]),
      weights,
    );
    const example = firstFilled(members.map((index) => summaries[index].summary));
    // A summary may begin with words that all summaries begin with; the request is the user's own.
    const request = firstFilled(members.map((index) => summaries[index].request)) || example;
    const name =
      composeName(
        ranked,
        cluster.children.map((child) => child.name),
        taken,
        { weights, language: findForeignLanguage(members.map((index) => summaries[index])) },
      ) ?? number(firstWords(request) || 'Conversations without text', taken);
    taken.add(name.toLowerCase());
    return { name, description: describeCluster(ranked, example), slug: composeSlug(name, weights) };
  }
}

/** At most `count` of the items, evenly spread; all of fewer. */
function spread(items: readonly number[], count: number): readonly number[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}

/** The members with most of what sets their cluster apart, in words that count; equal ones nearest first. */
function chooseTelling(
  members: readonly number[],
  documents: readonly (readonly string[])[],
  weights: WordWeights,
): number[] {
  if (members.length <= MEMBERS_READ) return [...members];
  const scored = members.map((index, place) => ({
    index,
    place,
    score: documents[index].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0),
  }));
  scored.sort((a, b) => b.score - a.score || a.place - b.place);
  return scored.slice(0, MEMBERS_READ).map(({ index }) => index);
}

/** The language other than English that most members are in: "Hindi", or "other languages" where there are several. */
function findForeignLanguage(summaries: readonly Summary[]): string | null {
  const counts = new Map<string, number>();
  for (const { languages } of summaries) {
    const [language] = languages ?? [];
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const foreign = [...counts].filter(([language]) => NATURAL_LANGUAGES.has(language)).sort((a, b) => b[1] - a[1]);
  const total = foreign.reduce((sum, [, count]) => sum + count, 0);
  if (total * 2 <= summaries.length) return null;
  const [language, count] = foreign[0];
  return count * 3 >= summaries.length * 2 ? capitalise(language) : 'other languages';
}

function firstFilled(texts: readonly (string | null)[]): string {
  return texts.find((text) => text !== null && text.trim() !== '') ?? '';
}

/** At most eight words and forty characters; a longer text ends in an ellipsis. */
function firstWords(text: string): string {
  const flat = text.trim().replace(/\s+/g, ' ');
  const short = flat.split(' ').slice(0, 8).join(' ').slice(0, 40).trim();
  return short.length < flat.length ? `${short} …` : short;
}
