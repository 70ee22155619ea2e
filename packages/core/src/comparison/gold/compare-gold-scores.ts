import { InvalidInputError } from '../../error/invalid-input-error.ts';
import { compareShares } from '../statistics/compare-shares.ts';
import type { PairedDifference } from '../statistics/estimate.ts';
import { estimateByBootstrap, estimateByHalves } from '../statistics/resample.ts';
import type { GoldScore, GoldScores } from './measure-gold-scores.ts';

/** The difference of two runs in one gold score, B − A. */
export interface GoldDifference {
  score: 'purity' | 'inversePurity' | 'adjustedMutualInformation' | 'macroF1' | 'leaveOneOut' | 'probe';
  /** null for the scores of the whole run. */
  level: string | null;
  difference: PairedDifference;
  /** Whether there are enough labels and the interval leaves out 0. */
  isClear: boolean;
  /** In plain words: which run is better by how much, or that the labels cannot tell. */
  sentence: string;
}

const LABELS: Record<GoldDifference['score'], string> = {
  purity: 'purity',
  inversePurity: 'inverse purity',
  adjustedMutualInformation: 'adjusted mutual information',
  macroF1: 'macro-F1',
  leaveOneOut: 'leave-one-out accuracy of the leaves',
  probe: 'nearest-neighbour accuracy',
};

/**
 * Compares two runs' gold scores pair by pair: the same labelled conversations, the same resamples.
 *
 * Where either run's scores come with a warning of too few labels, no difference is called clear. Levels are paired by
 * name. The p-value of shares is McNemar's; the other scores have their interval only.
 *
 * @throws {InvalidInputError} if the scores are not of the same labels, seed and number of resamples.
 */
export function compareGoldScores(a: GoldScores, b: GoldScores): GoldDifference[] {
  const isSameDraw = a.leaveOneOut.replicates.length === b.leaveOneOut.replicates.length;
  if (a.labelled !== b.labelled || !isSameDraw) {
    throw new InvalidInputError(
      `Gold scores can be compared over the same labels and resamples only, but one has ${a.labelled} labels and the other ${b.labelled}.`,
    );
  }
  const isTellable = a.warnings.length === 0 && b.warnings.length === 0;
  const compare = (score: GoldDifference['score'], level: string | null, one: GoldScore, other: GoldScore) =>
    compareScore(score, level, one, other, isTellable);
  const differences = [compare('leaveOneOut', null, a.leaveOneOut, b.leaveOneOut)];
  if (a.probe && b.probe) differences.push(compare('probe', null, a.probe, b.probe));
  for (const levelA of a.levels) {
    const levelB = b.levels.find(({ name }) => name === levelA.name);
    if (!levelB) continue;
    for (const score of ['purity', 'inversePurity', 'adjustedMutualInformation', 'macroF1'] as const) {
      differences.push(compare(score, levelA.name, levelA[score], levelB[score]));
    }
  }
  return differences;
}

function compareScore(
  score: GoldDifference['score'],
  level: string | null,
  a: GoldScore,
  b: GoldScore,
  isTellable: boolean,
): GoldDifference {
  const replicates = b.replicates.map((value, replicate) => value - a.replicates[replicate]);
  const value = b.estimate.value - a.estimate.value;
  const estimate = a.estimate.method === 'half-samples' ? estimateByHalves : estimateByBootstrap;
  const interval = estimate(value, replicates, Math.min(a.estimate.count, b.estimate.count));
  const pValue = a.correct && b.correct ? (compareShares(a.correct, b.correct)?.pValue ?? null) : null;
  const difference: PairedDifference = { ...interval, pValue, test: pValue === null ? 'none' : 'mcnemar-exact' };
  const [low, high] = [interval.low ?? 0, interval.high ?? 0];
  const isClear = isTellable && (low > 0 || high < 0);
  const where = level === null ? LABELS[score] : `${LABELS[score]} of ${level}`;
  const range = `B − A ${format(value)}, 95 % interval ${format(low)} to ${format(high)}`;
  const sentence = isClear
    ? `Run ${value > 0 ? 'B' : 'A'} has the higher ${where} (${range}).`
    : `These labels cannot tell the runs apart by ${where} (${range}).`;
  return { score, level, difference, isClear, sentence };
}

function format(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
