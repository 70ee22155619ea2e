import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { BaseClusters } from '../cluster/cluster.ts';
import { listLeafPaths } from '../tree/cluster-members.ts';
import type { ClusterTree } from '../tree/cluster-tree.ts';
import { isolateOutliers } from './isolate-outliers.ts';

/**
 * Cuts a tree at a depth: the partition of the conversations into the nodes there.
 *
 * A branch that ends above the depth is cut at its leaf, so every conversation but the outliers is in exactly one node.
 *
 * @param depth - 0 for the roots; null for the leaves
 * @returns for each conversation an index into `tree.nodes`; for an outlier a negative number that no other has.
 * @throws {InvalidInputError} if depth is negative or not whole.
 */
export function labelsAtDepth(
  tree: ClusterTree,
  { labels }: Pick<BaseClusters, 'labels'>,
  depth: number | null,
): Int32Array {
  if (depth !== null && !(Number.isInteger(depth) && depth >= 0)) {
    throw new InvalidInputError(`A depth must be a whole number of at least 0, or null for the leaves, not ${depth}.`);
  }
  const nodeOf = listLeafPaths(tree).map((path) => path[Math.min(depth ?? Infinity, path.length - 1)]);
  return isolateOutliers(labels.map((label) => (label < 0 ? label : nodeOf[label])));
}
