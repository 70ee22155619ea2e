import { createPause } from '../math/create-pause.ts';
import { forEachScoreRow } from '../math/for-each-score-row.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { normaliseRowsInTurns } from '../math/normalise-rows.ts';
import { takeRows } from '../math/take-rows.ts';
import type { StepOptions } from '../step-options.ts';

export interface SilhouetteOptions extends StepOptions {
  /** The items whose silhouettes are averaged, each held against all items; all of them when left out. */
  rows?: Int32Array;
}

/** Up to this distance single precision cannot tell items from their cluster and the next: they count 0, as equal items do. */
const SAME_PLACE = 2e-6;
const ROWS_PER_TURN = 1024;

/**
 * Mean silhouette of a partition by cosine distance: how much nearer items are to their own cluster than to the next.
 *
 * Between unit vectors the mean distance of x to a cluster is 1 − x·(the cluster's mean), so it needs no distances
 * between items: n·k products instead of n². An item alone in its cluster counts 0, as in scikit-learn.
 *
 * @param points - shape (n, d); lengths do not matter
 * @param labels - cluster of each item in 0 … k−1, each with a member
 * @returns in [−1, 1]; 0 for fewer than two clusters or no items.
 * @see Rousseeuw, "Silhouettes", Journal of Computational and Applied Mathematics 1987
 */
export async function measureSilhouette(
  points: Matrix,
  labels: Int32Array,
  { rows, ...step }: SilhouetteOptions = {},
): Promise<number> {
  const k = labels.reduce((largest, label) => Math.max(largest, label), -1) + 1;
  if (k < 2) return 0;
  const pause = createPause(step.signal);
  const unit = await normaliseRowsInTurns(points, pause);
  const { means, sizes } = await averageClusters(unit, labels, k, pause);
  let sum = 0;
  await forEachScoreRow(
    rows ? takeRows(unit, rows) : unit,
    means,
    new Float32Array(k),
    (place, scores, from) => {
      const i = rows ? rows[place] : place;
      const own = labels[i];
      const size = sizes[own];
      if (size === 1) return;
      let nearest = Infinity;
      for (let j = 0; j < k; j++) if (j !== own) nearest = Math.min(nearest, 1 - scores[from + j]);
      // The own cluster's mean holds the item itself, at distance 0 from itself; a zero vector is at distance 1.
      const self = squareOf(unit, i);
      const inside = (size - size * scores[from + own] - (1 - self)) / (size - 1);
      const larger = Math.max(inside, nearest);
      if (larger > SAME_PLACE) sum += (nearest - inside) / larger;
    },
    step,
  );
  return sum / Math.max(1, rows ? rows.length : labels.length);
}

async function averageClusters(
  unit: Matrix,
  labels: Int32Array,
  k: number,
  pause: () => Promise<void>,
): Promise<{ means: Matrix; sizes: Int32Array }> {
  const d = unit.columns;
  const sizes = new Int32Array(k);
  const sums = new Float64Array(k * d);
  for (const [i, label] of labels.entries()) {
    sizes[label]++;
    addRow(unit.data, i * d, sums, label * d, d);
    if (i % ROWS_PER_TURN === 0) await pause();
  }
  const means = createMatrix(k, d);
  for (let j = 0; j < k; j++) for (let t = 0; t < d; t++) means.data[j * d + t] = sums[j * d + t] / sizes[j];
  return { means, sizes };
}

function addRow(x: Float32Array, i: number, sums: Float64Array, s: number, d: number): void {
  for (let t = 0; t < d; t++) sums[s + t] += x[i + t];
}

function squareOf({ data, columns: d }: Matrix, row: number): number {
  let square = 0;
  for (let t = row * d; t < (row + 1) * d; t++) square += data[t] * data[t];
  return square;
}
