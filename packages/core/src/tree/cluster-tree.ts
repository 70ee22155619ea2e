import type { ClusterName } from '../cluster/cluster.ts';

/** A node of the tree of named topics. Its members are the union of its children's members. */
export interface ClusterNode extends ClusterName {
  /** 32 hex digits derived from the members' chat ids, so the same group of conversations has the same id in every run. */
  id: string;
  /** null for a root. */
  parentId: string | null;
  /** 0 for a root. */
  depth: number;
  /** Conversations in it. */
  size: number;
  /** Which base cluster a leaf is; null for an inner node. */
  baseCluster: number | null;
}

/**
 * The tree as a flat list in depth-first order: a parent stands before its children; siblings from large to small.
 *
 * Invariants: every base cluster is exactly one leaf; no node has a single child; at most `maxRoots` roots; a parent's
 * size is the sum of its children's; names are unique among siblings.
 */
export interface ClusterTree {
  nodes: ClusterNode[];
  /** How the number of levels was chosen; absent where it was not. */
  levelCurve?: LevelCountCurve;
}

/** One number of levels that was tried. */
export interface LevelCountCandidate {
  /** From the roots to the leaves, both counted. */
  levels: number;
  roots: number;
  /** Mean agreement (AMI) of the levels above the leaves between trees of different draws, 1 if always the same. */
  stability: number;
  /** Standard deviation of that agreement over the pairs of draws. */
  stabilityDeviation: number;
  /** Mean silhouette by cosine of the levels above the leaves, in [−1, 1]. */
  silhouette: number;
  /** stability · (1 + silhouette) / 2, in [0, 1] but for chance. */
  score: number;
}

/** What the number of levels was chosen by. */
export interface LevelCountCurve {
  /** From few levels to many. */
  candidates: LevelCountCandidate[];
  /** Place of the chosen one among the candidates. */
  chosen: number;
  /** Base clusters that the candidates were measured on. */
  sampleSize: number;
  /** The choice in plain words, with its numbers. */
  sentence: string;
}
