/** Row-major float32 matrix, shape (rows, columns). Row i is `data[i·columns … (i+1)·columns − 1]`. */
export interface Matrix {
  readonly data: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * An uninitialised (all zero) matrix of shape (rows, columns).
 *
 * @example
 * const points = createMatrix(560, 100);
 */
export function createMatrix(rows: number, columns: number): Matrix {
  return { data: new Float32Array(rows * columns), rows, columns };
}

/** Row i of a matrix as a view; writing to it writes to the matrix. */
export function matrixRow(matrix: Matrix, row: number): Float32Array {
  return matrix.data.subarray(row * matrix.columns, (row + 1) * matrix.columns);
}
