import type { StepOptions } from '@understory/core';
import { matchClusters, measureAgreement, measureSilhouette, measureStructure } from '@understory/core';
import type { RunTree } from '../cluster/run-tree.ts';
import type { ComparisonInputs } from './comparison-inputs.ts';
import type { ComparisonResults, RunSilhouette, RunStructure, StoredMatching } from './comparison-results.ts';
import type { ComparedRun } from './load-comparison.ts';
import { labelsAtDepth } from './load-comparison.ts';

/** Leaf sizes from … to, both ends included. */
const SIZE_BOUNDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000];
/** From this Jaccard index on, two clusters are mostly the same. */
const CLOSE_FROM = 0.5;

export function measureStructures({ a, b }: ComparisonInputs): ComparisonResults['structure'] {
  return { a: describeTree(a.tree), b: describeTree(b.tree) };
}

export function measureAgreements({ a, b }: ComparisonInputs): ComparisonResults['agreement'] {
  return {
    leaves: measureAgreement(a.leaves, b.leaves),
    roots: measureAgreement(labelsAtDepth(a, 0), labelsAtDepth(b, 0)),
  };
}

export function matchAll({ a, b }: ComparisonInputs): ComparisonResults['matches'] {
  return {
    leaves: matchLabels(a.leaves, b.leaves),
    roots: matchLabels(labelsAtDepth(a, 0), labelsAtDepth(b, 0)),
  };
}

/** Matches two partitions one to one, and sums it up. */
export function matchLabels(a: Int32Array, b: Int32Array): StoredMatching {
  const { matches, pairs, meanJaccard, sharedInPairs } = matchClusters(a, b);
  return {
    matches,
    meanJaccard,
    sharedCount: sharedInPairs,
    closePairCount: pairs.filter(({ jaccard }) => jaccard >= CLOSE_FROM).length,
  };
}

export async function measureSilhouettes(
  inputs: ComparisonInputs,
  { signal, onProgress }: Required<Pick<StepOptions, 'signal' | 'onProgress'>>,
): Promise<ComparisonResults['silhouette']> {
  const measure = async (run: ComparedRun, done: number): Promise<RunSilhouette> => {
    const loaded = await inputs.loadEmbeddings(run, signal);
    if ('reason' in loaded) return { leaves: null, roots: null, conversationCount: 0, remarks: [loaded.reason] };
    const rows = inputs.sample ?? Int32Array.from(run.leaves.keys());
    const points = pickRows(loaded.embeddings, rows);
    const measureAt = async (labels: Int32Array): Promise<number | null> => {
      const taken = renumber(rows.map((row) => labels[row]));
      return taken.count < 2 ? null : measureSilhouette(points, taken.labels, { signal });
    };
    const leaves = await measureAt(run.leaves);
    onProgress(done + 1, 4);
    const roots = await measureAt(labelsAtDepth(run, 0));
    onProgress(done + 2, 4);
    return { leaves, roots, conversationCount: rows.length, remarks: loaded.remarks };
  };
  return { a: await measure(inputs.a, 0), b: await measure(inputs.b, 2) };
}

/** Clusters numbered from 0 in the order of their first member, with the old number of each. */
export function renumber(labels: Int32Array): { labels: Int32Array; count: number; clusters: number[] } {
  const numbers = new Map<number, number>();
  const renumbered = labels.map((label) => {
    const known = numbers.get(label) ?? numbers.size;
    numbers.set(label, known);
    return known;
  });
  return { labels: renumbered, count: numbers.size, clusters: [...numbers.keys()] };
}

function pickRows(
  { data, columns }: { data: Float32Array; columns: number },
  rows: Int32Array,
): { data: Float32Array; rows: number; columns: number } {
  const taken = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => taken.set(data.subarray(row * columns, (row + 1) * columns), i * columns));
  return { data: taken, rows: rows.length, columns };
}

/** The shape of a tree, the sizes of its leaves, and how many different names its clusters have. */
export function describeTree(tree: RunTree): RunStructure {
  const nodes = tree.clusters.map((cluster) => ({
    id: cluster.id,
    parentId: cluster.parentIndex === null ? null : tree.clusters[cluster.parentIndex].id,
    size: cluster.size,
    depth: cluster.depth,
    name: cluster.name,
    description: cluster.description,
    slug: cluster.slug,
    baseCluster: null,
  }));
  const leaves = tree.clusters.filter(({ isLeaf }) => isLeaf);
  const leafSizes = SIZE_BOUNDS.map((from, i) => {
    const to = i + 1 < SIZE_BOUNDS.length ? SIZE_BOUNDS[i + 1] - 1 : null;
    return { from, to, count: leaves.filter(({ size }) => size >= from && (to === null || size <= to)).length };
  }).filter(({ count }) => count > 0);
  return {
    ...measureStructure({ nodes }),
    uniqueNameCount: new Set(tree.clusters.map(({ name }) => name)).size,
    leafSizes,
  };
}
