import { assignPairs } from './assign-pairs.ts';
import type { Contingency } from './contingency.ts';
import { countContingency } from './contingency.ts';

/**
 * What became of a cluster from the first partition to the second. With s the number of shared items:
 *
 * - `KEPT`: a pair with a Jaccard index of at least 0.5.
 * - `MERGED`: at least half of a is in b, which holds much else. Without b: in a cluster that is paired otherwise.
 * - `SPLIT`: at least half of b comes from a, which went elsewhere as well. Without a: from a cluster paired otherwise.
 * - `DISSOLVED`: no cluster of the second partition holds half of a.
 * - `NEW`: no cluster of the first partition gave half of b.
 */
export type MatchKind = 'KEPT' | 'SPLIT' | 'MERGED' | 'DISSOLVED' | 'NEW';

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
}

export interface ClusterMatching {
  /** Every cluster of both partitions exactly once: pairs from high to low Jaccard index, then those without partner, large first. */
  matches: ClusterMatch[];
  /** The optimal one-to-one pairs before weak ones were parted, by their place in the first partition. */
  pairs: { a: number; b: number; jaccard: number; shared: number }[];
  /** Sum of the pairs' Jaccard indices divided by the number of clusters of the partition that has more; 1 if both are empty. */
  meanJaccard: number;
  /** Items in both clusters of a pair, over all `pairs`. */
  sharedInPairs: number;
}

/** From this share on, most of a cluster is in the other one. */
const HALF = 0.5;

/**
 * Matches the clusters of two partitions one to one, so that the Jaccard indices of the pairs add up to the most.
 *
 * A pair in which neither cluster has half of its items in the other is parted again: one cluster dissolved, the other
 * is new.
 *
 * @param a - cluster of each item, any whole numbers
 * @param b - cluster of the same items, in the same order
 * @throws {InvalidInputError} if the lengths differ.
 */
export function matchClusters(a: ArrayLike<number>, b: ArrayLike<number>): ClusterMatching {
  const table = countContingency(a, b);
  const jaccard = ({ row, column, count }: Contingency['cells'][number]): number =>
    count / (table.a.sizes[row] + table.b.sizes[column] - count);
  const candidates = table.cells.map((cell) => ({ ...cell, weight: jaccard(cell) }));
  const pairs = assignPairs(table.a.clusters.length, table.b.clusters.length, candidates).map(
    ({ row, column, weight }) => {
      const shared = Math.round((weight * (table.a.sizes[row] + table.b.sizes[column])) / (1 + weight));
      return { row, column, jaccard: weight, shared };
    },
  );

  const paired: ClusterMatch[] = [];
  const isPairedA = new Set<number>();
  const isPairedB = new Set<number>();
  for (const { row, column, jaccard: index, shared } of pairs) {
    const kind = judgePair(index, shared / table.a.sizes[row], shared / table.b.sizes[column]);
    if (!kind) continue;
    isPairedA.add(row);
    isPairedB.add(column);
    paired.push({ a: table.a.clusters[row], b: table.b.clusters[column], kind, jaccard: index, shared });
  }
  paired.sort((one, other) => other.jaccard - one.jaccard || other.shared - one.shared || one.a! - other.a!);

  const clusterCount = Math.max(table.a.clusters.length, table.b.clusters.length);
  return {
    matches: [...paired, ...judgeRest(table, isPairedA, isPairedB)],
    pairs: pairs.map((pair) => ({
      a: table.a.clusters[pair.row],
      b: table.b.clusters[pair.column],
      jaccard: pair.jaccard,
      shared: pair.shared,
    })),
    meanJaccard: clusterCount === 0 ? 1 : pairs.reduce((sum, pair) => sum + pair.jaccard, 0) / clusterCount,
    sharedInPairs: pairs.reduce((sum, pair) => sum + pair.shared, 0),
  };
}

function judgePair(jaccard: number, shareOfA: number, shareOfB: number): MatchKind | null {
  if (jaccard >= HALF) return 'KEPT';
  if (shareOfA >= HALF && shareOfA > shareOfB) return 'MERGED';
  if (shareOfB >= HALF) return 'SPLIT';
  return null;
}

function judgeRest(table: Contingency, isPairedA: Set<number>, isPairedB: Set<number>): ClusterMatch[] {
  const largestOfA = table.a.sizes.map(() => 0);
  const largestOfB = table.b.sizes.map(() => 0);
  for (const { row, column, count } of table.cells) {
    largestOfA[row] = Math.max(largestOfA[row], count);
    largestOfB[column] = Math.max(largestOfB[column], count);
  }
  const rest: { match: ClusterMatch; size: number }[] = [];
  table.a.clusters.forEach((cluster, row) => {
    if (isPairedA.has(row)) return;
    const kind = largestOfA[row] / table.a.sizes[row] >= HALF ? 'MERGED' : 'DISSOLVED';
    rest.push({ match: { a: cluster, b: null, kind, jaccard: 0, shared: 0 }, size: table.a.sizes[row] });
  });
  table.b.clusters.forEach((cluster, column) => {
    if (isPairedB.has(column)) return;
    const kind = largestOfB[column] / table.b.sizes[column] >= HALF ? 'SPLIT' : 'NEW';
    rest.push({ match: { a: null, b: cluster, kind, jaccard: 0, shared: 0 }, size: table.b.sizes[column] });
  });
  // Array sorting is stable: of equal size, clusters of a come first, each side in its order.
  return rest.sort((one, other) => other.size - one.size).map(({ match }) => match);
}
