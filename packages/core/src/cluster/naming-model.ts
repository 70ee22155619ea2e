import type { StepOptions } from '../step-options.ts';
import type { Summary } from '../summary/summary.ts';
import type { ClusterName } from './cluster.ts';

/** Names clusters from their members, set apart from their nearest outsiders. */
export interface NamingModel {
  /** Who answers: `local`, `openai`, … */
  readonly provider: string;
  /** Which of the provider's models: `keyword`, `gpt-4o-mini`, … */
  readonly modelId: string;
  /** Everything that can change a name, as one string. */
  readonly fingerprint: string;

  /**
   * Names every cluster. One that the model fails to name gets another name, and `options.onFailure` is told.
   *
   * @returns one name per cluster, in the order of `request.clusters`, unique among clusters of the same `parent`.
   */
  nameClusters(request: NamingRequest, options?: StepOptions): Promise<ClusterName[]>;
}

/** All clusters of one level of the tree. */
export interface NamingRequest {
  clusters: readonly ClusterEvidence[];
  /** Summaries of all conversations; the indexes below point into it. */
  summaries: readonly Summary[];
}

export interface ClusterEvidence {
  /** What failures call it: `base cluster 12`. Never shown to a model. By default its place in the request. */
  item?: string;
  /** All members, nearest to the centroid first. A language model reads the first 50. */
  members: readonly number[];
  /** At most ten conversations of other clusters, nearest to this centroid first (Clio's contrastive examples). */
  outsiders: readonly number[];
  /** Clusters with the same value are siblings and need different names; null for roots and base clusters. */
  parent: number | null;
  /** Names of the children, largest first; empty for a base cluster. */
  children: readonly ClusterName[];
}
