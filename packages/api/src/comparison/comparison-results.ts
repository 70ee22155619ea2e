import type {
  Agreement,
  AgreementFloor,
  ClusterOverlap,
  Counted,
  Estimate,
  GoldDifference,
  MatchKind,
  PairedDifference,
  QualityDifference,
  TreeShape,
  TreeTagKind,
  Verdict,
} from '@understory/core';
import type { ComparisonPartName } from '../db/comparison-schema.ts';

/** The leaves and the roots of both trees. */
export interface LeavesAndRoots<T> {
  leaves: T;
  roots: T;
}

export interface StoredMatch {
  /** Index of the cluster in its run; null without a partner. */
  a: number | null;
  b: number | null;
  kind: MatchKind;
  jaccard: number;
  shared: number;
  counterpartSide: 'a' | 'b';
  counterparts: StoredOverlap[];
}

/** A cluster's overlap with one of the other run, by that one's index in its run; rounded. */
export interface StoredOverlap extends Omit<ClusterOverlap, 'cluster'> {
  index: number;
}

/** What became of a cluster of whatever depth. */
export interface StoredTag {
  index: number;
  kind: TreeTagKind;
  counterparts: StoredOverlap[];
  best: StoredOverlap | null;
}

export interface StoredMatching {
  matches: StoredMatch[];
  meanJaccard: number;
  sharedCount: number;
  closePairCount: number;
}

/** A tree's shape, and what its leaves are like. */
export interface RunStructure extends TreeShape {
  /** Share of the shared conversations that are outliers, in [0, 1]. */
  outlierShare: number;
  uniqueNameCount: number;
  /** How many leaves there are of each size: 1, 2–4, 5–9, 10–19, … */
  leafSizes: { from: number; to: number | null; count: number }[];
}

export interface QualityRow {
  metric: QualityDifference['metric'];
  label: string;
  kind: 'share' | 'mean';
  better: 'higher' | 'lower' | null;
  a: Estimate | null;
  b: Estimate | null;
  difference: PairedDifference | null;
  adjustedPValue: number | null;
  winner: QualityDifference['winner'];
}

/** What stands in the summaries of one run. */
export interface SummaryFindings {
  /** Of the conversations that both runs cover, those that this one has no summary of. */
  missing: number;
  openings: Counted[];
  vaguePhrases: Counted[];
  bannedPhrases: Counted[];
  unsupportedNames: Counted[];
  mostRepeated: { text: string; count: number }[];
  /** How often each kind of personal data was found. */
  personalData: { kind: string; count: number }[];
}

export interface GoldRow {
  score: GoldDifference['score'];
  /** null for the scores of the whole run. */
  level: string | null;
  a: Estimate;
  b: Estimate;
  difference: PairedDifference;
  isClear: boolean;
  sentence: string;
}

/** Why there is no number, in plain words. */
export interface NotMeasured {
  reason: string;
}

export interface StoredNoiseFloor {
  conversationCount: number;
  sharedCount: number;
  reseedCount: number;
  adjustedRandIndex: AgreementFloor;
  adjustedMutualInformation: AgreementFloor;
  pValue: number;
  verdict: Verdict;
  sentence: string;
  remarks: string[];
  /** As `measureStability` gives it: of a sample, large topics only. */
  stabilityA: StoredStability[];
  stabilityB: StoredStability[];
}

/** How much of a cluster comes back under other seeds. */
export interface StoredStability {
  /** Of the cluster in its run. */
  index: number;
  /** Mean Jaccard index with the most similar cluster under another seed, in [0, 1]; rounded. */
  stability: number;
}

/** How well the clusters of a level are apart. */
export interface LevelSeparation {
  /** `roots`, `depth 1`, …, `leaves`. */
  name: string;
  clusterCount: number;
  silhouette: number | null;
  daviesBouldin: number | null;
}

export interface RunSilhouette {
  /** null where it cannot be measured. */
  leaves: number | null;
  roots: number | null;
  /** Coarse to fine, the leaves last. */
  levels: LevelSeparation[];
  /** Conversations that it was measured on. */
  conversationCount: number;
  remarks: string[];
}

/** What each part of a comparison leaves behind, as JSON. */
export interface ComparisonResults {
  structure: { a: RunStructure; b: RunStructure };
  agreement: LeavesAndRoots<Agreement>;
  matches: LeavesAndRoots<StoredMatching>;
  tags: { a: StoredTag[]; b: StoredTag[] };
  summary_quality: { rows: QualityRow[]; a: SummaryFindings; b: SummaryFindings };
  gold: { labelled: number; classes: number; rows: GoldRow[]; warnings: string[] } | NotMeasured;
  /** The partitions are in a table of their own. */
  reseeds_a: { fingerprint: string; reused: boolean; remarks: string[] } | NotMeasured;
  reseeds_b: { fingerprint: string; reused: boolean; remarks: string[] } | NotMeasured;
  noise_floor: StoredNoiseFloor | NotMeasured;
  silhouette: { a: RunSilhouette; b: RunSilhouette };
}

export type ComparisonResult<P extends ComparisonPartName> = ComparisonResults[P];
