import type { MatchOptions } from '@understory/core';
import { matchClusters, measureAgreement, measureStructure } from '@understory/core';
import type { ComparisonInputs } from './comparison-inputs.ts';
import type { ComparisonResults, RunStructure, StoredMatching } from './comparison-results.ts';
import type { ComparedRun } from './load-comparison.ts';
import { labelsAtDepth } from './load-comparison.ts';
import { readThresholds, toStoredOverlap } from './measure-tags.ts';

/** Leaf sizes from … to, both ends included. */
const SIZE_BOUNDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000];
/** From this Jaccard index on, two clusters are mostly the same. */
const CLOSE_FROM = 0.5;

export function measureStructures({ a, b }: ComparisonInputs): ComparisonResults['structure'] {
  return { a: describeTree(a), b: describeTree(b) };
}

export function measureAgreements({ a, b }: ComparisonInputs): ComparisonResults['agreement'] {
  return {
    leaves: measureAgreement(a.leaves, b.leaves),
    roots: measureAgreement(labelsAtDepth(a, 0), labelsAtDepth(b, 0)),
  };
}

export async function matchAll({ a, b, options }: ComparisonInputs): Promise<ComparisonResults['matches']> {
  const thresholds = readThresholds(options);
  return {
    leaves: await matchLabels(a.leaves, b.leaves, { thresholds }),
    roots: await matchLabels(labelsAtDepth(a, 0), labelsAtDepth(b, 0), { thresholds }),
  };
}

/** Matches two partitions one to one, and sums it up. */
export async function matchLabels(a: Int32Array, b: Int32Array, options: MatchOptions): Promise<StoredMatching> {
  const { matches, pairs, meanJaccard, sharedInPairs } = await matchClusters(a, b, options);
  return {
    matches: matches.map(({ counterparts, ...match }) => ({
      ...match,
      counterparts: counterparts.map(toStoredOverlap),
    })),
    meanJaccard,
    sharedCount: sharedInPairs,
    closePairCount: pairs.filter(({ jaccard }) => jaccard >= CLOSE_FROM).length,
  };
}

/** The shape of a tree, the sizes of its leaves, how many different names its clusters have, and what is in none. */
export function describeTree({ tree, leaves: leafOf }: Pick<ComparedRun, 'tree' | 'leaves'>): RunStructure {
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
    outlierShare: leafOf.length === 0 ? 0 : leafOf.filter((leaf) => leaf < 0).length / leafOf.length,
  };
}
