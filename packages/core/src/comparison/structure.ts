import type { ClusterTree } from '../tree/cluster-tree.ts';
import { entropy } from './agreement.ts';

/** The shape of a tree in numbers. All 0 for an empty tree. */
export interface TreeShape {
  rootCount: number;
  leafCount: number;
  clusterCount: number;
  /** Clusters that have children. */
  innerCount: number;
  /** Those of them that have a single one, which says nothing that the child does not say. */
  singleChildCount: number;
  /** Depth of the deepest node; a root has depth 0. */
  maxDepth: number;
  /** Share of conversations in the largest root, in [0, 1]. */
  largestRootShare: number;
  /** Shannon entropy of the leaf sizes, in bits: log₂ of the number of equally large leaves that would spread as much. */
  leafEntropy: number;
}

/** Measures the shape of a tree. Depths are derived from the parents, whatever is stored. */
export function measureStructure({ nodes }: ClusterTree): TreeShape {
  const parentOf = new Map(nodes.map(({ id, parentId }) => [id, parentId]));
  const parents = new Set(nodes.map(({ parentId }) => parentId));
  const childCounts = new Map<string, number>();
  for (const { parentId } of nodes) {
    if (parentId !== null) childCounts.set(parentId, (childCounts.get(parentId) ?? 0) + 1);
  }
  const roots = nodes.filter(({ parentId }) => parentId === null);
  const leaves = nodes.filter(({ id }) => !parents.has(id));
  const n = roots.reduce((sum, { size }) => sum + size, 0);
  let maxDepth = 0;
  for (const leaf of leaves) {
    let depth = 0;
    for (let parent = leaf.parentId; parent !== null; parent = parentOf.get(parent) ?? null) depth++;
    maxDepth = Math.max(maxDepth, depth);
  }
  return {
    rootCount: roots.length,
    leafCount: leaves.length,
    clusterCount: nodes.length,
    innerCount: childCounts.size,
    singleChildCount: [...childCounts.values()].filter((count) => count === 1).length,
    maxDepth,
    largestRootShare: n === 0 ? 0 : Math.max(...roots.map(({ size }) => size)) / n,
    leafEntropy:
      entropy(
        leaves.map(({ size }) => size),
        n,
      ) / Math.LN2,
  };
}
