import type { BaseClusters, ClusterName } from '../cluster/cluster.ts';
import type { EmbeddedCorpus } from '../embedding/embedding-model.ts';
import type { Projection } from '../projection/projection.ts';
import type { Summary } from '../summary/summary.ts';
import type { ClusterTree } from '../tree/cluster-tree.ts';

/** The pipeline's steps in their order. */
export const STEP_NAMES = ['summary', 'embedding', 'cluster', 'name', 'tree', 'projection'] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** A conversation that got no summary, and why. It takes no part in the later steps. */
export interface SummaryFailure {
  chatId: string;
  reason: string;
  /** `MODEL_CALL`, `MODEL_OUTPUT`, …; null or absent for other errors. */
  code?: string | null;
  /** What the model answered, where it answered something unusable. */
  rawAnswer?: string | null;
}

/** What each step leaves behind. */
export interface StepResults {
  /** Both in the order of the conversations; together they account for every one. */
  summary: { summaries: Summary[]; failures: SummaryFailure[] };
  embedding: EmbeddedCorpus;
  cluster: BaseClusters;
  name: ClusterName[];
  tree: ClusterTree;
  projection: Projection;
}

/**
 * Keeps step results under their fingerprints. A fingerprint stands for the step's inputs, options and seed, so a
 * result never has to be checked against them again.
 */
export interface CheckpointStore {
  /** Whether `read` would find it, without loading it. */
  has(step: StepName, fingerprint: string): Promise<boolean>;
  /** @returns the result, or null if this fingerprint was never written whole. */
  read<S extends StepName>(step: S, fingerprint: string): Promise<StepResults[S] | null>;
  /** Writing the same fingerprint again is allowed and changes nothing. */
  write<S extends StepName>(step: S, fingerprint: string, result: StepResults[S]): Promise<void>;
}
