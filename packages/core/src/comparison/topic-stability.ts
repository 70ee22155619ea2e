import { InvalidInputError } from '../error/invalid-input-error.ts';
import { createPause } from '../math/create-pause.ts';
import type { Matrix } from '../math/matrix.ts';
import { takeRows } from '../math/take-rows.ts';
import { findClusterDirections } from '../search/find-cluster-directions.ts';
import type { StepOptions } from '../step-options.ts';
import type { TreeBranch } from '../tree/build-tree-structure.ts';
import { buildTreeStructure } from '../tree/build-tree-structure.ts';
import { countContingency } from './contingency.ts';

/** A tree over conversations, as far as it says which of them stand together. */
export interface TopicTree {
  /** Node of the leaf of each conversation; any negative number for one that is in none. */
  leaves: Int32Array;
  /** The parent of each node, null for a root; a parent stands before its children. */
  parents: readonly (number | null)[];
}

export interface TopicStabilityOptions extends StepOptions {
  /** The run's tree. */
  tree: TopicTree;
  /** The run's conversations clustered again under other seeds, as `reseedClusters` gives them. */
  reseeds: readonly Int32Array[];
  /** Rows of the embeddings that the reseeds and `tree.leaves` are over, in their order; all of them when left out. */
  rows?: Int32Array;
  /** The options of the run's tree: see `buildTreeStructure`. */
  maxRoots?: number;
  branching?: number;
  /** How many levels the run's tree has, where they were given or chosen; null where they follow from `branching`. */
  levels?: number | null;
  /** Of the first tree; each has one of its own. Default 0. */
  seed?: number;
}

/**
 * Says for each topic of a tree, whatever its depth, how well it is found again when the run is clustered and arranged
 * under other seeds: the mean, over the reseeded trees, of its Jaccard index with the most similar topic there, at any
 * depth.
 *
 * The clusters of each reseed are arranged as the run's were, from their vectors: no model is asked. A leaf may be like
 * a topic that has children there, so its number is at least that of `measureClusterStability`, which compares leaves
 * with leaves.
 *
 * @returns one number a node, in [0, 1]; 0 for a node without conversations.
 * @throws {InvalidInputError} if tree and reseeds are not over the same conversations.
 * @see Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 2007
 */
export async function measureTopicStability(
  embeddings: Matrix,
  { tree, reseeds, rows, levels = null, seed = 0, signal, onProgress, ...options }: TopicStabilityOptions,
): Promise<Float32Array> {
  const points = rows === undefined ? embeddings : takeRows(embeddings, rows);
  const isOther = (labels: Int32Array): boolean => labels.length !== tree.leaves.length;
  if (reseeds.some(isOther) || points.rows !== tree.leaves.length) {
    throw new InvalidInputError(
      `Expected embeddings and reseeds of the ${tree.leaves.length} conversations of the tree, got ${points.rows} embeddings and reseeds of ${reseeds.map(({ length }) => length).join(', ')}.`,
    );
  }
  // A sample has fewer clusters, which are to stand as deep as the run's do.
  const share = levels === null ? {} : { share: points.rows / Math.max(1, embeddings.rows) };
  const stability = new Float64Array(tree.parents.length);
  for (const [r, labels] of reseeds.entries()) {
    const k = labels.reduce((most, label) => Math.max(most, label + 1), 0);
    const centroids = await findClusterDirections(points, labels, Array<null>(k).fill(null));
    const base = { labels, centroids, inertia: 0 };
    const branches = await buildTreeStructure(base, { ...options, levels, ...share, seed: seed + r, signal });
    const best = await findLikeness(tree, layOut(branches, labels, k), signal);
    best.forEach((jaccard, node) => (stability[node] += jaccard / reseeds.length));
    onProgress?.(r + 1, reseeds.length);
  }
  return Float32Array.from(stability);
}

/**
 * How much each topic of a tree is like the most similar topic of another tree over the same conversations.
 *
 * @returns the highest Jaccard index with any node of the other tree, one number a node, in [0, 1].
 */
export async function findLikeness(tree: TopicTree, other: TopicTree, signal?: AbortSignal): Promise<Float64Array> {
  const pause = createPause(signal);
  const { a, b, cells } = countContingency(tree.leaves, other.leaves);
  const [paths, otherPaths] = [listPaths(tree), listPaths(other)];
  const sizes = sumUp(a, paths);
  const otherSizes = sumUp(b, otherPaths);
  const width = other.parents.length;
  /** Conversations that two nodes share, by node · width + other node. */
  const shared = new Map<number, number>();
  for (const { row, column, count } of cells) {
    const [leaf, otherLeaf] = [a.clusters[row], b.clusters[column]];
    if (leaf < 0 || otherLeaf < 0) continue;
    for (const node of paths[leaf]) {
      for (const otherNode of otherPaths[otherLeaf]) {
        const pair = node * width + otherNode;
        shared.set(pair, (shared.get(pair) ?? 0) + count);
      }
    }
    await pause();
  }
  const best = new Float64Array(tree.parents.length);
  let compared = 0;
  for (const [pair, count] of shared) {
    if (compared++ % 4096 === 0) await pause();
    const node = Math.floor(pair / width);
    const union = sizes[node] + otherSizes[pair % width] - count;
    best[node] = Math.max(best[node], count / union);
  }
  return best;
}

/** Each node with all that stand above it. */
function listPaths({ parents }: TopicTree): number[][] {
  const paths: number[][] = [];
  parents.forEach((parent, node) => paths.push(parent === null ? [node] : [...paths[parent], node]));
  return paths;
}

function sumUp({ clusters, sizes }: { clusters: number[]; sizes: number[] }, paths: readonly number[][]): Float64Array {
  const sums = new Float64Array(paths.length);
  clusters.forEach((leaf, place) => {
    if (leaf >= 0) for (const node of paths[leaf]) sums[node] += sizes[place];
  });
  return sums;
}

/** The tree as a flat list, a parent before its children, over the conversations of its base clusters. */
function layOut(roots: readonly TreeBranch[], labels: Int32Array, k: number): TopicTree {
  const parents: (number | null)[] = [];
  const leafOf = new Int32Array(k).fill(-1);
  const place = (branch: TreeBranch, parent: number | null): void => {
    const node = parents.push(parent) - 1;
    if (branch.baseCluster !== null) leafOf[branch.baseCluster] = node;
    for (const child of branch.children) place(child, node);
  };
  for (const root of roots) place(root, null);
  return { leaves: labels.map((label) => (label < 0 ? -1 : leafOf[label])), parents };
}
