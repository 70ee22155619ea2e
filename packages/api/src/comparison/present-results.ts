import { DOUBTFUL_BELOW, STABLE_FROM } from '@understory/core';
import type { ComparisonResults, GoldRow, SummaryFindings as StoredFindings } from './comparison-results.ts';
import type { NoiseFloor, StabilityKind } from './comparison-statistics.type.ts';
import type { GoldComparison } from './gold-comparison.type.ts';
import type { SummaryFindings, SummaryQualityComparison } from './summary-quality.type.ts';

export const GOLD_LABELS: Record<GoldRow['score'], string> = {
  purity: 'purity',
  inversePurity: 'inverse purity',
  adjustedMutualInformation: 'adjusted mutual information',
  macroF1: 'macro-F1 of the most frequent label',
  leaveOneOut: 'label told by the others in the leaf',
  probe: 'label told by the nearest neighbours',
};

/** The noise floor as the API shows it. */
export function presentNoiseFloor(stored: ComparisonResults['noise_floor'], reseedCount: number): NoiseFloor {
  if ('reason' in stored) {
    return {
      verdict: 'CANNOT_TELL',
      sentence: `What another seed alone would change cannot be measured: ${stored.reason}`,
      remarks: [],
      reseedCount: 0,
      conversationCount: 0,
      spreadA: null,
      spreadB: null,
      across: null,
      stored: null,
      zScore: null,
      pValue: null,
    };
  }
  const { withinA, withinB, across, stored: agreement, zScore } = stored.adjustedRandIndex;
  const { verdict, sentence, remarks, pValue, conversationCount } = stored;
  const sampled =
    conversationCount < stored.sharedCount
      ? [
          `Measured on a sample of ${conversationCount.toLocaleString('en')} of ${stored.sharedCount.toLocaleString('en')} conversations, in clusters as large as the runs' leaves: those hold more of the topics than the leaves do.`,
        ]
      : [];
  return {
    verdict,
    sentence,
    remarks: [...sampled, ...remarks],
    reseedCount,
    conversationCount,
    spreadA: withinA,
    spreadB: withinB,
    across,
    stored: agreement,
    zScore,
    pValue,
  };
}

export function classifyStability(stability: number): StabilityKind {
  if (stability >= STABLE_FROM) return 'STABLE';
  return stability >= DOUBTFUL_BELOW ? 'DOUBTFUL' : 'UNSTABLE';
}

export function presentQuality({ rows, a, b }: ComparisonResults['summary_quality']): SummaryQualityComparison {
  return {
    metrics: rows.map(({ metric, kind, ...row }) => ({ ...row, name: metric, isShare: kind === 'share' })),
    a: presentFindings(a),
    b: presentFindings(b),
  };
}

function presentFindings(stored: StoredFindings): SummaryFindings {
  const count = (found: readonly { text: string; summaries: number }[]): SummaryFindings['openings'] =>
    found.map(({ text, summaries }) => ({ text, count: summaries }));
  return {
    missing: stored.missing,
    openings: count(stored.openings),
    vaguePhrases: count(stored.vaguePhrases),
    bannedPhrases: count(stored.bannedPhrases),
    unsupportedNames: count(stored.unsupportedNames),
    mostRepeated: stored.mostRepeated,
    personalData: stored.personalData.map(({ kind, count: found }) => ({ text: kind, count: found })),
  };
}

export function presentGold(stored: ComparisonResults['gold']): GoldComparison {
  if ('reason' in stored) return { labelledCount: 0, labelCount: 0, metrics: [], warnings: [stored.reason] };
  const { labelled, classes, rows, warnings } = stored;
  const metrics = rows.map(({ score, ...row }) => ({ ...row, name: score, label: GOLD_LABELS[score] }));
  return { labelledCount: labelled, labelCount: classes, metrics, warnings };
}
