import type { MatchKind } from '@understory/core';
import type { Cluster } from '../../cluster/cluster.type.ts';
import type { ComparisonResults, StoredMatch, StoredMatching } from '../comparison-results.ts';
import type { LoadedComparison } from '../load-comparison.ts';

/** A cluster of either run, as a report names it. */
export interface ReportedCluster {
  name: string;
  size: number;
  stability: number | null;
}

export interface ReportedMatch {
  kind: MatchKind;
  a: ReportedCluster | null;
  b: ReportedCluster | null;
  shared: number;
  jaccard: number;
  /** The clusters that a split one went to, or a merged one came from, the largest share first. */
  counterparts: { side: 'a' | 'b'; name: string; shared: number }[];
}

/** Names the clusters of a matching. */
export function reportMatches(
  { a, b }: Pick<LoadedComparison, 'a' | 'b'>,
  { matches }: StoredMatching,
  noiseFloor: ComparisonResults['noise_floor'],
): ReportedMatch[] {
  const read = (side: 'stabilityA' | 'stabilityB'): Map<number, number> =>
    new Map('reason' in noiseFloor ? [] : noiseFloor[side].map(({ index, stability }) => [index, stability]));
  const [stabilityA, stabilityB] = [read('stabilityA'), read('stabilityB')];
  const describe = (cluster: Cluster, stability: Map<number, number>): ReportedCluster => ({
    name: cluster.name,
    size: cluster.size,
    stability: stability.get(cluster.index) ?? null,
  });
  return matches.map((match: StoredMatch) => ({
    kind: match.kind,
    a: match.a === null ? null : describe(a.tree.clusters[match.a], stabilityA),
    b: match.b === null ? null : describe(b.tree.clusters[match.b], stabilityB),
    shared: match.shared,
    jaccard: match.jaccard,
    counterparts: match.counterparts.map(({ index, shared }) => ({
      side: match.counterpartSide,
      name: (match.counterpartSide === 'a' ? a : b).tree.clusters[index].name,
      shared,
    })),
  }));
}

/** Conversations that are in one of the two clusters only. */
export function countMoved({ a, b, shared }: ReportedMatch): number {
  return (a?.size ?? 0) + (b?.size ?? 0) - 2 * shared;
}
