import type { Random } from '../../math/random.ts';
import { createRandom } from '../../math/random.ts';
import type { PairedDifference } from './estimate.ts';
import { estimateMean } from './estimate-mean.ts';
import { normalTail } from './normal-tail.ts';

/** All 2^m sign patterns are tried up to this many differences. */
const EXACT_UP_TO = 13;
/** Above this many differences the test's distribution is normal for all that two digits of a p-value show. */
const NORMAL_FROM = 10_000;

/**
 * The difference of two means over the same items, B − A, with Student's interval, tested by flipping signs.
 *
 * Had the runs no effect, each item's difference could as well have the other sign. The p-value is the share of sign
 * patterns whose sum is at least as far from 0: over all patterns for up to 13 differences other than 0, over random
 * ones up to 10,000, and from the normal distribution (its limit) beyond.
 *
 * @param a - a number per item; NaN where it has no value
 * @param b - the same items under the other run. Only items with both values count.
 * @returns null if no item has both.
 * @see Fisher, "The Design of Experiments", 1935, section 21
 */
export function compareMeans(a: Float32Array, b: Float32Array, { seed }: { seed: number }): PairedDifference | null {
  const differences = Float64Array.from(b, (value, i) => value - a[i]).filter((value) => !Number.isNaN(value));
  const estimate = estimateMean(differences);
  if (estimate === null) return null;
  return { ...estimate, pValue: signFlipTest(differences, createRandom(seed)), test: 'sign-flip' };
}

/** Two-sided p-value of the hypothesis that the differences lie symmetrically about 0. */
export function signFlipTest(differences: Float64Array, random: Random): number {
  const moved = differences.filter((value) => value !== 0);
  const m = moved.length;
  if (m === 0) return 1;
  let sum = 0;
  let squares = 0;
  for (const value of moved) {
    sum += value;
    squares += value * value;
  }
  if (m > NORMAL_FROM) return normalTail(sum / Math.sqrt(squares));
  // Equal sums must count as equal, although float32 values and another order of addition part them.
  const bound = Math.abs(sum) - 1e-6 * Math.sqrt(squares);
  if (m <= EXACT_UP_TO) return flipAll(moved, bound);

  const rounds = Math.max(1999, Math.min(9999, Math.floor(3e7 / m)));
  let asFar = 0;
  for (let round = 0; round < rounds; round++) {
    let flipped = 0;
    for (let start = 0; start < m; start += 32) {
      let bits = random.below(4294967296);
      const end = Math.min(m, start + 32);
      for (let i = start; i < end; i++) {
        flipped += bits & 1 ? moved[i] : -moved[i];
        bits >>>= 1;
      }
    }
    if (Math.abs(flipped) >= bound) asFar++;
  }
  return (asFar + 1) / (rounds + 1);
}

function flipAll(values: Float64Array, bound: number): number {
  const patterns = 2 ** values.length;
  let asFar = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    let flipped = 0;
    for (let i = 0; i < values.length; i++) flipped += (pattern >> i) & 1 ? values[i] : -values[i];
    if (Math.abs(flipped) >= bound) asFar++;
  }
  return asFar / patterns;
}
