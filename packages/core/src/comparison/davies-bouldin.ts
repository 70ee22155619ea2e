import { createPause } from '../math/create-pause.ts';
import { forEachScoreRow } from '../math/for-each-score-row.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import type { StepOptions } from '../step-options.ts';

/** What single precision may get wrong about a squared distance, relative to the squared lengths of both centroids. */
const SINGLE_PRECISION = 1e-5;

/**
 * Davies–Bouldin index of a partition: how wide clusters are for how far they lie apart, each cluster held against the
 * one that it overlaps with most. Lower is better; the width is the mean Euclidean distance to the centroid.
 *
 * Pairs of centroids are first sifted in single precision; only those that can be the worst of a cluster are measured
 * exactly, so 10,000 clusters take seconds.
 *
 * @param points - shape (n, d). On unit vectors, distances follow cosine.
 * @param labels - cluster of each item in 0 … k−1, each with a member
 * @returns at least 0; 0 for fewer than two clusters. Clusters with the same centroid do not count against each other,
 *   as in scikit-learn.
 * @see Davies and Bouldin, "A Cluster Separation Measure", IEEE Transactions on Pattern Analysis and Machine Intelligence 1979
 */
export async function measureDaviesBouldin(
  points: Matrix,
  labels: Int32Array,
  step: StepOptions = {},
): Promise<number> {
  const k = labels.reduce((largest, label) => Math.max(largest, label), -1) + 1;
  if (k < 2) return 0;
  const pause = createPause(step.signal);
  const { rows: n, columns: d, data } = points;
  const means = new Float64Array(k * d);
  const sizes = new Int32Array(k);
  for (let i = 0; i < n; i++) {
    sizes[labels[i]]++;
    for (let t = 0; t < d; t++) means[labels[i] * d + t] += data[i * d + t];
    await pause();
  }
  for (let j = 0; j < k; j++) for (let t = 0; t < d; t++) means[j * d + t] /= sizes[j];
  const widths = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    widths[labels[i]] += Math.sqrt(squareDistance(data, i * d, means, labels[i] * d, d)) / sizes[labels[i]];
    await pause();
  }

  const rounded = createMatrix(k, d);
  rounded.data.set(means);
  const squares = Float64Array.from({ length: k }, (_, j) => squareDistance(means, j * d, new Float64Array(d), 0, d));
  const worst = new Float64Array(k);
  await forEachScoreRow(
    rounded,
    rounded,
    new Float32Array(k),
    (i, scores, from) => {
      // Of all others that are certainly elsewhere the largest ratio of squares that is certain, then those that may reach it.
      let over = 0;
      let under = 1;
      const [own, width] = [squares[i], widths[i]];
      for (let j = 0; j < k; j++) {
        const sum = own + squares[j];
        const square = sum - 2 * scores[from + j];
        const farthest = square + SINGLE_PRECISION * sum;
        const both = (width + widths[j]) * (width + widths[j]);
        const isElsewhere = square > SINGLE_PRECISION * sum && j !== i;
        if (isElsewhere && both * under > over * farthest) [over, under] = [both, farthest];
      }
      const certain = over / under;
      for (let j = 0; j < k; j++) {
        const sum = own + squares[j];
        const nearest = sum - 2 * scores[from + j] - SINGLE_PRECISION * sum;
        const both = (width + widths[j]) * (width + widths[j]);
        if ((nearest > 0 && both < certain * nearest) || j === i) continue;
        const distance = Math.sqrt(squareDistance(means, i * d, means, j * d, d));
        if (distance > 0) worst[i] = Math.max(worst[i], (widths[i] + widths[j]) / distance);
      }
    },
    step,
  );
  return worst.reduce((sum, value) => sum + value, 0) / k;
}

function squareDistance(
  one: Float32Array | Float64Array,
  fromOne: number,
  other: Float64Array,
  fromOther: number,
  d: number,
): number {
  let square = 0;
  for (let t = 0; t < d; t++) square += (one[fromOne + t] - other[fromOther + t]) ** 2;
  return square;
}
