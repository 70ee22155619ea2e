import type { GlossaryEntry, WordRange } from '../../summary/summary-form.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { PersonalDataKind } from './find-personal-data.ts';
import type { VocabularyRichness } from './measure-vocabulary.ts';
import type { QualityMetricName } from './quality-metrics.ts';

/** The summaries of one run, and the form that its summary model asks for. */
export interface RunSummaries {
  /** In the order of the conversations, length n; null where the run has none, because the model failed. */
  summaries: readonly (string | null)[];
  /** The word range to check against; null for none. */
  words: WordRange | null;
  /** A summary must begin with one of these; empty for no rule. */
  openings: readonly string[];
}

/** What all runs of a comparison are measured against. */
export interface QualityStandards {
  /** Product features; empty leaves the glossary's metrics out. */
  glossary: readonly GlossaryEntry[];
  vaguePhrases: readonly string[];
  bannedPhrases: readonly string[];
}

/** A word or phrase and in how many summaries it stands. */
export interface Counted {
  text: string;
  summaries: number;
}

/** The quality of one run's summaries. Plain values and typed arrays, so that it can be stored. */
export interface SummaryQuality {
  /** Conversations without a summary. They count in no metric. */
  missing: number;
  /** Conversations whose summaries searched for them. */
  retrievalQueries: number;
  /**
   * Each metric's value per conversation, in their order; NaN where it has none (no summary, no word range, no glossary
   * term in the conversation, not drawn for retrieval or for the reading of names).
   */
  values: Record<QualityMetricName, Float32Array>;
  /** Each metric over all conversations that have a value; null where none has. Shares by Wilson, means by Student. */
  estimates: Record<QualityMetricName, Estimate | null>;
  vocabulary: VocabularyRichness;
  /** Distinct content words among 1,000, with its interval; null for fewer words. */
  distinctPerThousand: Estimate | null;
  typeTokenRatio: Estimate | null;
  /** First three words, most frequent first; at most ten. */
  openings: Counted[];
  /** Phrases found, most frequent first. */
  vaguePhrases: Counted[];
  bannedPhrases: Counted[];
  /** Names in summaries that their conversations lack, most frequent first; at most twenty. */
  unsupportedNames: Counted[];
  /** Texts that occur more than once, most frequent first; at most ten. */
  mostRepeated: { text: string; count: number }[];
  /** Every hit, by conversation. The text itself is not kept. */
  personalData: { conversation: number; kind: PersonalDataKind }[];
}
