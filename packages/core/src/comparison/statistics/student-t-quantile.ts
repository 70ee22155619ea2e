import { Z_95 } from './estimate.ts';

/** Exact 0.975 quantiles for 1 to 10 degrees of freedom, where the expansion is too coarse. */
const SMALL = [
  12.706204736432095, 4.302652729911275, 3.182446305284263, 2.7764451051977987, 2.5705818366147395, 2.4469118487916806,
  2.3646242510102993, 2.3060041350333704, 2.2621571627409915, 2.2281388519649385,
];

/**
 * The 0.975 quantile of Student's t distribution: half the width of a 95 % interval, in standard errors.
 *
 * Right to 1e-5.
 *
 * @param degrees - degrees of freedom, a whole number of at least 1
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.5 (Cornish–Fisher expansion)
 */
export function studentTQuantile95(degrees: number): number {
  if (degrees <= SMALL.length) return SMALL[degrees - 1];
  const z = Z_95;
  const square = z * z;
  const g1 = (z * (square + 1)) / 4;
  const g2 = (z * ((5 * square + 16) * square + 3)) / 96;
  const g3 = (z * (((3 * square + 19) * square + 17) * square - 15)) / 384;
  const g4 = (z * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945)) / 92160;
  return z + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees;
}
