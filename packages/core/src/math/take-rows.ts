import type { Matrix } from './matrix.ts';
import { createMatrix } from './matrix.ts';

/**
 * Copies some rows of a matrix side by side.
 *
 * @param rows - `rows[start … start + count − 1]` are copied, in this order.
 * @param into - room for them
 * @returns the part of `into` that holds them.
 */
export function gatherRows(
  { data, columns: d }: Matrix,
  rows: ArrayLike<number>,
  { start, count, into }: { start: number; count: number; into: Float32Array },
): Float32Array {
  for (let i = 0; i < count;) {
    // Neighbouring rows are copied at once: most of a copy's time is its call.
    const first = rows[start + i];
    let run = 1;
    while (i + run < count && rows[start + i + run] === first + run) run++;
    into.set(data.subarray(first * d, (first + run) * d), i * d);
    i += run;
  }
  return into.subarray(0, count * d);
}

/** A copy of some rows of a matrix, in the order given. */
export function takeRows(matrix: Matrix, rows: ArrayLike<number>): Matrix {
  const taken = createMatrix(rows.length, matrix.columns);
  gatherRows(matrix, rows, { start: 0, count: rows.length, into: taken.data });
  return taken;
}
