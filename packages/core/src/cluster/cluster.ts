import type { Matrix } from '../math/matrix.ts';

/** What `BaseClusters.labels` holds for a conversation that belongs to no cluster. */
export const OUTLIER = -1;

/** A partition of n conversations into k base clusters, or of those of them that are no outliers. */
export interface BaseClusters {
  /** Base cluster of each conversation, in 0 … k−1, or `OUTLIER`; length n. Every cluster has a member. */
  labels: Int32Array;
  /** Mean embedding of each cluster, shape (k, d), not normalised. */
  centroids: Matrix;
  /** Sum of squared Euclidean distances to the own centroid; outliers have no part in it. */
  inertia: number;
  /** Which conversations belong to no cluster; absent where nobody asked. */
  outliers?: Outliers;
  /** How the number of clusters was chosen; absent where it was given. */
  countCurve?: ClusterCountCurve;
}

/** Conversations that are too far from every cluster to belong to one. */
export interface Outliers {
  /** Their indexes, farthest first. */
  items: Int32Array;
  /** The base cluster that comes nearest to each. */
  nearestClusters: Int32Array;
  /** 1 − cosine of each to the mean of its nearest cluster, in [0, 2]. */
  distances: Float32Array;
  /** The distance beyond which a conversation is an outlier; null where there was too little to judge by. */
  threshold: number | null;
}

/** One number of clusters that was tried. */
export interface ClusterCountCandidate {
  /** Conversations per cluster, on average. */
  clusterSize: number;
  /** Clusters of all conversations at that size. */
  k: number;
  /** Mean agreement (AMI) between clusterings of different draws of the conversations, 1 if always the same. */
  stability: number;
  /** Standard deviation of that agreement over the pairs of draws. */
  stabilityDeviation: number;
  /** Mean silhouette by cosine, in [−1, 1]. */
  silhouette: number;
  /** stability · (1 + silhouette) / 2, in [0, 1] but for chance. */
  score: number;
}

/** What the number of clusters was chosen by. */
export interface ClusterCountCurve {
  /** From few clusters to many. */
  candidates: ClusterCountCandidate[];
  /** Place of the chosen one among the candidates. */
  chosen: number;
  /** Conversations that the candidates were measured on. */
  sampleSize: number;
  /** The choice in plain words, with its numbers. */
  sentence: string;
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
