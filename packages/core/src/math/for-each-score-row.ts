import type { StepOptions } from '../step-options.ts';
import { createPause } from './create-pause.ts';
import { loadMatrixKernel } from './matrix-kernel.ts';
import type { MatrixKernel } from './matrix-kernel.ts';
import type { Matrix } from './matrix.ts';
import { runAhead } from './run-ahead.ts';
import { chooseBlockRows } from './top-p.ts';

/**
 * Calls `visit` with every row of X·Cᵀ + bias, in order, holding only a block of rows at a time.
 *
 * For choices that TopK cannot make, because the columns that may be chosen differ from row to row.
 *
 * @param x - shape (n, d)
 * @param c - shape (k, d)
 * @param bias - length k
 * @param visit - gets the row's number and its k scores, which stand at `scores[from … from + k − 1]` until it returns.
 */
export async function forEachScoreRow(
  x: Matrix,
  c: Matrix,
  bias: Float32Array,
  visit: (row: number, scores: Float32Array, from: number) => void,
  options: StepOptions & { kernel?: MatrixKernel } = {},
): Promise<void> {
  const kernel = options.kernel ?? (await loadMatrixKernel());
  const pause = createPause(options.signal);
  const { rows: n, columns: d } = x;
  const k = c.rows;
  const blockRows = chooseBlockRows(kernel, k, d);
  const held = {};
  const score = (number: number): Promise<Float32Array> => {
    const start = number * blockRows;
    const m = Math.min(blockRows, n - start);
    return kernel.score({ x: x.data.subarray(start * d, (start + m) * d), c: c.data, bias, m, k, d, held });
  };
  const size = { m: Math.min(blockRows, n), k, d };
  const next = runAhead(Math.ceil(n / blockRows), score, () => kernel.blocksAhead?.(size) ?? 0);
  try {
    for (let start = 0; start < n; start += blockRows) {
      const m = Math.min(blockRows, n - start);
      const scores = await next();
      for (let i = 0; i < m; i++) {
        visit(start + i, scores, i * k);
        await pause();
      }
      options.onProgress?.(start + m, n);
    }
  } finally {
    kernel.release?.(held);
  }
}
