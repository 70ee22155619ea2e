import { mcnemarExact } from '../statistics/compare-shares.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { estimateShare } from '../statistics/estimate-share.ts';
import type { PairAnswer, PairVerdict } from './pair-verdict.ts';
import { settlePairs } from './pair-verdict.ts';
import type { PositionBias } from './position-bias.ts';
import { measurePositionBias } from './position-bias.ts';
import { statePreference } from './state-preference.ts';

/** `a` or `b` where a sign test finds a preference (p < 0.05). */
export type PreferenceVerdict = 'a' | 'b' | 'cannot-tell';

/** Which of two runs' summaries a judge prefers. */
export interface Preference {
  /** Pairs with a verdict; those below add up to it. */
  count: number;
  a: number;
  b: number;
  ties: number;
  /** Of the ties, pairs of the same text. */
  identical: number;
  /** Of the ties, pairs on which the two orders disagree. */
  orderDependent: number;
  /** Share of pairs that B wins, a tie as half a win for each. Null without a pair. */
  winRate: Estimate | null;
  /** Share of pairs that B wins among those that one of the two wins. Null without such a pair. */
  winRateWithoutTies: Estimate | null;
  /** Exact two-sided sign test of the pairs that one of the two wins; null without such a pair. */
  pValue: number | null;
  positionBias: PositionBias;
  verdict: PreferenceVerdict;
  /** In plain words. */
  sentence: string;
  /** What a reader must know besides; each a sentence. */
  remarks: string[];
}

/**
 * Says which summaries a judge prefers, from all its answers.
 *
 * @param orders - 2 where each pair is asked in both orders, 1 where each is asked once.
 *
 * @example
 * const { winRate, sentence } = measurePreference(answers, 2);
 */
export function measurePreference(answers: readonly PairAnswer[], orders: 1 | 2): Preference {
  const pairs = settlePairs(answers, orders);
  const counts = countVerdicts(pairs);
  const { a, b, ties } = counts;
  const pValue = a + b === 0 ? null : mcnemarExact(a, b);
  const measured = {
    ...counts,
    count: pairs.length,
    winRate: estimateShare(b + ties / 2, pairs.length),
    winRateWithoutTies: estimateShare(b, a + b),
    pValue,
    positionBias: measurePositionBias(pairs, orders),
    verdict: judgeDifference(a, b, pValue),
  };
  return { ...measured, ...statePreference(measured) };
}

function judgeDifference(a: number, b: number, pValue: number | null): PreferenceVerdict {
  if (pValue === null || pValue >= 0.05) return 'cannot-tell';
  return b > a ? 'b' : 'a';
}

function countVerdicts(
  pairs: readonly PairVerdict[],
): Pick<Preference, 'a' | 'b' | 'ties' | 'identical' | 'orderDependent'> {
  const count = (fits: (pair: PairVerdict) => boolean): number => pairs.filter(fits).length;
  return {
    a: count(({ preferred }) => preferred === 'a'),
    b: count(({ preferred }) => preferred === 'b'),
    ties: count(({ preferred }) => preferred === 'tie'),
    identical: count(({ isIdentical }) => isIdentical),
    orderDependent: count(({ isOrderDependent }) => isOrderDependent),
  };
}
