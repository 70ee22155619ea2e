import type { PairedDifference } from './estimate.ts';
import { Z_95 } from './estimate.ts';

/**
 * The difference of two shares over the same items, B − A, tested by McNemar's exact test.
 *
 * The interval is Agresti and Min's: Wald's after half an item is added to each of the four cells.
 *
 * @param a - 0 or 1 per item; NaN where it has no value
 * @param b - the same items under the other run. Only items with both values count.
 * @returns null if no item has both.
 * @see McNemar, "Note on the sampling error of the difference between correlated proportions", Psychometrika 1947
 * @see Agresti and Min, "Simple improved confidence intervals for comparing matched proportions", Statistics in Medicine 2005
 */
export function compareShares(a: Float32Array, b: Float32Array): PairedDifference | null {
  let onlyA = 0;
  let onlyB = 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]) || Number.isNaN(b[i])) continue;
    count++;
    if (a[i] > b[i]) onlyA++;
    else if (b[i] > a[i]) onlyB++;
  }
  if (count === 0) return null;
  const total = count + 2;
  const centre = (onlyB - onlyA) / total;
  const half = (Z_95 * Math.sqrt((onlyA + onlyB + 1) / total - centre * centre)) / Math.sqrt(total);
  return {
    value: (onlyB - onlyA) / count,
    low: Math.max(-1, centre - half),
    high: Math.min(1, centre + half),
    method: 'agresti-min',
    count,
    pValue: mcnemarExact(onlyA, onlyB),
    test: 'mcnemar-exact',
  };
}

/**
 * McNemar's exact p-value: how likely a fair coin splits the items that changed at least as unevenly. 1 if none changed.
 *
 * @param onlyA - items that are 1 in A and 0 in B
 * @param onlyB - items that are 0 in A and 1 in B
 */
export function mcnemarExact(onlyA: number, onlyB: number): number {
  const changed = onlyA + onlyB;
  const fewer = Math.min(onlyA, onlyB);
  // Σ C(changed, k) / 2^changed for k = 0 … fewer, from the largest term downwards, in logarithms against overflow.
  let logTerm = -changed * Math.LN2;
  for (let k = 1; k <= fewer; k++) logTerm += Math.log((changed - k + 1) / k);
  let term = Math.exp(logTerm);
  let sum = 0;
  for (let k = fewer; k >= 0 && term > 0; k--) {
    sum += term;
    term *= k / (changed - k + 1);
  }
  return Math.min(1, 2 * sum);
}
