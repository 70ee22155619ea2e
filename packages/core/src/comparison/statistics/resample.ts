import { createRandom } from '../../math/random.ts';
import type { Estimate } from './estimate.ts';
import { Z_95 } from './estimate.ts';

/** A number over resamples of the items. Two runs with the same resamples can be subtracted, resample by resample. */
export interface Resampled {
  estimate: Estimate;
  /** The number in each resample. */
  replicates: Float64Array;
}

/**
 * Draws bootstrap samples: how often each of m items is drawn when m are drawn with replacement.
 *
 * @param visit - gets the weights, which hold until it returns.
 * @param pause - awaited after every sample: a thousand samples of many items take seconds.
 */
export async function forEachBootstrap(
  { m, count, seed }: { m: number; count: number; seed: number },
  visit: (weights: Int32Array, replicate: number) => void,
  pause: () => Promise<void>,
): Promise<void> {
  const random = createRandom(seed);
  const weights = new Int32Array(m);
  for (let replicate = 0; replicate < count; replicate++) {
    weights.fill(0);
    for (let draw = 0; draw < m; draw++) weights[random.below(m)]++;
    visit(weights, replicate);
    await pause();
  }
}

/** The value with the interval from the 2.5th to the 97.5th percentile of its bootstrap replicates. */
export function estimateByBootstrap(value: number, replicates: Float64Array, count: number): Estimate {
  const sorted = replicates.slice().sort();
  return { value, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975), method: 'bootstrap', count };
}

/** Random halves of m items, as ascending item numbers. */
export function drawHalves(m: number, count: number, seed: number): Int32Array[] {
  const random = createRandom(seed);
  const items = Array.from({ length: m }, (_, i) => i);
  return Array.from({ length: count }, () => Int32Array.from(random.shuffle(items).slice(0, Math.ceil(m / 2))).sort());
}

/**
 * The value with a normal interval from random halves of the items.
 *
 * For measures of agreement, which a bootstrap biases: an item drawn twice always agrees with itself. The spread over
 * halves is that of the whole, by the delete-d jackknife with d = m / 2.
 *
 * @see Shao and Wu, "A General Theory for Jackknife Variance Estimation", Annals of Statistics 1989
 */
export function estimateByHalves(value: number, replicates: Float64Array, count: number): Estimate {
  const mean = replicates.reduce((sum, replicate) => sum + replicate, 0) / replicates.length;
  const squares = replicates.reduce((sum, replicate) => sum + (replicate - mean) ** 2, 0);
  const half = Z_95 * Math.sqrt(squares / Math.max(1, replicates.length - 1));
  return { value, low: value - half, high: value + half, method: 'half-samples', count };
}

/** Linear between the two neighbours in rank, as numpy's default. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
