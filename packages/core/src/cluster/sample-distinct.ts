import type { Random } from '../math/random.ts';

/** Draws `count` different numbers of 0 … bound − 1, in random order. */
export function sampleDistinct(bound: number, count: number, random: Random): Int32Array {
  const numbers = Int32Array.from({ length: bound }, (_, index) => index);
  for (let i = 0; i < count; i++) {
    const other = i + random.below(bound - i);
    [numbers[i], numbers[other]] = [numbers[other], numbers[i]];
  }
  return numbers.slice(0, count);
}
