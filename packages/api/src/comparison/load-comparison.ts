import type { RunTree } from '../cluster/run-tree.ts';
import { readInt32 } from '../cluster/cluster.repository.ts';
import type { Cluster } from '../cluster/cluster.type.ts';
import type { Context } from '../context.ts';
import { InvalidInputError } from '@understory/core';
import { OUTLIER_LEAF } from '../outlier/outlier-leaf.ts';
import type { Run } from '../run/run.type.ts';
import { NO_SUMMARY } from './no-summary.ts';
import { shareConversations } from './shared-conversations.ts';

/** One of two runs, cut down to the conversations that both have summaries of. */
export interface ComparedRun {
  run: Run;
  tree: RunTree;
  /**
   * Index of the leaf of each shared conversation. An outlier has a negative number that no other conversation has: in an
   * agreement it shares a cluster with nobody.
   */
  leaves: Int32Array;
  /** Place of each shared conversation among the run's summaries, which is its row in the run's embeddings. */
  items: Int32Array;
}

export interface LoadedComparison {
  a: ComparedRun;
  b: ComparedRun;
  /** Position of each shared conversation in the dataset, ascending. */
  positions: Int32Array;
}

/**
 * Loads two finished runs over the same dataset.
 *
 * @throws {InvalidInputError} if there is no such run, one has no tree yet, or they are over different datasets.
 */
export async function loadComparison(context: RunSource, idA: string, idB: string): Promise<LoadedComparison> {
  const [a, b] = await Promise.all([loadRun(context, idA), loadRun(context, idB)]);
  if (a.run.datasetId !== b.run.datasetId) {
    throw new InvalidInputError(
      `Expected two runs over the same dataset; "${a.run.name}" and "${b.run.name}" are over different ones.`,
    );
  }
  const { positions, leavesA, leavesB, itemsA, itemsB } = shareConversations(a, b);
  return { a: { ...a, leaves: leavesA, items: itemsA }, b: { ...b, leaves: leavesB, items: itemsB }, positions };
}

/** Levels above the leaves. */
export function countLevels({ tree }: Pick<ComparedRun, 'tree'>): number {
  return tree.clusters.reduce((deepest, { depth }) => Math.max(deepest, depth), 0);
}

/**
 * The partitions of the shared conversations at each level, coarse to fine, the leaves last.
 *
 * @param count - how many levels above the leaves; all of them when left out.
 */
export function listLevels(
  run: Pick<ComparedRun, 'tree' | 'leaves'>,
  count: number = countLevels(run),
): { name: string; labels: Int32Array }[] {
  const inner = Array.from({ length: count }, (_, depth) => ({
    name: depth === 0 ? 'roots' : `depth ${depth}`,
    labels: labelsAtDepth(run, depth),
  }));
  return [...inner, { name: 'leaves', labels: run.leaves }];
}

/**
 * Outliers as one group of their own, as gold labels see them: alone, each would be a pure cluster, and a run could buy
 * purity by calling conversations outliers.
 *
 * @param labels - as `labelsAtDepth` gives them
 */
export function gatherOutliers({ tree }: Pick<ComparedRun, 'tree'>, labels: Int32Array): Int32Array {
  return labels.map((label) => (label < 0 ? tree.clusters.length : label));
}

/** Up to here computing is as fast as reading. */
const COMPUTED_UP_TO = 20_000;

/** Whether what was stored of two runs is read, and not computed again. */
export function readsStored({ positions }: Pick<LoadedComparison, 'positions'>): boolean {
  return positions.length > COMPUTED_UP_TO;
}

/** What runs to be compared are loaded from. */
export type RunSource = Pick<Context, 'runs' | 'clusters' | 'loaders' | 'comparedRuns'>;

/** A finished run with its tree, over all conversations of its dataset. */
export async function loadRun(source: RunSource, id: string): Promise<ComparedRun> {
  const run = await source.runs.find(id);
  if (run === null) throw new InvalidInputError(`There is no run "${id}".`);
  return { ...(await source.comparedRuns.get(run, () => readRun(source, run))), run };
}

async function readRun({ clusters, loaders }: RunSource, run: Run): Promise<ComparedRun> {
  const map = await clusters.findMap(run.id);
  if (map === null) {
    throw new InvalidInputError(`The run "${run.name}" has no clusters to compare yet: it is ${run.status}.`);
  }
  const leaves = readInt32(map.leaves).map((leaf, position) => (leaf === OUTLIER_LEAF ? leaf - position : leaf));
  return { run, tree: await loaders.tree.load(run.id), leaves, items: rankSummarised(leaves) };
}

/** Summaries are stored in the order of the conversations; every summarised conversation has a leaf or is an outlier. */
function rankSummarised(leaves: Int32Array): Int32Array {
  let rank = 0;
  return leaves.map((leaf) => (leaf === NO_SUMMARY ? -1 : rank++));
}

/**
 * The partition of the shared conversations at a depth of the tree.
 *
 * @param depth - 0 for the roots; null for the leaves. A branch that ends above it is cut at its leaf.
 * @returns for each shared conversation the index of its cluster; for an outlier a negative number of its own.
 * @throws {InvalidInputError} if the depth is negative.
 */
export function labelsAtDepth(
  { tree, leaves }: Pick<ComparedRun, 'tree' | 'leaves'>,
  depth: number | null,
): Int32Array {
  if (depth === null) return leaves;
  if (depth < 0) throw new InvalidInputError(`Expected a depth of at least 0, or null for the leaves, got ${depth}.`);
  const labelOf = tree.clusters.map((cluster: Cluster) => {
    const path = tree.pathTo(cluster);
    return path[Math.min(depth, path.length - 1)].index;
  });
  return leaves.map((leaf) => (leaf < 0 ? leaf : labelOf[leaf]));
}
