import type { BaseClusters } from '../cluster/cluster.ts';
import { createPause } from '../math/create-pause.ts';
import { normaliseRows } from '../math/normalise-rows.ts';
import { createRandom } from '../math/random.ts';
import { takeRows } from '../math/take-rows.ts';
import type { StepOptions } from '../step-options.ts';
import { countChildren, countChildrenOfLevels, countRoots, countRootsOfLevels } from './plan-levels.ts';
import { splitPoints } from './split-points.ts';

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
  /** Levels from the roots to the leaves, both counted, at most; overrules `branching`. Default null: none is set. */
  levels?: number | null;
  seed: number;
}

/** For a tree over some of the base clusters that is to have the shape of a tree over all. */
export interface SampledStructureOptions extends TreeStructureOptions {
  /** Which share of the base clusters these are. Default 1. With `levels` only. */
  share?: number;
}

/**
 * Arranges base clusters in a tree: k-means with a price on size, on the directions of their centroids, from the top
 * down, with the number of children by ratio.
 *
 * Base clusters count by their conversations, and only their direction counts: Ward's hierarchy, and k-means on the
 * means themselves, put everything that is not sharply about one thing into one root, because such centroids are short
 * and lie together near the origin. Without the price on size that root comes back, and a chain of lopsided splits
 * makes the tree as deep as there are thousands of base clusters.
 *
 * @returns the roots, from large to small; none for no base clusters. No inner node has a single child.
 * @see countRoots, countChildren and splitPoints
 */
export async function buildTreeStructure(base: BaseClusters, options: SampledStructureOptions): Promise<TreeBranch[]> {
  const { maxRoots = 10, branching = 4, levels = null, share = 1, seed, signal, onProgress } = options;
  const directions = normaliseRows(base.centroids);
  const sizes = new Float64Array(base.centroids.rows);
  for (const label of base.labels) if (label >= 0) sizes[label]++;
  const random = createRandom(seed);
  const pause = createPause(signal);
  let placed = 0;

  /** `depth`: where the new branches stand. */
  const split = async (baseClusters: number[], count: number, depth: number): Promise<TreeBranch[]> => {
    const branches: TreeBranch[] = [];
    for (const part of await partition(baseClusters, count)) branches.push(await toBranch(part, depth));
    return branches.sort(byPlace);
  };
  const toBranch = async (baseClusters: number[], depth: number): Promise<TreeBranch> => {
    const size = baseClusters.reduce((sum, cluster) => sum + sizes[cluster], 0);
    if (baseClusters.length === 1) {
      onProgress?.(++placed, sizes.length);
      return { baseCluster: baseClusters[0], children: [], baseClusters, size };
    }
    const count =
      levels === null
        ? countChildren(baseClusters.length, branching)
        : countChildrenOfLevels(baseClusters.length / share, levels - 1 - depth);
    const children = await split(baseClusters, count, depth + 1);
    return { baseCluster: null, children, baseClusters, size };
  };
  /** `count` groups of base clusters, none empty; each group ascending. */
  const partition = async (baseClusters: number[], count: number): Promise<number[][]> => {
    if (count >= baseClusters.length) return baseClusters.map((cluster) => [cluster]);
    const weights = Float64Array.from(baseClusters, (cluster) => sizes[cluster]);
    const labels = await splitPoints(takeRows(directions, baseClusters), weights, { count, random, pause });
    const groups: number[][] = Array.from({ length: count }, () => []);
    baseClusters.forEach((cluster, row) => groups[labels[row]].push(cluster));
    return groups;
  };

  const all = Array.from(sizes.keys());
  if (all.length === 0) return [];
  const rootCount =
    levels === null
      ? countRoots(all.length, { maxRoots, branching })
      : countRootsOfLevels(all.length / share, { levels, maxRoots });
  return split(all, rootCount, 0);
}

/** Siblings stand from large to small, equal sizes by their lowest base cluster. */
export function byPlace(one: TreeBranch, other: TreeBranch): number {
  return other.size - one.size || one.baseClusters[0] - other.baseClusters[0];
}
