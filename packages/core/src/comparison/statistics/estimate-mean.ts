import type { Estimate } from './estimate.ts';
import { studentTQuantile95 } from './student-t-quantile.ts';

/**
 * A mean with Student's 95 % interval; NaN means that the item has no value and is left out.
 *
 * @returns null without values; no interval for a single one.
 */
export function estimateMean(values: ArrayLike<number>): Estimate | null {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    count++;
    const before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }
  if (count === 0) return null;
  if (count === 1) return { value: mean, low: null, high: null, method: 'student-t', count };
  const half = studentTQuantile95(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { value: mean, low: mean - half, high: mean + half, method: 'student-t', count };
}
