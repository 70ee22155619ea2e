import { createPause } from '../math/create-pause.ts';
import { dot, squaredLength } from '../math/dot.ts';
import type { Matrix } from '../math/matrix.ts';

/**
 * A partition that is being improved: labels and, per cluster, what its mean needs, kept up to date move by move.
 *
 * Sums are float64, so that adding and taking away a million members leaves no trace.
 */
export interface Partition {
  readonly points: Matrix;
  readonly k: number;
  /** Squared length of each point. */
  readonly squares: Float64Array;
  readonly labels: Int32Array;
  readonly counts: Int32Array;
  /** Sum of each cluster's members, shape (k, d). */
  readonly sums: Float64Array;
  /** Squared length of each cluster's sum. */
  readonly sumSquares: Float64Array;
  /** How often each cluster has lost or gained a member. */
  readonly changes: Int32Array;
}

/** @param labels - in 0 … k−1; kept, not copied. */
export async function createPartition(
  points: Matrix,
  labels: Int32Array,
  k: number,
  signal?: AbortSignal,
): Promise<Partition> {
  const { data, rows, columns: d } = points;
  const pause = createPause(signal);
  const squares = new Float64Array(rows);
  const counts = new Int32Array(k);
  const sums = new Float64Array(k * d);
  for (let i = 0; i < rows; i++) {
    counts[labels[i]]++;
    squares[i] = squaredLength(data, i * d, d);
    addRow(data, i * d, sums, labels[i] * d, d);
    if (i % 256 === 0) await pause();
  }
  const sumSquares = new Float64Array(k);
  for (let j = 0; j < k; j++) sumSquares[j] = squaredLength(sums, j * d, d);
  return { points, k, squares, labels, counts, sums, sumSquares, changes: new Int32Array(k) };
}

/** xᵢ · (sum of cluster j) */
export function dotWithSum({ points: { data, columns: d }, sums }: Partition, i: number, j: number): number {
  return dot(data, i * d, sums, j * d, d);
}

/**
 * Squared Euclidean distance of point i to the mean of cluster j, never below 0.
 *
 * @param product - `dotWithSum(partition, i, j)`, where it is known already.
 */
export function squaredDistance(
  partition: Partition,
  i: number,
  j: number,
  product = dotWithSum(partition, i, j),
): number {
  const count = partition.counts[j];
  const distance = partition.squares[i] - (2 * product) / count + partition.sumSquares[j] / (count * count);
  return distance > 0 ? distance : 0;
}

/**
 * Moves point i to cluster j.
 *
 * @param dotFrom - `dotWithSum` of the point and its own cluster, and
 * @param dotTo - of the point and the other one, where they are known already.
 */
export function movePoint(
  partition: Partition,
  i: number,
  j: number,
  dotFrom = dotWithSum(partition, i, partition.labels[i]),
  dotTo = dotWithSum(partition, i, j),
): void {
  const { points, labels, counts, sums, squares, sumSquares, changes } = partition;
  const { data, columns: d } = points;
  const from = labels[i];
  for (let t = 0, a = i * d, s = from * d, u = j * d; t < d; t++, a++, s++, u++) {
    const value = data[a];
    sums[s] -= value;
    sums[u] += value;
  }
  sumSquares[from] += squares[i] - 2 * dotFrom;
  sumSquares[j] += squares[i] + 2 * dotTo;
  changes[from]++;
  changes[j]++;
  counts[from]--;
  counts[j]++;
  labels[i] = j;
  if (counts[from] > 0) return;
  // What rounding left behind must not enter the next members' sum.
  sums.fill(0, from * d, (from + 1) * d);
  sumSquares[from] = 0;
}

function addRow(x: Float32Array, i: number, sums: Float64Array, s: number, d: number): void {
  for (let t = 0; t < d; t++) sums[s + t] += x[i + t];
}

function squaredDifferenceFromMean(
  x: Float32Array,
  i: number,
  sums: Float64Array,
  s: number,
  count: number,
  d: number,
): number {
  const share = 1 / count;
  let square = 0;
  for (let t = 0; t < d; t++) {
    const difference = x[i + t] - sums[s + t] * share;
    square += difference * difference;
  }
  return square;
}

/** Sum of squared distances of all points to the mean of their cluster. */
export async function measureInertia(partition: Partition, signal?: AbortSignal): Promise<number> {
  const { points, labels, counts, sums } = partition;
  const { data, rows, columns: d } = points;
  const pause = createPause(signal);
  let inertia = 0;
  for (let i = 0; i < rows; i++) {
    inertia += squaredDifferenceFromMean(data, i * d, sums, labels[i] * d, counts[labels[i]], d);
    if (i % 256 === 0) await pause();
  }
  return inertia;
}
