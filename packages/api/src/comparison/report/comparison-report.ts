import type { Agreement } from '@understory/core';
import type { Context } from '../../context.ts';
import { loadExisting } from '../../graphql/load-by-id.ts';
import type { ReportedJudgeAgreement, ReportedJudging } from '../../judgement/report-judging.ts';
import { reportJudgements } from '../../judgement/report-judging.ts';
import type { ConfigurationDifference, RunComparison } from '../comparison.type.ts';
import type {
  LeavesAndRoots,
  RunSilhouette,
  RunStructure,
  StoredNoiseFloor,
  StoredStability,
} from '../comparison-results.ts';
import type { NoiseFloor, StabilityKind } from '../comparison-statistics.type.ts';
import { describeChange } from '../describe-change.ts';
import type { GoldComparison } from '../gold-comparison.type.ts';
import type { ComparedRun, LoadedComparison } from '../load-comparison.ts';
import { classifyStability, presentGold, presentNoiseFloor, presentQuality } from '../present-results.ts';
import { rankChanges } from '../rank-changes.ts';
import type { SummaryQualityComparison } from '../summary-quality.type.ts';
import { readVersion } from './read-version.ts';
import type { ReportedMatch } from './report-matches.ts';
import { countMoved, reportMatches } from './report-matches.ts';
import type { ReportedRun } from './report-run.ts';
import { reportRun } from './report-run.ts';

/** What both runs made of one conversation. */
export interface ReportedChange {
  chatId: string;
  /** 1 − Jaccard index of its two leaves, in [0, 1]. */
  change: number;
  summaryA: string;
  summaryB: string;
  /** Names from the root to the leaf; empty for an outlier. */
  pathA: string[];
  pathB: string[];
}

/** How many clusters of a run other seeds keep. */
export interface StabilityCounts {
  stable: number;
  doubtful: number;
  unstable: number;
}

interface StabilityPair {
  a: StabilityCounts;
  b: StabilityCounts;
}

/** Everything that a comparison says, in plain JSON. */
export interface ComparisonReport {
  /** Version of Understory that put the report together. */
  understory: string;
  /** Of everything that went into the comparison: both runs, the gold labels, the options, the code's version. */
  fingerprint: string;
  /** When the numbers were computed, ISO 8601. */
  comparedAt: string | null;
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
  /** What judges, models and people, said of the two runs; empty where nobody was asked. */
  judgements: ReportedJudging[];
  judgeAgreements: ReportedJudgeAgreement[];
  /** How many clusters of each run other seeds keep; null where that could not be measured. */
  stability: { leaves: StabilityPair; topics: StabilityPair } | null;
  /** Leaves whose conversations moved most, at most ten. */
  mostChanged: ReportedMatch[];
  /** All matches of the roots, and those of the leaves, at most 200. */
  matches: LeavesAndRoots<ReportedMatch[]>;
  /** Leaves and leaves without a partner that `matches` leaves out. */
  matchesLeftOut: number;
  /** The conversations that changed most, at most twenty. */
  changedConversations: ReportedChange[];
}

const CHANGES_SHOWN = 10;
const MATCHES_SHOWN = 200;
const CONVERSATIONS_SHOWN = 20;

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
  const stored = await state.ensure();
  const leafMatches = reportMatches(loaded, matches.leaves, noiseFloor);
  const changes = await Promise.all(
    rankChanges(loaded)
      .slice(0, CONVERSATIONS_SHOWN)
      .map((ranked) => describeChange(context, loaded, ranked)),
  );
  const floor = presentNoiseFloor(noiseFloor, state.options.reseedCount);
  const { meanJaccard, sharedCount, closePairCount } = matches.leaves;
  return {
    understory: readVersion(),
    fingerprint: stored?.fingerprint ?? '',
    comparedAt: stored?.finishedAt?.toISOString() ?? null,
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
    ...(await reportJudgements(context, a.id, b.id)),
    stability:
      'reason' in noiseFloor
        ? null
        : { leaves: countStability(loaded, noiseFloor, true), topics: countStability(loaded, noiseFloor, false) },
    mostChanged: leafMatches.toSorted((one, other) => countMoved(other) - countMoved(one)).slice(0, CHANGES_SHOWN),
    matches: {
      leaves: leafMatches.slice(0, MATCHES_SHOWN),
      roots: reportMatches(loaded, matches.roots, noiseFloor),
    },
    matchesLeftOut: Math.max(0, leafMatches.length - MATCHES_SHOWN),
    changedConversations: changes.map(({ conversation, change, summaryA, summaryB, pathA, pathB }) => ({
      chatId: conversation.chatId,
      change,
      summaryA: summaryA.summary,
      summaryB: summaryB.summary,
      pathA: pathA.map(({ name }) => name),
      pathB: pathB.map(({ name }) => name),
    })),
  };
}

/** @param ofLeaves - of the topics above them otherwise */
function countStability(
  { a, b }: LoadedComparison,
  { stabilityA, stabilityB }: StoredNoiseFloor,
  ofLeaves: boolean,
): StabilityPair {
  const count = (measured: readonly StoredStability[], { tree }: ComparedRun): StabilityCounts => {
    const kinds = measured
      .filter(({ index }) => tree.clusters[index].isLeaf === ofLeaves)
      .map(({ stability }) => classifyStability(stability));
    const countOf = (kind: StabilityKind): number => kinds.filter((each) => each === kind).length;
    return { stable: countOf('STABLE'), doubtful: countOf('DOUBTFUL'), unstable: countOf('UNSTABLE') };
  };
  return { a: count(stabilityA, a), b: count(stabilityB, b) };
}
