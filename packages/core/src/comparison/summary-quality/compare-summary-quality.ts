import { InvalidInputError } from '../../error/invalid-input-error.ts';
import { adjustPValues } from '../statistics/adjust-p-values.ts';
import { compareMeans } from '../statistics/compare-means.ts';
import { compareShares } from '../statistics/compare-shares.ts';
import type { PairedDifference } from '../statistics/estimate.ts';
import { compareByJackknife } from '../statistics/jackknife.ts';
import type { QualityMetricName } from './quality-metrics.ts';
import { QUALITY_METRIC_NAMES, QUALITY_METRICS } from './quality-metrics.ts';
import type { SummaryQuality } from './summary-quality.ts';

/** One metric's difference between two runs. */
export interface QualityDifference {
  metric: QualityMetricName | 'distinctPerThousand' | 'typeTokenRatio';
  /** B − A over the conversations that have a value in both; null where none has. */
  difference: PairedDifference | null;
  /** The p-value after Holm's correction for the number of metrics: the one to judge by when reading the whole table. */
  adjustedPValue: number | null;
  /** Which run is better by this metric, if the corrected p-value is below 0.05 and the metric has a better end. */
  winner: 'a' | 'b' | null;
}

interface Row extends Pick<QualityDifference, 'metric' | 'difference'> {
  better: 'higher' | 'lower' | null;
}

/**
 * Compares the quality of two runs' summaries of the same conversations, metric by metric, pair by pair.
 *
 * Shares: McNemar's exact test and Agresti and Min's interval. Means: sign-flip permutation test and Student's interval.
 * Vocabulary: grouped jackknife.
 *
 * @throws {InvalidInputError} if the two are not over the same number of conversations.
 */
export function compareSummaryQuality(
  a: SummaryQuality,
  b: SummaryQuality,
  { seed }: { seed: number },
): QualityDifference[] {
  if (a.values.words.length !== b.values.words.length) {
    throw new InvalidInputError(
      `Runs can be compared over the same conversations only, but one has ${a.values.words.length} and the other ${b.values.words.length}.`,
    );
  }
  const rows = QUALITY_METRIC_NAMES.map((metric): Row => {
    const { kind, better } = QUALITY_METRICS[metric];
    const [left, right] = [a.values[metric], b.values[metric]];
    const difference = kind === 'share' ? compareShares(left, right) : compareMeans(left, right, { seed });
    return { metric, difference, better };
  });
  for (const metric of ['distinctPerThousand', 'typeTokenRatio'] as const) {
    const [left, right] = [a.vocabulary[metric], b.vocabulary[metric]];
    const count = Math.min(a.vocabulary.words, b.vocabulary.words);
    rows.push({ metric, difference: left && right && compareByJackknife(left, right, count), better: null });
  }

  const adjusted = adjustPValues(rows.map(({ difference }) => difference?.pValue ?? null));
  return rows.map(({ metric, difference, better }, i) => {
    const isClear = difference !== null && better !== null && (adjusted[i] ?? 1) < 0.05;
    const isBetterInB = isClear && difference.value > 0 === (better === 'higher');
    return { metric, difference, adjustedPValue: adjusted[i], winner: isClear ? (isBetterInB ? 'b' : 'a') : null };
  });
}
