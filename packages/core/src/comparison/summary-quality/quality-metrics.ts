/** One number per summary. */
export interface QualityMetric {
  /** `share`: 0 or 1 per summary; `mean`: any number. */
  kind: 'share' | 'mean';
  /** In plain words, as a table's row is headed. */
  label: string;
  /** Which direction is an improvement; null where neither is as such. */
  better: 'higher' | 'lower' | null;
}

/** What is measured of every summary without a language model, in the order in which it is shown. */
export const QUALITY_METRICS = {
  words: { kind: 'mean', label: 'words per summary', better: null },
  inWordRange: { kind: 'share', label: 'within the word range', better: 'higher' },
  requiredOpening: { kind: 'share', label: 'begins with a required opening', better: 'higher' },
  bannedPhrase: { kind: 'share', label: 'holds a banned phrase', better: 'lower' },
  vaguePhrase: { kind: 'share', label: 'holds a vague phrase', better: 'lower' },
  glossaryCoverage: { kind: 'mean', label: 'share of the conversation’s glossary terms named', better: 'higher' },
  glossaryNamed: { kind: 'share', label: 'names a glossary term of the conversation', better: 'higher' },
  glossaryUnsupported: { kind: 'share', label: 'names a glossary term the conversation lacks', better: 'lower' },
  entityCoverage: { kind: 'mean', label: 'share of the conversation’s names and identifiers named', better: 'higher' },
  entitiesNamed: { kind: 'mean', label: 'names and identifiers of the conversation per summary', better: 'higher' },
  entityUnsupported: { kind: 'share', label: 'names something the conversation lacks', better: 'lower' },
  distinctWords: { kind: 'mean', label: 'distinct content words per summary', better: null },
  exactDuplicate: { kind: 'share', label: 'same text as another summary', better: 'lower' },
  nearDuplicate: { kind: 'share', label: 'nearly the same words as another summary', better: 'lower' },
  reciprocalRank: { kind: 'mean', label: 'finds its own conversation (mean reciprocal rank)', better: 'higher' },
  recallAt1: { kind: 'share', label: 'finds its own conversation first', better: 'higher' },
  recallAt10: { kind: 'share', label: 'finds its own conversation among ten', better: 'higher' },
  personalData: { kind: 'share', label: 'holds an e-mail address, phone or card number, or key', better: 'lower' },
} as const satisfies Record<string, QualityMetric>;

export type QualityMetricName = keyof typeof QUALITY_METRICS;
export const QUALITY_METRIC_NAMES = Object.keys(QUALITY_METRICS) as QualityMetricName[];
