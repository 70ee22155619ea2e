import type { BaseClusters } from '../cluster/cluster.ts';
import { clusterEmbeddings } from '../cluster/cluster-embeddings.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix, matrixRow } from '../math/matrix.ts';
import { normaliseRows } from '../math/normalise-rows.ts';
import type { TreeBranch } from './build-tree-structure.ts';
import { byPlace } from './build-tree-structure.ts';
import { countChildren } from './plan-levels.ts';

export interface GroupBranchesOptions {
  /** Unit direction of each base cluster's centroid, shape (k, d). */
  directions: Matrix;
  seed: number;
  signal?: AbortSignal;
}

/** A node with more children than this many times `branching` gets a level between. */
const CROWDED = 3;

/** One leaf per base cluster. */
export function createLeaves({ labels, centroids }: BaseClusters): TreeBranch[] {
  const leaves: TreeBranch[] = Array.from({ length: centroids.rows }, (_, cluster) => ({
    baseCluster: cluster,
    children: [],
    baseClusters: [cluster],
    size: 0,
  }));
  for (const label of labels) if (label >= 0) leaves[label].size++;
  return leaves;
}

/** Directions of branches, base clusters counting alike; shape (branches.length, d), rows of unit length or zero. */
export function directionsOf(branches: readonly TreeBranch[], directions: Matrix): Matrix {
  const sums = createMatrix(branches.length, directions.columns);
  branches.forEach(({ baseClusters }, i) => {
    const sum = matrixRow(sums, i);
    for (const cluster of baseClusters) {
      const direction = matrixRow(directions, cluster);
      for (let t = 0; t < sum.length; t++) sum[t] += direction[t];
    }
  });
  return normaliseRows(sums);
}

/** `count` groups of branches that point the same way, none empty, each in the order of `branches`. */
export async function groupByDirection(
  branches: readonly TreeBranch[],
  count: number,
  { directions, seed, signal }: GroupBranchesOptions,
): Promise<TreeBranch[][]> {
  if (count >= branches.length) return branches.map((branch) => [branch]);
  if (count <= 1) return [[...branches]];
  const { labels } = await clusterEmbeddings(directionsOf(branches, directions), { k: count, seed, signal });
  const groups: TreeBranch[][] = Array.from({ length: count }, () => []);
  branches.forEach((branch, i) => groups[labels[i]].push(branch));
  return groups;
}

/**
 * Puts branches below a new one; a single branch stays as it is. Too many children are first gathered by direction, so
 * that no reader meets a list of a hundred.
 */
export async function joinBranches(
  branches: readonly TreeBranch[],
  options: GroupBranchesOptions & { branching: number },
): Promise<TreeBranch> {
  if (branches.length === 1) return branches[0];
  const { branching } = options;
  let children = [...branches];
  if (children.length > CROWDED * branching) {
    const groups = await groupByDirection(children, countChildren(children.length, branching), options);
    children = [];
    for (const group of groups) children.push(await joinBranches(group, options));
  }
  return {
    baseCluster: null,
    children: children.sort(byPlace),
    baseClusters: children.flatMap(({ baseClusters }) => baseClusters).sort((a, b) => a - b),
    size: children.reduce((sum, { size }) => sum + size, 0),
  };
}
