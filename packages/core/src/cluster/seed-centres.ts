import { createPause } from '../math/create-pause.ts';
import type { Matrix } from '../math/matrix.ts';
import type { Random } from '../math/random.ts';

/**
 * Chooses k different rows as first centres: greedy k-means++.
 *
 * Each further centre is drawn with a probability proportional to its squared distance to the nearest centre so far;
 * of 2 + ln k draws, the one that lowers the sum of distances most is kept.
 *
 * @param points - n ≥ k rows
 * @returns k different row numbers; rows equal to a chosen one are taken only when no others are left.
 * @see Arthur and Vassilvitskii, "k-means++: The Advantages of Careful Seeding", SODA 2007
 */
export async function seedCentres(
  points: Matrix,
  k: number,
  random: Random,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const n = points.rows;
  const pause = createPause(signal);
  const trials = 2 + Math.floor(Math.log(k));
  const chosen = new Int32Array(k);
  const taken = new Uint8Array(n);
  let nearest = new Float64Array(n).fill(Infinity);
  let trial = new Float64Array(n);
  let best = new Float64Array(n);

  for (let j = 0; j < k; j++) {
    let bestRow = -1;
    let bestSum = Infinity;
    for (let attempt = 0; attempt < (j === 0 ? 1 : trials); attempt++) {
      const row = j === 0 ? random.below(n) : drawRow(nearest, taken, random);
      const sum = distancesTo(points, row, nearest, trial);
      if (sum < bestSum) {
        bestSum = sum;
        bestRow = row;
        [best, trial] = [trial, best];
      }
      await pause();
    }
    chosen[j] = bestRow;
    taken[bestRow] = 1;
    [nearest, best] = [best, nearest];
  }
  return chosen;
}

function drawRow(weights: Float64Array, taken: Uint8Array, random: Random): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) if (taken[i] === 0) total += weights[i];
  let rest = random.next() * total;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (taken[i] === 1 || (total > 0 && weights[i] === 0)) continue;
    last = i;
    rest -= weights[i];
    if (rest < 0) break;
    if (total === 0) break;
  }
  return last;
}

/** Writes min(nearest, squared distance to `row`) and returns its sum. */
function distancesTo(points: Matrix, row: number, nearest: Float64Array, into: Float64Array): number {
  const { data, rows, columns: d } = points;
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    let distance = 0;
    for (let t = 0, a = i * d, b = row * d; t < d; t++, a++, b++) {
      const difference = data[a] - data[b];
      distance += difference * difference;
    }
    into[i] = Math.min(nearest[i], distance);
    sum += into[i];
  }
  return sum;
}
