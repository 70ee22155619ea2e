import type { Matrix } from '../math/matrix.ts';
import type { Random } from '../math/random.ts';
import { WeightedGroups } from './weighted-groups.ts';

export interface SplitPointsOptions {
  /** How many groups, in 1 … the number of points. */
  count: number;
  random: Random;
  /** Awaited often, so that long splits let others run. */
  pause: () => Promise<void>;
}

/**
 * What a group of the mean size costs each of its members, as a share of the points' variance.
 *
 * Measured at 0 to 0.25 on labelled conversations: from 0.1 on the largest root is about half as large as without, and
 * roots agree better with the labels. A topic that stands apart is not torn for it, because its members lie farther from
 * the other means than that.
 */
const BALANCE = 0.12;
const MAX_ROUNDS = 30;
const POINTS_PER_PAUSE = 256;
/** Multiplications of one round that all starts together may cost. */
const STARTS_BUDGET = 8e6;
const MAX_STARTS = 6;

/**
 * Splits weighted points into groups that lie together and differ in size no more than the points ask for.
 *
 * k-means with a price on size. From centres drawn far apart single points move while that lowers the cost, so it ends,
 * and no group loses its last point. Small inputs are split from several starts, whose number depends on the sizes
 * alone.
 *
 * @param points - shape (b, d)
 * @param weights - positive, one per point.
 * @returns the group of each point in 0 … count − 1, none empty.
 * @see Telgarsky and Vattani, "Hartigan's Method: k-means Clustering without Voronoi", AISTATS 2010
 * @see Liu, Han, Nie and Li, "Balanced Clustering with Least Square Regression", AAAI 2017, for the price on size
 */
export async function splitPoints(
  points: Matrix,
  weights: Float64Array,
  { count, random, pause }: SplitPointsOptions,
): Promise<Int32Array> {
  const starts = Math.floor(STARTS_BUDGET / (points.rows * count * Math.max(1, points.columns)));
  const price = priceOfSize(points, weights, count);
  let best: WeightedGroups | null = null;
  for (let start = 0; start < Math.max(1, Math.min(MAX_STARTS, starts)); start++) {
    const labels = await drawApart(points, weights, { count, random, pause });
    const groups = new WeightedGroups(points, weights, labels, { k: count, price });
    for (let round = 0; round < MAX_ROUNDS; round++) if ((await groups.movePoints(pause)) === 0) break;
    if (best === null || groups.cost() < best.cost()) best = groups;
  }
  return best!.labels;
}

/** What one unit of weight pays for each unit of weight that is in its group already. */
function priceOfSize({ data, rows, columns: d }: Matrix, weights: Float64Array, count: number): number {
  const mean = new Float64Array(d);
  let total = 0;
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    total += weights[i];
    for (let t = 0, a = i * d; t < d; t++, a++) {
      mean[t] += weights[i] * data[a];
      squares += weights[i] * data[a] * data[a];
    }
  }
  const variance = squares / total - mean.reduce((sum, value) => sum + (value / total) ** 2, 0);
  return (BALANCE * Math.max(0, variance) * count) / total;
}

/**
 * Draws points as centres, each with a chance by its weight and its squared distance to the nearest centre before it,
 * and gives every other point to the nearest.
 *
 * @see Arthur and Vassilvitskii, "k-means++: The Advantages of Careful Seeding", SODA 2007
 */
async function drawApart(
  points: Matrix,
  weights: Float64Array,
  { count, random, pause }: SplitPointsOptions,
): Promise<Int32Array> {
  const { data, rows, columns: d } = points;
  const labels = new Int32Array(rows);
  const nearest = new Float64Array(rows).fill(1);
  const isCentre = new Uint8Array(rows);
  for (let centre = 0; centre < count; centre++) {
    const chosen = drawPoint(weights, nearest, isCentre, random);
    isCentre[chosen] = 1;
    labels[chosen] = centre;
    for (let i = 0; i < rows; i++) {
      if (isCentre[i] === 1) continue;
      let distance = 0;
      for (let t = 0, a = i * d, b = chosen * d; t < d; t++) distance += (data[a++] - data[b++]) ** 2;
      if (centre > 0 && distance >= nearest[i]) continue;
      nearest[i] = distance;
      labels[i] = centre;
      if (i % POINTS_PER_PAUSE === 0) await pause();
    }
  }
  return labels;
}

/** A point that is no centre yet, by its chance; where all chances are zero, the first. */
function drawPoint(weights: Float64Array, nearest: Float64Array, isCentre: Uint8Array, random: Random): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) if (isCentre[i] === 0) total += weights[i] * nearest[i];
  let rest = random.next() * total;
  let last = isCentre.indexOf(0);
  for (let i = 0; i < weights.length; i++) {
    const chance = isCentre[i] === 0 ? weights[i] * nearest[i] : 0;
    if (chance === 0) continue;
    last = i;
    rest -= chance;
    if (rest < 0) break;
  }
  return last;
}
