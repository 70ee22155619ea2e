/**
 * Two-sided tail of the standard normal distribution: the share that lies farther from 0 than z does.
 *
 * Right to a relative 1.2e-7.
 *
 * @see Press et al., "Numerical Recipes in C", 2nd edition 1992, section 6.2 (erfc by a Chebyshev fit)
 * @example
 * normalTail(1.96); // 0.04999…
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  let sum = 0;
  for (const coefficient of ERFC_COEFFICIENTS) sum = sum * t + coefficient;
  return Math.min(1, t * Math.exp(-x * x + sum));
}

const ERFC_COEFFICIENTS = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
  -1.26551223,
];
