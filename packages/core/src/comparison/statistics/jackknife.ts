import type { Estimate, PairedDifference } from './estimate.ts';
import { Z_95 } from './estimate.ts';
import { normalTail } from './normal-tail.ts';

/**
 * An interval for a number of a whole corpus, from the same number with one group of items left out at a time.
 *
 * @param value - over all items
 * @param leftOut - over all items without group g, for each of at least two equally large groups
 * @see Shao and Tu, "The Jackknife and Bootstrap", Springer 1995, section 2.3 (grouped jackknife)
 */
export function estimateByJackknife(value: number, leftOut: ArrayLike<number>, count: number): Estimate {
  const half = Z_95 * jackknifeError(leftOut);
  return { value, low: value - half, high: value + half, method: 'jackknife', count };
}

/** The difference of such numbers of two runs over the same items and groups, B − A. */
export function compareByJackknife(
  a: { value: number; leftOut: ArrayLike<number> },
  b: { value: number; leftOut: ArrayLike<number> },
  count: number,
): PairedDifference {
  const leftOut = Array.from(a.leftOut, (value, group) => b.leftOut[group] - value);
  const estimate = estimateByJackknife(b.value - a.value, leftOut, count);
  const error = jackknifeError(leftOut);
  const pValue = error > 0 ? normalTail(estimate.value / error) : estimate.value === 0 ? 1 : null;
  return { ...estimate, pValue, test: 'jackknife-z' };
}

function jackknifeError(leftOut: ArrayLike<number>): number {
  const groups = leftOut.length;
  let mean = 0;
  for (let g = 0; g < groups; g++) mean += leftOut[g] / groups;
  let squares = 0;
  for (let g = 0; g < groups; g++) squares += (leftOut[g] - mean) ** 2;
  return Math.sqrt((squares * (groups - 1)) / groups);
}
