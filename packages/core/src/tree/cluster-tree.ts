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
}
