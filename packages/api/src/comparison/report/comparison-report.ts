import type { Agreement, MatchKind } from '@understory/core';
import type { Context } from '../../context.ts';
import { loadExisting } from '../../graphql/load-by-id.ts';
import type { ConfigurationDifference, RunComparison } from '../comparison.type.ts';
import type { LeavesAndRoots, RunSilhouette, RunStructure } from '../comparison-results.ts';
import type { GoldComparison, NoiseFloor, SummaryQualityComparison } from '../comparison-statistics.type.ts';
import { presentGold, presentNoiseFloor, presentQuality } from '../present-results.ts';
import { readConfiguration } from '../read-configuration.ts';

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
}

export interface ReportedRun {
  id: string;
  name: string;
  /** Name and version. */
  summaryModel: string;
  conversationCount: number;
}

/** Everything that a comparison says, in plain JSON. */
export interface ComparisonReport {
  dataset: string;
  a: ReportedRun;
  b: ReportedRun;
  /** Conversations in both runs. */
  conversationCount: number;
  isControlled: boolean;
  differences: ConfigurationDifference[];
  warnings: string[];
  verdict: string;
  noiseFloor: NoiseFloor;
  agreement: LeavesAndRoots<Agreement>;
  matching: { meanJaccard: number; sharedCount: number; closePairCount: number };
  structure: { a: RunStructure; b: RunStructure };
  silhouette: { a: RunSilhouette; b: RunSilhouette };
  summaryQuality: SummaryQualityComparison;
  gold: GoldComparison;
  /** Leaves whose conversations moved most, at most ten. */
  mostChanged: ReportedMatch[];
}

const CHANGES_SHOWN = 10;

/** Puts a comparison together for people to read. @returns null while a part of it is not computed. */
export async function assembleReport(context: Context, comparison: RunComparison): Promise<ComparisonReport | null> {
  const { state, loaded, a, b } = comparison;
  const [noiseFloor, agreement, matches, structure, silhouette, quality, gold] = await Promise.all([
    state.peek('noise_floor'),
    state.peek('agreement'),
    state.peek('matches'),
    state.peek('structure'),
    state.peek('silhouette'),
    state.peek('summary_quality'),
    state.peek('gold'),
  ]);
  if (!noiseFloor || !agreement || !matches || !structure || !silhouette || !quality || !gold) return null;
  const dataset = await loadExisting(context.loaders.dataset, a.datasetId);
  const stabilityOf = (side: 'stabilityA' | 'stabilityB', index: number): number | null =>
    'reason' in noiseFloor ? null : (noiseFloor[side].find((each) => each.index === index)?.stability ?? null);
  const reported = matches.leaves.matches.map(({ a: indexA, b: indexB, kind, shared, jaccard }): ReportedMatch => {
    const clusterA = indexA === null ? null : loaded.a.tree.clusters[indexA];
    const clusterB = indexB === null ? null : loaded.b.tree.clusters[indexB];
    return {
      kind,
      a: clusterA && { name: clusterA.name, size: clusterA.size, stability: stabilityOf('stabilityA', clusterA.index) },
      b: clusterB && { name: clusterB.name, size: clusterB.size, stability: stabilityOf('stabilityB', clusterB.index) },
      shared,
      jaccard,
    };
  });
  const floor = presentNoiseFloor(noiseFloor, state.options.reseedCount);
  const { meanJaccard, sharedCount, closePairCount } = matches.leaves;
  return {
    dataset: dataset.name,
    a: await reportRun(context, a),
    b: await reportRun(context, b),
    conversationCount: comparison.conversationCount,
    isControlled: comparison.isControlled,
    differences: comparison.differences,
    warnings: comparison.warnings,
    verdict: floor.sentence,
    noiseFloor: floor,
    agreement,
    matching: { meanJaccard, sharedCount, closePairCount },
    structure,
    silhouette,
    summaryQuality: presentQuality(quality),
    gold: presentGold(gold),
    mostChanged: reported.toSorted((one, other) => countMoved(other) - countMoved(one)).slice(0, CHANGES_SHOWN),
  };
}

/** Conversations that are in one of the two clusters only. */
function countMoved({ a, b, shared }: ReportedMatch): number {
  return (a?.size ?? 0) + (b?.size ?? 0) - 2 * shared;
}

async function reportRun(context: Context, run: RunComparison['a']): Promise<ReportedRun> {
  const { modelName, version } = await readConfiguration(context, run);
  return {
    id: run.id,
    name: run.name,
    summaryModel: `${modelName} v${version.version}`,
    conversationCount: run.conversationCount,
  };
}
