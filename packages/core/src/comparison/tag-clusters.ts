import { createPause } from '../math/create-pause.ts';
import type { Contingency } from './contingency.ts';

/**
 * What became of a cluster from the first partition to the second:
 *
 * - `KEPT`: one cluster of the other partition is mostly the same.
 * - `SPLIT`: a cluster of the first partition went into several of the second, each mostly from it; or a cluster of the
 *   second is such a part.
 * - `MERGED`: a cluster of the first partition lies mostly within a larger one of the second; or a cluster of the second
 *   is made of several of the first.
 * - `DISSOLVED`: the conversations of a cluster of the first partition are scattered.
 * - `NEW`: the conversations of a cluster of the second partition come from everywhere.
 */
export type MatchKind = 'KEPT' | 'SPLIT' | 'MERGED' | 'DISSOLVED' | 'NEW';

/** From where on one cluster is taken for another, or for a part of it. */
export interface MatchThresholds {
  /** Jaccard index from which two clusters are the same one, in (0, 1]. */
  keptFrom: number;
  /** Share of a cluster, in [0.5, 1), of which more must be in another for it to lie mostly within that one. */
  insideAbove: number;
  /** Share of a cluster that a part of it must hold, in [0, 1], for the cluster to be split although it is also kept. */
  partFrom: number;
}

export const DEFAULT_MATCH_THRESHOLDS: MatchThresholds = { keptFrom: 0.5, insideAbove: 0.5, partFrom: 0.2 };

/** How a cluster of the one partition overlaps with one of the other. */
export interface ClusterOverlap {
  /** The cluster of the other partition. */
  cluster: number;
  /** Items in both, above 0. */
  shared: number;
  /** Shared items divided by all of both, in (0, 1]. */
  jaccard: number;
  /** Share of the cluster's own items that are in the other one, in (0, 1]. */
  shareOfOwn: number;
  /** Share of the other's items that are in this cluster, in (0, 1]. */
  shareOfOther: number;
}

export interface TaggedCluster<Kind = MatchKind> {
  cluster: number;
  kind: Kind;
  /**
   * `KEPT`: its likeness. `SPLIT`, `MERGED`: the parts, or the whole that it is part of. `DISSOLVED`, `NEW`: where most of
   * its items are, at most five clusters. The most shared items first.
   */
  counterparts: ClusterOverlap[];
}

/** Every cluster of both partitions, in the order of the contingency's clusters. */
export interface TaggedClusters {
  a: TaggedCluster[];
  b: TaggedCluster[];
}

const SCATTERED_SHOWN = 5;

/** A cluster's relation to the other partition, whichever of the two comes first. */
interface Relation {
  kind: 'same' | 'parts' | 'part of' | 'scattered';
  counterparts: ClusterOverlap[];
}

/**
 * Says of each cluster of two partitions what became of it, and which clusters of the other partition that names.
 *
 * A cluster that is mostly the same as another is still split if a second part of it, mostly from it, holds `partFrom` of
 * its items. With the defaults, 20 conversations of which 11 stay together and 5 make a cluster of their own are split.
 *
 * @example
 * (await tagClusters(countContingency([0, 0, 0, 0], [7, 7, 8, 8]))).a[0]; // SPLIT, with the counterparts 7 and 8
 */
export async function tagClusters(
  table: Contingency,
  thresholds: MatchThresholds = DEFAULT_MATCH_THRESHOLDS,
  signal?: AbortSignal,
): Promise<TaggedClusters> {
  const pause = createPause(signal);
  const overlaps = await listOverlaps(table, pause);
  const relateAll = async (lists: ClusterOverlap[][], isFirst: boolean): Promise<Relation[]> => {
    const relations: Relation[] = [];
    for (const list of lists) {
      relations.push(relate(list, thresholds, isFirst));
      if (relations.length % 64 === 0) await pause();
    }
    return relations;
  };
  const a = await relateAll(overlaps.a, true);
  const b = await relateAll(overlaps.b, false);
  joinPairs(a, table.a.clusters, b, table.b.clusters);
  joinPairs(b, table.b.clusters, a, table.a.clusters);
  const kindsOfA = { same: 'KEPT', parts: 'SPLIT', 'part of': 'MERGED', scattered: 'DISSOLVED' } as const;
  const kindsOfB = { same: 'KEPT', parts: 'MERGED', 'part of': 'SPLIT', scattered: 'NEW' } as const;
  return {
    a: a.map(({ kind, counterparts }, row) => ({ cluster: table.a.clusters[row], kind: kindsOfA[kind], counterparts })),
    b: b.map(({ kind, counterparts }, row) => ({ cluster: table.b.clusters[row], kind: kindsOfB[kind], counterparts })),
  };
}

/** Of each cluster of both partitions, its overlaps with the other's, the most shared items first. */
async function listOverlaps(
  { a, b, cells }: Contingency,
  pause: () => Promise<void>,
): Promise<{ a: ClusterOverlap[][]; b: ClusterOverlap[][] }> {
  const ofA: ClusterOverlap[][] = a.clusters.map(() => []);
  const ofB: ClusterOverlap[][] = b.clusters.map(() => []);
  for (const [i, { row, column, count: shared }] of cells.entries()) {
    if (i % 256 === 0) await pause();
    const jaccard = shared / (a.sizes[row] + b.sizes[column] - shared);
    const [shareOfA, shareOfB] = [shared / a.sizes[row], shared / b.sizes[column]];
    ofA[row].push({ cluster: b.clusters[column], shared, jaccard, shareOfOwn: shareOfA, shareOfOther: shareOfB });
    ofB[column].push({ cluster: a.clusters[row], shared, jaccard, shareOfOwn: shareOfB, shareOfOther: shareOfA });
  }
  const byShared = (one: ClusterOverlap, other: ClusterOverlap): number =>
    other.shared - one.shared || other.jaccard - one.jaccard || one.cluster - other.cluster;
  for (const [i, list] of [...ofA, ...ofB].entries()) {
    list.sort(byShared);
    if (i % 64 === 0) await pause();
  }
  return { a: ofA, b: ofB };
}

function relate(overlaps: ClusterOverlap[], thresholds: MatchThresholds, isFirst: boolean): Relation {
  const { keptFrom, insideAbove, partFrom } = thresholds;
  const parts = overlaps.filter(({ shareOfOther }) => shareOfOther > insideAbove);
  const isMadeOf = (some: readonly ClusterOverlap[]): boolean =>
    some.length > 1 && some.reduce((sum, { shareOfOwn }) => sum + shareOfOwn, 0) > insideAbove;
  if (isMadeOf(parts.filter(({ shareOfOwn }) => shareOfOwn >= partFrom))) return { kind: 'parts', counterparts: parts };
  // All its items are outliers of the other partition.
  if (overlaps.length === 0) return { kind: 'scattered', counterparts: [] };
  const nearest = overlaps.reduce((best, each) => (each.jaccard > best.jaccard ? each : best));
  if (nearest.jaccard >= keptFrom) return { kind: 'same', counterparts: [nearest] };
  if (isMadeOf(parts)) return { kind: 'parts', counterparts: parts };
  const whole = overlaps.find(({ shareOfOwn }) => shareOfOwn > insideAbove);
  if (whole !== undefined) {
    // Each holds most of the other, and yet too much differs: the one that lost less went into the other.
    const lostMore = whole.shareOfOther > whole.shareOfOwn || (whole.shareOfOther === whole.shareOfOwn && isFirst);
    return { kind: parts.includes(whole) && lostMore ? 'parts' : 'part of', counterparts: [whole] };
  }
  return { kind: 'scattered', counterparts: overlaps.slice(0, SCATTERED_SHOWN) };
}

/** Who is the same as one that is not the same as it, because that one has further parts, is a part of it. */
function joinPairs(
  own: Relation[],
  ownClusters: readonly number[],
  others: readonly Relation[],
  otherClusters: readonly number[],
): void {
  const placeOf = new Map(otherClusters.map((cluster, place) => [cluster, place]));
  own.forEach(({ kind, counterparts }, row) => {
    if (kind !== 'same') return;
    const other = others[placeOf.get(counterparts[0].cluster)!];
    const isMutual = other.kind === 'same' && other.counterparts[0].cluster === ownClusters[row];
    if (!isMutual) own[row] = { kind: 'part of', counterparts };
  });
}
