import { InvalidInputError } from '../../error/invalid-input-error.ts';
import { createPause } from '../../math/create-pause.ts';
import { createRandom } from '../../math/random.ts';
import type { StepOptions } from '../../step-options.ts';
import { checkCompliance } from '../../summary/compliance.ts';
import type { FeatureMatcher } from '../../summary/extractive/find-features.ts';
import { createFeatureMatcher } from '../../summary/extractive/find-features.ts';
import { estimateByJackknife } from '../statistics/jackknife.ts';
import { estimateMean } from '../statistics/estimate-mean.ts';
import { estimateShareOf } from '../statistics/estimate-share.ts';
import { ConversationIndexBuilder } from './conversation-index.ts';
import { findDuplicates } from './find-duplicates.ts';
import type { Entities } from './find-entities.ts';
import { findEntities, namesEntity, supportsName } from './find-entities.ts';
import { findPersonalData } from './find-personal-data.ts';
import { measureVocabulary } from './measure-vocabulary.ts';
import type { PhraseFinder } from './phrase-finder.ts';
import { createPhraseFinder } from './phrase-finder.ts';
import { DEFAULT_BANNED_PHRASES, DEFAULT_VAGUE_PHRASES } from './phrase-lists.ts';
import type { QualityMetricName } from './quality-metrics.ts';
import { QUALITY_METRIC_NAMES, QUALITY_METRICS } from './quality-metrics.ts';
import { rankOwnConversations } from './self-retrieval.ts';
import { createContentWordTest, splitWords } from './split-words.ts';
import type { Counted, QualityStandards, RunSummaries, SummaryQuality } from './summary-quality.ts';

export interface MeasureSummaryQualityOptions extends StepOptions, Partial<QualityStandards> {
  /** Chooses the conversations that search for themselves, and those that are read for names. */
  seed: number;
  /** How many conversations are read for glossary terms and names; all when there are no more. Default 20,000. */
  coverageSample?: number;
  /** How many summaries search; all of them when there are no more. Default 2,000. The same ones for every run. */
  retrievalQueries?: number;
  /** Jaccard index of the words from which two summaries are near duplicates. Default 0.8. */
  nearDuplicateThreshold?: number;
}

/**
 * Measures the summaries of one or more runs over the same n conversations, without a language model.
 *
 * Conversations are read once and one at a time, so they need not be in memory together.
 *
 * @param conversations - n texts, as `conversationToText` gives them
 * @returns one result per run, in their order.
 * @throws {InvalidInputError} if a run has another number of summaries than there are conversations.
 * @example
 * const [a, b] = await measureSummaryQuality(conversations.map(conversationToText), [runA, runB], { seed: 42, glossary });
 * const differences = compareSummaryQuality(a, b, { seed: 42 });
 */
export async function measureSummaryQuality(
  conversations: Iterable<string> | AsyncIterable<string>,
  runs: readonly RunSummaries[],
  options: MeasureSummaryQualityOptions,
): Promise<SummaryQuality[]> {
  const { signal, onProgress, seed } = options;
  const n = runs[0]?.summaries.length ?? 0;
  const mismatch = runs.find(({ summaries }) => summaries.length !== n);
  if (mismatch) {
    throw new InvalidInputError(
      `All runs must have a summary (or null) for each of the same ${n} conversations, but one has ${mismatch.summaries.length}.`,
    );
  }
  const total = n * (1 + 2 * runs.length);
  const pause = createPause(signal);
  const meters = runs.map((run) => new RunMeter(run, options));
  const index = new ConversationIndexBuilder(
    createContentWordTest(runs.flatMap(({ summaries }) => summaries.slice(0, 100))),
  );
  const glossary = options.glossary?.length ? createFeatureMatcher(options.glossary) : null;

  const isRead = new Uint8Array(n);
  for (const conversation of drawConversations(n, options.coverageSample ?? 20_000, seed)) isRead[conversation] = 1;

  let i = 0;
  for await (const text of conversations) {
    if (i < n) {
      index.add(text);
      const conversation: ReadConversation | null =
        isRead[i] === 0
          ? null
          : {
              entities: findEntities(text),
              lowerCase: text.replace(/\\_/gu, '_').toLowerCase(),
              features: glossary && nameFeatures(glossary, text),
            };
      for (const meter of meters) meter.add(i, conversation);
      onProgress?.(i + 1, total);
      await pause();
    }
    i++;
  }
  if (i !== n) throw new InvalidInputError(`Expected ${n} conversations, one for each summary, but got ${i}.`);

  const finished = await index.finish(signal);
  const queries = drawConversations(n, options.retrievalQueries ?? 2000, seed);
  const results: SummaryQuality[] = [];
  for (const [r, meter] of meters.entries()) {
    const base = n * (1 + 2 * r);
    const ranks = await rankOwnConversations(finished, runs[r].summaries, queries, {
      signal,
      onProgress: (done) => onProgress?.(base + Math.floor((n * done) / queries.length), total),
    });
    results.push(await meter.finish(ranks, signal));
    onProgress?.(base + 2 * n, total);
  }
  return results;
}

interface ReadConversation {
  entities: Entities;
  lowerCase: string;
  /** Names of the glossary's features that the conversation mentions; null without a glossary. */
  features: Set<string> | null;
}

/** Collects one run's values, conversation by conversation. */
class RunMeter {
  private readonly run: RunSummaries;
  private readonly options: MeasureSummaryQualityOptions;
  private readonly values: Record<QualityMetricName, Float32Array>;
  private readonly glossary: FeatureMatcher;
  private readonly vague: PhraseFinder;
  private readonly banned: PhraseFinder;
  private readonly isContentWord: (word: string) => boolean;
  private readonly contentWords: (string[] | null)[] = [];
  private readonly counts = {
    opening: new Map<string, number>(),
    vague: new Map<string, number>(),
    banned: new Map<string, number>(),
    unsupported: new Map<string, number>(),
  };
  private readonly personalData: SummaryQuality['personalData'] = [];

  constructor(run: RunSummaries, options: MeasureSummaryQualityOptions) {
    this.run = run;
    this.options = options;
    const n = run.summaries.length;
    this.values = Object.fromEntries(
      QUALITY_METRIC_NAMES.map((name) => [name, new Float32Array(n).fill(Number.NaN)]),
    ) as Record<QualityMetricName, Float32Array>;
    this.isContentWord = createContentWordTest(run.summaries);
    this.glossary = createFeatureMatcher(options.glossary ?? []);
    this.vague = createPhraseFinder(options.vaguePhrases ?? DEFAULT_VAGUE_PHRASES);
    this.banned = createPhraseFinder(options.bannedPhrases ?? DEFAULT_BANNED_PHRASES);
  }

  /** @param conversation - null if it was not drawn to be read */
  add(i: number, conversation: ReadConversation | null): void {
    const summary = this.run.summaries[i];
    this.contentWords.push(summary === null ? null : splitWords(summary).filter(this.isContentWord));
    if (summary === null) return;
    this.addForm(i, summary);
    if (conversation !== null) {
      this.addGlossary(i, summary, conversation);
      this.addEntities(i, summary, conversation);
    }
    const hits = findPersonalData(summary);
    this.values.personalData[i] = Number(hits.length > 0);
    for (const { kind } of hits) this.personalData.push({ conversation: i, kind });
  }

  private addForm(i: number, summary: string): void {
    const { values, counts } = this;
    const { wordCount, isInWordRange, hasRequiredOpening } = checkCompliance(summary, {
      words: this.run.words,
      openings: [...this.run.openings],
    });
    values.words[i] = wordCount;
    values.distinctWords[i] = new Set(this.contentWords[i]).size;
    if (isInWordRange !== null) values.inWordRange[i] = Number(isInWordRange);
    if (hasRequiredOpening !== null) values.requiredOpening[i] = Number(hasRequiredOpening);
    const vague = this.vague.find(summary);
    const banned = this.banned.find(summary);
    values.vaguePhrase[i] = Number(vague.length > 0);
    values.bannedPhrase[i] = Number(banned.length > 0);
    for (const phrase of vague) increment(counts.vague, phrase);
    for (const phrase of banned) increment(counts.banned, phrase);
    const opening = summary.trim().split(/\s+/u).slice(0, 3).join(' ');
    increment(counts.opening, opening.replace(/[.,:;!?…]+$/u, ''));
  }

  private addGlossary(i: number, summary: string, { features }: ReadConversation): void {
    if (features === null) return;
    const named = nameFeatures(this.glossary, summary);
    let supported = 0;
    for (const name of named) if (features.has(name)) supported++;
    this.values.glossaryUnsupported[i] = Number(supported < named.size);
    if (features.size === 0) return;
    this.values.glossaryCoverage[i] = supported / features.size;
    this.values.glossaryNamed[i] = Number(supported > 0);
  }

  private addEntities(i: number, summary: string, { entities, lowerCase, features }: ReadConversation): void {
    const { words } = findEntities(summary);
    const named = entities.names.filter((name) => namesEntity(words, name)).length;
    // "Plans and billing" is no invented "Plans" where the conversation speaks of invoices.
    const own = findEntities(features === null ? summary : this.dropFeatures(summary, features));
    // The glossary knows other words for a thing: "W&B" where the conversation says "wandb".
    const isKnownAs = (name: string): boolean =>
      features !== null && this.glossary.findMentions(name).some((mention) => features.has(mention.name));
    const unsupported = own.names.filter((name) => !supportsName(lowerCase, name) && !isKnownAs(name));
    this.values.entitiesNamed[i] = named;
    this.values.entityUnsupported[i] = Number(unsupported.length > 0);
    if (entities.names.length > 0) this.values.entityCoverage[i] = named / entities.names.length;
    for (const name of unsupported) increment(this.counts.unsupported, name);
  }

  /** Takes the full names of features out that the conversation mentions, in its own words or others. */
  private dropFeatures(summary: string, features: ReadonlySet<string>): string {
    let rest = summary;
    for (const name of features) {
      const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
      rest = rest.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'gu'), ' ');
    }
    return rest;
  }

  async finish(ranks: Float32Array, signal?: AbortSignal): Promise<SummaryQuality> {
    const { values, counts, run } = this;
    const threshold = this.options.nearDuplicateThreshold;
    const duplicates = await findDuplicates(run.summaries, { threshold, signal });
    values.exactDuplicate = duplicates.exact;
    values.nearDuplicate = duplicates.near;
    values.reciprocalRank = ranks.map((rank) => 1 / rank);
    values.recallAt1 = ranks.map((rank) => (Number.isNaN(rank) ? rank : Number(rank <= 1)));
    values.recallAt10 = ranks.map((rank) => (Number.isNaN(rank) ? rank : Number(rank <= 10)));

    const estimates = Object.fromEntries(
      QUALITY_METRIC_NAMES.map((name) => [
        name,
        QUALITY_METRICS[name].kind === 'share' ? estimateShareOf(values[name]) : estimateMean(values[name]),
      ]),
    ) as SummaryQuality['estimates'];
    const vocabulary = measureVocabulary(this.contentWords);
    const { distinctPerThousand: rare, typeTokenRatio: ratio, words } = vocabulary;
    return {
      missing: run.summaries.filter((summary) => summary === null).length,
      retrievalQueries: ranks.filter((rank) => !Number.isNaN(rank)).length,
      values,
      estimates,
      vocabulary,
      distinctPerThousand: rare && estimateByJackknife(rare.value, rare.leftOut, words),
      typeTokenRatio: ratio && estimateByJackknife(ratio.value, ratio.leftOut, words),
      openings: mostFrequent(counts.opening, 10),
      vaguePhrases: mostFrequent(counts.vague),
      bannedPhrases: mostFrequent(counts.banned),
      unsupportedNames: mostFrequent(counts.unsupported, 20),
      mostRepeated: duplicates.mostRepeated,
      personalData: this.personalData,
    };
  }
}

/** The idiom that summaries join a feature and a matter with: no mention of a feature called "Contexts". */
const JOINING_IDIOM = /\bin the context of\b/giu;

function nameFeatures(matcher: FeatureMatcher, text: string): Set<string> {
  return new Set(matcher.findMentions(text.replace(JOINING_IDIOM, ' … ')).map(({ name }) => name));
}

function drawConversations(n: number, limit: number, seed: number): Int32Array {
  const all = Array.from({ length: n }, (_, i) => i);
  if (n <= limit) return Int32Array.from(all);
  return Int32Array.from(createRandom(seed).shuffle(all).slice(0, limit)).sort();
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** By count; equal counts in alphabetical order of code units. */
function mostFrequent(counts: ReadonlyMap<string, number>, limit = Infinity): Counted[] {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted.slice(0, limit).map(([text, summaries]) => ({ text, summaries }));
}
