import type { Estimate } from './estimate.ts';
import { Z_95 } from './estimate.ts';

/**
 * A share with Wilson's 95 % interval, which stays inside 0 … 1 and holds for small counts too.
 *
 * @returns null if there is nothing to count.
 * @see Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 1927
 * @example
 * estimateShare(8, 10); // { value: 0.8, low: 0.490, high: 0.943, … }
 */
export function estimateShare(hits: number, count: number): Estimate | null {
  if (count === 0) return null;
  const value = hits / count;
  const square = Z_95 * Z_95;
  const centre = (hits + square / 2) / (count + square);
  const half = (Z_95 / (count + square)) * Math.sqrt(value * (1 - value) * count + square / 4);
  // At 0 and at 1 the bound is exact; rounding must not put it outside.
  const low = hits === 0 ? 0 : centre - half;
  const high = hits === count ? 1 : centre + half;
  return { value, low, high, method: 'wilson', count };
}

/** The share of ones among 0/1 values; NaN means that the item has no value and is left out. */
export function estimateShareOf(values: Float32Array): Estimate | null {
  let hits = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    hits += value;
    count++;
  }
  return estimateShare(hits, count);
}
