import type { BaseClusters, ClusterName } from '../cluster/cluster.ts';
import type { EmbeddedCorpus } from '../embedding/embedding-model.ts';
import type { Projection } from '../projection/projection.ts';
import type { Summary } from '../summary/summary.ts';
import type { ClusterTree } from '../tree/cluster-tree.ts';

/** The pipeline's steps in their order. */
export const STEP_NAMES = ['summary', 'embedding', 'cluster', 'name', 'tree', 'projection'] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** What each step leaves behind. */
export interface StepResults {
  summary: Summary[];
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
  /** @returns the result, or null if this fingerprint was never written whole. */
  read<S extends StepName>(step: S, fingerprint: string): Promise<StepResults[S] | null>;
  /** Writing the same fingerprint again is allowed and changes nothing. */
  write<S extends StepName>(step: S, fingerprint: string, result: StepResults[S]): Promise<void>;
}
