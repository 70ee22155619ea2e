import type { StepOptions } from '../step-options.ts';
import { createPause } from './create-pause.ts';
import { squaredLength } from './dot.ts';
import { gatherRows } from './take-rows.ts';
import { loadMatrixKernel } from './matrix-kernel.ts';
import type { MatrixKernel, TopColumns } from './matrix-kernel.ts';
import type { Matrix } from './matrix.ts';
import { runAhead } from './run-ahead.ts';
import type { OpenRow } from './settle-doubts.ts';
import { RELATIVE_DOUBT, SCORES_PER_BLOCK, settleDoubts, settleOpenRows } from './settle-doubts.ts';

export interface TopPOptions extends StepOptions {
  /** Which rows of X to score, in this order; all of them when left out. */
  rows?: Int32Array;
  kernel?: MatrixKernel;
  /** An upper bound of ‖xᵢ‖·‖cⱼ‖ + |biasⱼ|, where the caller knows one; measured, at a pass over X and C, when left out. */
  largestScore?: number;
  /** Rows of X and of C in a block; chosen from the sizes when left out. No result depends on them. */
  blockRows?: number;
  blockColumns?: number;
}

const COLUMNS_PER_BLOCK = 16_384;

/**
 * The p rows of C with the highest score xᵢ·cⱼ + biasⱼ for every row of X, best first.
 *
 * Works through blocks, so memory stays bounded whatever n and k are. Kernels round differently: scores that lie too
 * close together to be told apart in float32 are computed again in float64, however many columns they concern, and equal
 * ones are ordered by index, so that the indices depend neither on the kernel nor on the block size.
 *
 * @param x - shape (n, d)
 * @param c - shape (k, d), k ≥ 1
 * @param bias - length k, or null for none
 * @param p - clamped to 1 … k
 * @returns indices and scores of shape (n, min(p, k)).
 *
 * @example
 * // the nearest centroid of every row
 * const { indices: labels } = await topP(points, centroids, centroidNorms.map((square) => -square / 2), 1);
 */
export async function topP(
  x: Matrix,
  c: Matrix,
  bias: Float32Array | null,
  p: number,
  options: TopPOptions = {},
): Promise<TopColumns> {
  const { rows, signal, onProgress } = options;
  const kernel = options.kernel ?? (await loadMatrixKernel());
  const pause = createPause(signal);
  const d = x.columns;
  const k = c.rows;
  const n = rows ? rows.length : x.rows;
  const columns = Math.max(1, Math.min(p, k));
  // One more than asked for, to see whether the last one asked for is in doubt.
  const width = Math.min(columns + 1, k);
  const offsets = bias ?? new Float32Array(k);
  // All blocks as wide as each other: a narrow last one would keep the processor less busy.
  const blockColumns = Math.min(k, options.blockColumns ?? Math.ceil(k / Math.ceil(k / COLUMNS_PER_BLOCK)));
  const blockRows = Math.max(1, Math.min(n, options.blockRows ?? chooseBlockRows(kernel, blockColumns, d)));
  const largestScore =
    options.largestScore ??
    (await largestNorm(x, pause, rows)) * (await largestNorm(c, pause)) + largestMagnitude(offsets);
  const doubt = RELATIVE_DOUBT * largestScore;

  const result: TopColumns = { indices: new Int32Array(n * columns), scores: new Float32Array(n * columns) };
  // With blocks under way at the same time each needs rows of its own.
  const room = rows && !kernel.blocksAhead ? new Float32Array(blockRows * d) : null;
  const held = Array.from({ length: Math.ceil(k / blockColumns) }, () => ({}));
  const computeBlock = async (number: number): Promise<{ block: Float32Array; best: TopColumns }> => {
    const start = number * blockRows;
    const m = Math.min(blockRows, n - start);
    const block = rows
      ? gatherRows(x, rows, { start, count: m, into: room ?? new Float32Array(m * d) })
      : x.data.subarray(start * d, (start + m) * d);
    let best: TopColumns | null = null;
    for (let first = 0; first < k; first += blockColumns) {
      const count = Math.min(blockColumns, k - first);
      const part = c.data.subarray(first * d, (first + count) * d);
      const partBias = offsets.subarray(first, first + count);
      const work = { x: block, c: part, bias: partBias, m, k: count, d, held: held[first / blockColumns] };
      const top = await kernel.topColumns(work, Math.min(width, count));
      best = best ? mergeTop(best, top, first, m, width) : top;
      await pause();
    }
    return { block, best: best! };
  };
  const open: OpenRow[] = [];
  const size = { m: blockRows, k: blockColumns, d };
  const next = runAhead(Math.ceil(n / blockRows), computeBlock, () => kernel.blocksAhead?.(size) ?? 0);
  try {
    for (let start = 0; start < n; start += blockRows) {
      const { block, best } = await next();
      const m = Math.min(blockRows, n - start);
      const q = best.indices.length / m;
      for (const { i, doubt: own } of settleDoubts(best, block, c, offsets, { m, columns, doubt })) {
        const place = (start + i) * columns;
        open.push({ row: rows ? rows[start + i] : start + i, place, from: best.scores[i * q + columns - 1] - own });
      }
      for (let i = 0; i < m; i++) {
        for (let t = 0; t < columns; t++) {
          result.indices[(start + i) * columns + t] = best.indices[i * q + t];
          result.scores[(start + i) * columns + t] = best.scores[i * q + t];
        }
      }
      onProgress?.(start + m, n);
    }
    if (open.length > 0) {
      await settleOpenRows(result, open, { x, c, bias: offsets }, { kernel, pause, columns, blockRows });
    }
  } finally {
    if (kernel.release) held.forEach((part) => kernel.release!(part));
  }
  return result;
}

/** Rows per block, so that a block neither takes too much memory nor keeps the event loop waiting. */
export function chooseBlockRows(kernel: MatrixKernel, columns: number, d: number): number {
  const byMemory = Math.floor(SCORES_PER_BLOCK / columns);
  const byTime = Math.floor(kernel.multiplicationsPerBlock / (columns * Math.max(1, d)));
  return Math.max(16, Math.min(byMemory, byTime));
}

/** Merges two sorted lists per row. `next` comes from later columns, so the earlier list wins a tie. */
function mergeTop(best: TopColumns, next: TopColumns, first: number, m: number, width: number): TopColumns {
  const p = best.indices.length / m;
  const q = next.indices.length / m;
  const size = Math.min(width, p + q);
  const merged: TopColumns = { indices: new Int32Array(m * size), scores: new Float32Array(m * size) };
  for (let i = 0; i < m; i++) {
    let a = i * p;
    let b = i * q;
    const endA = a + p;
    const endB = b + q;
    for (let t = i * size; t < (i + 1) * size; t++) {
      if (b === endB || (a < endA && best.scores[a] >= next.scores[b])) {
        merged.scores[t] = best.scores[a];
        merged.indices[t] = best.indices[a++];
      } else {
        merged.scores[t] = next.scores[b];
        merged.indices[t] = first + next.indices[b++];
      }
    }
  }
  return merged;
}

async function largestNorm(matrix: Matrix, pause: () => Promise<void>, rows?: Int32Array): Promise<number> {
  const { data, columns: d } = matrix;
  const n = rows ? rows.length : matrix.rows;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const square = squaredLength(data, (rows ? rows[i] : i) * d, d);
    if (square > largest) largest = square;
    if (i % 256 === 0) await pause();
  }
  return Math.sqrt(largest);
}

function largestMagnitude(values: Float32Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}
