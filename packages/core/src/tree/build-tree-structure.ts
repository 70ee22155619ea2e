import type { BaseClusters } from '../cluster/cluster.ts';
import { clusterEmbeddings } from '../cluster/cluster-embeddings.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix, matrixRow } from '../math/matrix.ts';
import type { StepOptions } from '../step-options.ts';
import { countChildren, countRoots } from './plan-levels.ts';

/** A tree without names. A leaf is one base cluster; an inner node has two or more children. */
export interface TreeBranch {
  /** Set for a leaf, null for an inner node. */
  baseCluster: number | null;
  /** From large to small, equal sizes by their lowest base cluster; empty for a leaf. */
  children: TreeBranch[];
  /** All base clusters below, ascending. */
  baseClusters: number[];
  /** Conversations in it. */
  size: number;
}

export interface TreeStructureOptions extends StepOptions {
  /** At most this many roots. Default 10. */
  maxRoots?: number;
  /** Children per node, on average. Default 4. */
  branching?: number;
  seed: number;
}

/**
 * Arranges base clusters in a tree: k-means on the directions of their centroids, from the top down, with sizes by ratio.
 *
 * Base clusters count alike, whatever their size, and only their direction counts: Ward's hierarchy, and k-means on the
 * means themselves, put everything that is not sharply about one thing into one root, because such centroids are short
 * and lie together near the origin.
 *
 * @returns the roots, from large to small; none for no base clusters. No inner node has a single child.
 * @see countRoots and countChildren
 */
export async function buildTreeStructure(base: BaseClusters, options: TreeStructureOptions): Promise<TreeBranch[]> {
  const { maxRoots = 10, branching = 4, seed, signal, onProgress } = options;
  const directions = toUnitRows(base.centroids);
  const sizes = new Int32Array(base.centroids.rows);
  for (const label of base.labels) sizes[label]++;
  let placed = 0;

  const split = async (baseClusters: number[], count: number): Promise<TreeBranch[]> => {
    const branches: TreeBranch[] = [];
    for (const part of await partition(directions, baseClusters, count, { seed, signal })) {
      branches.push(await toBranch(part));
    }
    return branches.sort(byPlace);
  };
  const toBranch = async (baseClusters: number[]): Promise<TreeBranch> => {
    const size = baseClusters.reduce((sum, cluster) => sum + sizes[cluster], 0);
    if (baseClusters.length === 1) {
      onProgress?.(++placed, sizes.length);
      return { baseCluster: baseClusters[0], children: [], baseClusters, size };
    }
    const children = await split(baseClusters, countChildren(baseClusters.length, branching));
    return { baseCluster: null, children, baseClusters, size };
  };

  const all = Array.from(sizes.keys());
  return all.length === 0 ? [] : split(all, countRoots(all.length, { maxRoots, branching }));
}

/** `count` groups of base clusters, none empty; each group ascending. */
async function partition(
  directions: Matrix,
  baseClusters: number[],
  count: number,
  options: { seed: number; signal?: AbortSignal },
): Promise<number[][]> {
  if (count >= baseClusters.length) return baseClusters.map((cluster) => [cluster]);
  const points = createMatrix(baseClusters.length, directions.columns);
  baseClusters.forEach((cluster, row) => matrixRow(points, row).set(matrixRow(directions, cluster)));
  const { labels } = await clusterEmbeddings(points, { ...options, k: count });
  const groups: number[][] = Array.from({ length: count }, () => []);
  baseClusters.forEach((cluster, row) => groups[labels[row]].push(cluster));
  return groups;
}

function toUnitRows(matrix: Matrix): Matrix {
  const unit = createMatrix(matrix.rows, matrix.columns);
  for (let row = 0; row < matrix.rows; row++) {
    const values = matrixRow(matrix, row);
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) matrixRow(unit, row).set(values.map((value) => value / length));
  }
  return unit;
}

/** Siblings stand from large to small, equal sizes by their lowest base cluster. */
export function byPlace(one: TreeBranch, other: TreeBranch): number {
  return other.size - one.size || one.baseClusters[0] - other.baseClusters[0];
}
