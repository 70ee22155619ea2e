import type { Matrix } from './matrix.ts';
import { createMatrix } from './matrix.ts';

const ROWS_PER_TURN = 1024;

/** A copy whose rows have unit length, so that products are cosines; zero rows stay zero. */
export function normaliseRows(matrix: Matrix): Matrix {
  const unit = createMatrix(matrix.rows, matrix.columns);
  for (let row = 0; row < matrix.rows; row++) normaliseRow(matrix, row, unit);
  return unit;
}

/** The same for many rows. @param pause - awaited every thousand rows. */
export async function normaliseRowsInTurns(matrix: Matrix, pause: () => Promise<void>): Promise<Matrix> {
  const unit = createMatrix(matrix.rows, matrix.columns);
  for (let row = 0; row < matrix.rows; row++) {
    normaliseRow(matrix, row, unit);
    if (row % ROWS_PER_TURN === 0) await pause();
  }
  return unit;
}

function normaliseRow({ data, columns: d }: Matrix, row: number, into: Matrix): void {
  let square = 0;
  for (let t = row * d; t < (row + 1) * d; t++) square += data[t] * data[t];
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let t = row * d; t < (row + 1) * d; t++) into.data[t] = data[t] * scale;
}
