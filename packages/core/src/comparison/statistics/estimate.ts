/** How an interval was made. */
export type IntervalMethod = 'wilson' | 'student-t' | 'agresti-min' | 'bootstrap' | 'half-samples' | 'jackknife';

/** A number with its 95 % interval. */
export interface Estimate {
  value: number;
  /** null where too few items allow no interval. */
  low: number | null;
  high: number | null;
  method: IntervalMethod;
  /** Items that the number rests on. */
  count: number;
}

/** The difference of two runs over the same items, B − A, with its 95 % interval and how likely chance alone gives it. */
export interface PairedDifference extends Estimate {
  /** Two-sided; null where nothing can be tested. */
  pValue: number | null;
  test: 'mcnemar-exact' | 'sign-flip' | 'jackknife-z' | 'none';
}

/** The 0.975 quantile of the standard normal distribution: 95 % lie within ± this many standard deviations. */
export const Z_95 = 1.959963984540054;
