import type { Matrix } from '../math/matrix.ts';

/** A partition of n conversations into k base clusters. */
export interface BaseClusters {
  /** Base cluster of each conversation, in 0 … k−1; length n. Every cluster has a member. */
  labels: Int32Array;
  /** Mean embedding of each cluster, shape (k, d), not normalised. */
  centroids: Matrix;
  /** Sum of squared Euclidean distances to the own centroid. */
  inertia: number;
}

/** How a cluster is presented. */
export interface ClusterName {
  /** Imperative, at most ten words: "Debug stale flag values". */
  name: string;
  /** One or two sentences in the past tense. */
  description: string;
  /** Three words in snake_case. */
  slug: string;
}
