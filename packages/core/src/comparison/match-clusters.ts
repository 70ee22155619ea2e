import { createPause } from '../math/create-pause.ts';
import { assignPairs } from './assign-pairs.ts';
import type { Contingency } from './contingency.ts';
import { countContingency, withoutOutliers } from './contingency.ts';
import type { ClusterOverlap, MatchKind, MatchThresholds, TaggedCluster } from './tag-clusters.ts';
import { tagClusters } from './tag-clusters.ts';

/** A row of the one-to-one matching: a pair, or a cluster that has no partner. */
export interface ClusterMatch {
  /** Cluster of the first partition, or null. */
  a: number | null;
  /** Cluster of the second partition, or null. */
  b: number | null;
  kind: MatchKind;
  /** Shared items divided by all of both, in [0, 1]; 0 without a partner. */
  jaccard: number;
  /** Shared items; 0 without a partner. */
  shared: number;
  /** Which partition the counterparts are clusters of. */
  counterpartSide: 'a' | 'b';
  /**
   * The parts of a pair that is `SPLIT`, the sources of one that is `MERGED`, else those of the cluster that has no
   * partner; see `TaggedCluster`. The most shared items first.
   */
  counterparts: ClusterOverlap[];
}

export interface ClusterMatching {
  /** Every cluster of both partitions exactly once: pairs from high to low Jaccard index, then those without partner, large first. */
  matches: ClusterMatch[];
  /** The optimal one-to-one pairs before weak ones were parted, by their place in the first partition. */
  pairs: MatchedPair[];
  /** Sum of the pairs' Jaccard indices divided by the number of clusters of the partition that has more; 1 if both are empty. */
  meanJaccard: number;
  /** Items in both clusters of a pair, over all `pairs`. */
  sharedInPairs: number;
}

export interface MatchedPair {
  a: number;
  b: number;
  jaccard: number;
  shared: number;
}

export interface MatchOptions {
  thresholds?: MatchThresholds;
  /** What the pairs together have the most of: their Jaccard indices (default) or shared items. */
  maximise?: 'jaccard' | 'shared';
  signal?: AbortSignal;
}

/**
 * Matches the clusters of two partitions one to one, so that the Jaccard indices of the pairs add up to the most.
 *
 * A pair stays a pair if what became of its two clusters is the same thing: it is kept, the second is a part of the first,
 * or the first went into the second. Other pairs are parted again, and each cluster is a row of its own.
 *
 * @param a - cluster of each item; a negative number for an outlier, which is in no cluster
 * @param b - cluster of the same items, in the same order
 * @throws {InvalidInputError} if the lengths differ.
 * @example
 * const { matches } = await matchClusters([0, 0, 0, 1, 1, 1], [5, 5, 5, 6, 7, 8]);
 * matches[0]; // { a: 0, b: 5, kind: 'KEPT', jaccard: 1, … }
 */
export async function matchClusters(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { thresholds, maximise = 'jaccard', signal }: MatchOptions = {},
): Promise<ClusterMatching> {
  const pause = createPause(signal);
  const table = withoutOutliers(countContingency(a, b));
  await pause();
  const pairs = await findPairs(table, maximise, signal);
  await pause();
  const tags = await tagClusters(table, thresholds, signal);
  await pause();
  const tagOfA = new Map(tags.a.map((tag) => [tag.cluster, tag]));
  const tagOfB = new Map(tags.b.map((tag) => [tag.cluster, tag]));

  const paired: ClusterMatch[] = [];
  const isPairedA = new Set<number>();
  const isPairedB = new Set<number>();
  for (const [i, pair] of pairs.entries()) {
    if (i % 64 === 0) await pause();
    const tag = tagPair(tagOfA.get(pair.a)!, tagOfB.get(pair.b)!);
    if (tag === null) continue;
    isPairedA.add(pair.a);
    isPairedB.add(pair.b);
    paired.push({ ...pair, ...tag });
  }
  await pause();
  paired.sort((one, other) => other.jaccard - one.jaccard || other.shared - one.shared || one.a! - other.a!);

  const alone = { jaccard: 0, shared: 0 };
  const sizeOfA = new Map(table.a.clusters.map((cluster, row) => [cluster, table.a.sizes[row]]));
  const sizeOfB = new Map(table.b.clusters.map((cluster, column) => [cluster, table.b.sizes[column]]));
  const rest: ClusterMatch[] = [
    ...tags.a
      .filter(({ cluster }) => !isPairedA.has(cluster))
      .map(({ cluster, ...tag }) => ({ a: cluster, b: null, ...alone, ...tag, counterpartSide: 'b' as const })),
    ...tags.b
      .filter(({ cluster }) => !isPairedB.has(cluster))
      .map(({ cluster, ...tag }) => ({ a: null, b: cluster, ...alone, ...tag, counterpartSide: 'a' as const })),
  ];
  const sizeOf = (match: ClusterMatch): number =>
    (match.a === null ? sizeOfB.get(match.b!) : sizeOfA.get(match.a)) ?? 0;
  // Array sorting is stable: of equal size, clusters of a come first, each side in its order.
  rest.sort((one, other) => sizeOf(other) - sizeOf(one));

  const clusterCount = Math.max(table.a.clusters.length, table.b.clusters.length);
  return {
    matches: [...paired, ...rest],
    pairs,
    meanJaccard: clusterCount === 0 ? 1 : pairs.reduce((sum, pair) => sum + pair.jaccard, 0) / clusterCount,
    sharedInPairs: pairs.reduce((sum, pair) => sum + pair.shared, 0),
  };
}

async function findPairs(
  { a, b, cells }: Contingency,
  maximise: 'jaccard' | 'shared',
  signal: AbortSignal | undefined,
): Promise<MatchedPair[]> {
  const jaccard = ({ row, column, count }: Contingency['cells'][number]): number =>
    count / (a.sizes[row] + b.sizes[column] - count);
  const candidates = cells.map((cell) => ({ ...cell, weight: maximise === 'jaccard' ? jaccard(cell) : cell.count }));
  const chosen = await assignPairs(a.clusters.length, b.clusters.length, candidates, signal);
  const countOf = new Map(cells.map((cell) => [cell.row * b.clusters.length + cell.column, cell]));
  return chosen.map(({ row, column }) => {
    const cell = countOf.get(row * b.clusters.length + column)!;
    return { a: a.clusters[row], b: b.clusters[column], jaccard: jaccard(cell), shared: cell.count };
  });
}

/** What a pair is called; null if each cluster goes its own way. */
function tagPair(
  a: TaggedCluster,
  b: TaggedCluster,
): Pick<ClusterMatch, 'kind' | 'counterparts' | 'counterpartSide'> | null {
  const inA = b.counterparts.find(({ cluster }) => cluster === a.cluster);
  const inB = a.counterparts.find(({ cluster }) => cluster === b.cluster);
  if (inA === undefined || inB === undefined || a.kind === 'DISSOLVED' || b.kind === 'NEW') return null;
  const ofA = { kind: a.kind, counterparts: a.counterparts, counterpartSide: 'b' as const };
  const ofB = { kind: b.kind, counterparts: b.counterparts, counterpartSide: 'a' as const };
  if (a.kind === 'KEPT' || (a.kind === 'SPLIT' && b.kind === 'SPLIT')) return ofA;
  if (b.kind === 'KEPT' || (a.kind === 'MERGED' && b.kind === 'MERGED')) return ofB;
  // A cluster that was split, into one that was also put together of others: by whose most it is.
  return inB.shareOfOwn > inB.shareOfOther ? ofB : ofA;
}
