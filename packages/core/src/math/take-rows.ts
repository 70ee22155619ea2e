import type { Matrix } from './matrix.ts';
import { createMatrix, matrixRow } from './matrix.ts';

/** A copy of some rows of a matrix, in the order given. */
export function takeRows(matrix: Matrix, rows: Int32Array): Matrix {
  const taken = createMatrix(rows.length, matrix.columns);
  rows.forEach((row, i) => taken.data.set(matrixRow(matrix, row), i * matrix.columns));
  return taken;
}
