import { mcnemarExact } from '../statistics/compare-shares.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { Z_95 } from '../statistics/estimate.ts';
import { estimateShare } from '../statistics/estimate-share.ts';
import type { PairVerdict } from './pair-verdict.ts';

/** Whether a judge goes by the order in which it is shown two summaries. */
export interface PositionBias {
  /** Share of choices for the summary shown first, ties as half: 0.5 without bias. Null without a pair. */
  firstShare: Estimate | null;
  /** Pairs whose answers lean to the first shown. */
  towardsFirst: number;
  /** Pairs whose answers lean to the second shown. */
  towardsSecond: number;
  /** Two-sided; how likely a judge without bias leans at least as unevenly. Null without a pair. */
  pValue: number | null;
  /** Whether the p-value is below 0.05. */
  isBiased: boolean;
}

/**
 * Measures a judge's position bias.
 *
 * Where every pair was asked in both orders, only pairs whose two answers contradict each other say anything, and an
 * exact sign test compares their directions; the interval is Agresti and Min's for paired shares. Where every pair was
 * asked once in a random order, the choices themselves are compared.
 *
 * @param pairs - identical ones are left out: nobody was asked.
 */
export function measurePositionBias(pairs: readonly PairVerdict[], orders: 1 | 2): PositionBias {
  const asked = pairs.filter(({ isIdentical }) => !isIdentical);
  const towardsFirst = asked.filter(({ lean }) => lean > 0).length;
  const towardsSecond = asked.filter(({ lean }) => lean < 0).length;
  if (asked.length === 0) {
    return { firstShare: null, towardsFirst, towardsSecond, pValue: null, isBiased: false };
  }
  const pValue = mcnemarExact(towardsFirst, towardsSecond);
  const sum = asked.reduce((total, { lean }) => total + lean, 0);
  const firstShare =
    orders === 1
      ? estimateShare((asked.length + sum) / 2, asked.length)
      : estimatePaired(sum, asked, 0.5 + sum / (2 * asked.length));
  return { firstShare, towardsFirst, towardsSecond, pValue, isBiased: pValue < 0.05 };
}

/** Agresti and Min's interval: two pairs are added, half of one leaning each way and one that leans nowhere. */
function estimatePaired(sum: number, asked: readonly PairVerdict[], value: number): Estimate {
  const total = asked.length + 2;
  const squares = asked.reduce((all, { lean }) => all + lean * lean, 0) + 1;
  const centre = sum / total;
  const half = (Z_95 * Math.sqrt(squares / total - centre * centre)) / Math.sqrt(total);
  return {
    value,
    low: Math.max(0, 0.5 + (centre - half) / 2),
    high: Math.min(1, 0.5 + (centre + half) / 2),
    method: 'agresti-min',
    count: asked.length,
  };
}
