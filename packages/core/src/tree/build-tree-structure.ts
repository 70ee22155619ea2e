import type { BaseClusters } from '../cluster/cluster.ts';
import type { StepOptions } from '../step-options.ts';
import type { Merge } from './agglomerate.ts';
import { agglomerate } from './agglomerate.ts';
import { chooseLevelSizes } from './choose-level-sizes.ts';

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
}

/**
 * Arranges base clusters in a tree: Ward's hierarchy of their centroids, weighted by size, cut at a few levels.
 *
 * Each level has about `branching` times fewer nodes than the one below; the top one has at most `maxRoots`. A node
 * that would have a single child is left out, so leaves may stand at different depths. Nothing is drawn at random.
 *
 * @returns the roots, from large to small; none for no base clusters.
 * @see agglomerate, chooseLevelSizes
 */
export async function buildTreeStructure(
  base: BaseClusters,
  options: TreeStructureOptions = {},
): Promise<TreeBranch[]> {
  const { maxRoots = 10, branching = 4 } = options;
  const sizes = new Int32Array(base.centroids.rows);
  for (const label of base.labels) sizes[label]++;

  const merges = await agglomerate(base.centroids, sizes, options);
  const heights = merges.map((merge) => merge.height);
  let branches = new Map<number, TreeBranch>();
  sizes.forEach((size, baseCluster) => {
    branches.set(baseCluster, { baseCluster, children: [], baseClusters: [baseCluster], size });
  });
  let applied = 0;
  for (const levelSize of chooseLevelSizes(heights, { maxRoots, branching })) {
    const count = sizes.length - levelSize;
    branches = groupBranches(branches, merges.slice(applied, count));
    applied = count;
  }
  return Array.from(branches.values()).sort(byPlace);
}

/** One level up: branches that the merges join become children of one branch. */
function groupBranches(branches: Map<number, TreeBranch>, merges: Merge[]): Map<number, TreeBranch> {
  const groups = new Map<number, TreeBranch[]>();
  for (const [name, branch] of branches) groups.set(name, [branch]);
  for (const { a, b } of merges) {
    groups.get(a)!.push(...groups.get(b)!);
    groups.delete(b);
  }
  const level = new Map<number, TreeBranch>();
  for (const [name, children] of groups) {
    level.set(name, children.length === 1 ? children[0] : joinBranches(children));
  }
  return level;
}

function joinBranches(children: TreeBranch[]): TreeBranch {
  return {
    baseCluster: null,
    children: children.sort(byPlace),
    baseClusters: children.flatMap((child) => child.baseClusters).sort((a, b) => a - b),
    size: children.reduce((sum, child) => sum + child.size, 0),
  };
}

function byPlace(one: TreeBranch, other: TreeBranch): number {
  return other.size - one.size || one.baseClusters[0] - other.baseClusters[0];
}
