import { setImmediate } from 'node:timers/promises';
import { fingerprint } from '../../checkpoint/fingerprint.ts';
import type { StepOptions } from '../../step-options.ts';
import type { Summary } from '../../summary/summary.ts';
import type { ClusterName } from '../cluster.ts';
import type { ClusterEvidence, NamingModel, NamingRequest } from '../naming-model.ts';
import type { WordWeights } from './class-tf-idf.ts';
import { weighClusterWords } from './class-tf-idf.ts';
import { composeName, composeSlug, describeCluster, rankPhrases } from './compose-name.ts';
import type { Phrase } from './extract-phrases.ts';
import { extractPhrases, toWordKey } from './extract-phrases.ts';

const VERSION = 1;
/** Members of a base cluster whose phrases are read, nearest to the centroid first; as many as a language model reads. */
const LEAF_MEMBERS_READ = 50;
/** Members of an inner node whose phrases are read, spread evenly so that every child has a say. */
const INNER_MEMBERS_READ = 150;

/** Names clusters without a language model: from the phrases that set their members apart from their neighbours. */
export class KeywordNamingModel implements NamingModel {
  /** A tree asks for the same summaries level after level. */
  readonly #phrases = new WeakMap<Summary, Phrase[]>();

  readonly provider = 'local';
  readonly modelId = 'keyword';
  readonly fingerprint = fingerprint({ model: 'keyword-naming', version: VERSION });

  async nameClusters(request: NamingRequest, options: StepOptions = {}): Promise<ClusterName[]> {
    const phrases = await this.#readPhrases(request, options);
    const documents = phrases.map((found) => [...new Set(found.flatMap((phrase) => phrase.words))]);
    const weights = weighClusterWords(
      documents,
      request.clusters.map((cluster) => ({ members: membersToRead(cluster), outsiders: cluster.outsiders })),
    );
    const taken = new Map<number | null, Set<string>>();
    return request.clusters.map((cluster, index) => {
      const siblings = taken.get(cluster.parent) ?? new Set<string>();
      taken.set(cluster.parent, siblings);
      return this.#nameCluster(cluster, phrases, weights[index], siblings, request.summaries);
    });
  }

  /** Phrases of every summary that some cluster reads, by summary index; empty for the others. */
  async #readPhrases(request: NamingRequest, options: StepOptions): Promise<Phrase[][]> {
    const phrases: Phrase[][] = request.summaries.map(() => []);
    const wanted = new Set(request.clusters.flatMap((cluster) => [...membersToRead(cluster), ...cluster.outsiders]));
    let done = 0;
    for (const index of wanted) {
      if (done % 20 === 0) {
        await setImmediate();
        options.signal?.throwIfAborted();
        options.onProgress?.(done, wanted.size);
      }
      const summary = request.summaries[index];
      const known = this.#phrases.get(summary) ?? phrasesOf(summary);
      this.#phrases.set(summary, known);
      phrases[index] = known;
      done++;
    }
    options.onProgress?.(wanted.size, wanted.size);
    return phrases;
  }

  #nameCluster(
    cluster: ClusterEvidence,
    phrases: readonly (readonly Phrase[])[],
    weights: WordWeights,
    taken: Set<string>,
    summaries: readonly Summary[],
  ): ClusterName {
    const members = membersToRead(cluster);
    const ranked = rankPhrases(
      members.map((index) => phrases[index]),
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
      ) ?? numbered(firstWords(request) || 'Conversations without text', taken);
    taken.add(name.toLowerCase());
    return { name, description: describeCluster(ranked, example), slug: composeSlug(name, weights) };
  }
}

function firstFilled(texts: readonly (string | null)[]): string {
  return texts.find((text) => text !== null && text.trim() !== '') ?? '';
}

function membersToRead({ members, children }: ClusterEvidence): readonly number[] {
  if (children.length === 0) return members.slice(0, LEAF_MEMBERS_READ);
  const stride = Math.max(1, members.length / INNER_MEMBERS_READ);
  return Array.from(
    { length: Math.min(members.length, INNER_MEMBERS_READ) },
    (_, i) => members[Math.floor(i * stride)],
  );
}

/** Lists of words among the custom fields (the features that a glossary named, say) are topics as they stand. */
function phrasesOf(summary: Summary): Phrase[] {
  const listed = Object.values(summary.fields).flatMap((value) => (Array.isArray(value) ? value : []));
  const topics = listed.flatMap((item): Phrase[] => {
    if (typeof item !== 'string' || item.trim() === '' || item.length > 60) return [];
    const words = item.match(/[\p{L}\p{N}]+/gu)?.filter((word) => word !== 'and') ?? [];
    return words.length === 0 ? [] : [{ surface: item.trim(), kind: 'topic', words: words.map(toWordKey) }];
  });
  // The phrase grammar is English; in another language it would cut sentences at random.
  const isEnglish = summary.languages === null || summary.languages.includes('english');
  return isEnglish ? [...topics.slice(0, 2), ...extractPhrases(summary.summary)] : topics.slice(0, 2);
}

/** At most eight words and forty characters; a longer text ends in an ellipsis. */
function firstWords(text: string): string {
  const flat = text.trim().replace(/\s+/g, ' ');
  const short = flat.split(' ').slice(0, 8).join(' ').slice(0, 40).trim();
  return short.length < flat.length ? `${short} …` : short;
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  let number = 2;
  while (taken.has(`${name} ${number}`.toLowerCase())) number++;
  return `${name} ${number}`;
}
