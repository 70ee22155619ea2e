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
export function createPartition(points: Matrix, labels: Int32Array, k: number): Partition {
  const { data, rows, columns: d } = points;
  const squares = new Float64Array(rows);
  const counts = new Int32Array(k);
  const sums = new Float64Array(k * d);
  for (let i = 0; i < rows; i++) {
    counts[labels[i]]++;
    let square = 0;
    for (let t = 0, a = i * d, s = labels[i] * d; t < d; t++, a++, s++) {
      square += data[a] * data[a];
      sums[s] += data[a];
    }
    squares[i] = square;
  }
  const sumSquares = new Float64Array(k);
  for (let j = 0; j < k; j++) sumSquares[j] = squareSum(sums, j, d);
  return { points, k, squares, labels, counts, sums, sumSquares, changes: new Int32Array(k) };
}

/** xᵢ · (sum of cluster j) */
export function dotWithSum({ points: { data, columns: d }, sums }: Partition, i: number, j: number): number {
  let dot = 0;
  for (let t = 0, a = i * d, s = j * d; t < d; t++, a++, s++) dot += data[a] * sums[s];
  return dot;
}

/** Squared Euclidean distance of point i to the mean of cluster j, never below 0. */
export function squaredDistance(partition: Partition, i: number, j: number, dot = dotWithSum(partition, i, j)): number {
  const count = partition.counts[j];
  const distance = partition.squares[i] - (2 * dot) / count + partition.sumSquares[j] / (count * count);
  return distance > 0 ? distance : 0;
}

/** Moves point i to cluster j. Its own cluster must have another member. */
export function movePoint(partition: Partition, i: number, j: number): void {
  const { points, labels, counts, sums, sumSquares, changes } = partition;
  const { data, columns: d } = points;
  const from = labels[i];
  for (let t = 0, a = i * d, s = from * d, u = j * d; t < d; t++, a++, s++, u++) {
    sums[s] -= data[a];
    sums[u] += data[a];
  }
  sumSquares[from] = squareSum(sums, from, d);
  sumSquares[j] = squareSum(sums, j, d);
  changes[from]++;
  changes[j]++;
  counts[from]--;
  counts[j]++;
  labels[i] = j;
}

/** Sum of squared distances of all points to the mean of their cluster. */
export function measureInertia(partition: Partition): number {
  const { points, labels, counts, sums } = partition;
  const { data, rows, columns: d } = points;
  let inertia = 0;
  for (let i = 0; i < rows; i++) {
    const count = counts[labels[i]];
    for (let t = 0, a = i * d, s = labels[i] * d; t < d; t++, a++, s++) {
      const difference = data[a] - sums[s] / count;
      inertia += difference * difference;
    }
  }
  return inertia;
}

function squareSum(sums: Float64Array, row: number, d: number): number {
  let square = 0;
  for (let s = row * d, end = s + d; s < end; s++) square += sums[s] * sums[s];
  return square;
}
