import type { Random } from '../../math/random.ts';
import { symmetricEigen } from '../../math/symmetric-eigen.ts';
import type { SparseMatrix } from './term-matrix.ts';

export interface SvdOptions {
  /** Singular vectors wanted; fewer come back where the matrix has a lower rank. */
  dimensions: number;
  random: Random;
  /** Awaited after every block of rows. */
  pace: (done: number, total: number) => Promise<void>;
}

const OVERSAMPLING = 10;
const ITERATIONS = 5;
/** A dense row, as sentence vectors have, takes a tenth of a millisecond or two. */
const ROWS_PER_BLOCK = 32;
const NUMBERS_PER_TURN = 65_536;
/** A direction whose singular value is below this share of the largest is rounding, not data. */
const RANK_TOLERANCE = 1e-6;

/**
 * The right singular vectors of a sparse matrix with the largest singular values, by randomised subspace iteration.
 *
 * Only two dense matrices of shape (columns, dimensions + 10) are held; rows are passed over once an iteration.
 *
 * @returns shape (columns, d) row by row, d in 1 … dimensions (0 for a matrix of zeros), largest singular value first.
 * @see Halko, Martinsson and Tropp, "Finding structure with randomness", SIAM Review 2011, algorithm 4.4
 */
export async function truncatedSvd(
  matrix: SparseMatrix,
  { dimensions, random, pace }: SvdOptions,
): Promise<{ components: Float32Array; dimensions: number }> {
  const width = Math.min(dimensions + OVERSAMPLING, matrix.columns);
  const total = matrix.rows * (ITERATIONS + 1);
  let basis = new Float64Array(matrix.columns * width);
  for (let at = 0; at < basis.length; at++) {
    basis[at] = random.normal();
    if (at % NUMBERS_PER_TURN === 0) await pace(0, total);
  }

  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    await orthonormalise(basis, matrix.columns, width, 1, () => pace(iteration * matrix.rows, total));
    const next = new Float64Array(basis.length);
    for (let start = 0; start < matrix.rows; start += ROWS_PER_BLOCK) {
      forEachProjectedRow(matrix, basis, width, start, start + ROWS_PER_BLOCK, (projected, row) => {
        addOuterProduct(next, matrix, row, projected);
      });
      await pace(iteration * matrix.rows + start, total);
    }
    basis = next;
  }
  await orthonormalise(basis, matrix.columns, width, 2, () => pace(ITERATIONS * matrix.rows, total));

  const gram = new Float64Array(width * width);
  for (let start = 0; start < matrix.rows; start += ROWS_PER_BLOCK) {
    forEachProjectedRow(matrix, basis, width, start, start + ROWS_PER_BLOCK, (projected) => {
      for (let i = 0; i < width; i++) {
        for (let j = i; j < width; j++) gram[i * width + j] += projected[i] * projected[j];
      }
    });
    await pace(ITERATIONS * matrix.rows + start, total);
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) gram[i * width + j] = gram[j * width + i];

  const { values, vectors } = symmetricEigen(gram, width);
  const smallest = (values[0] ?? 0) * RANK_TOLERANCE ** 2;
  let rank = 0;
  while (rank < Math.min(dimensions, width) && values[rank] > smallest) rank++;
  const pause = (): Promise<void> => pace(total, total);
  return { components: await rotateBasis(basis, width, vectors.slice(0, rank), pause), dimensions: rank };
}

/** Rows of a sparse matrix times `components` of shape (columns, dimensions), handed to `write` one by one. */
export async function projectRows(
  matrix: SparseMatrix,
  components: Float32Array,
  dimensions: number,
  write: (row: number, projected: Float64Array) => void,
  pause: () => Promise<void>,
): Promise<void> {
  for (let start = 0; start < matrix.rows; start += ROWS_PER_BLOCK) {
    forEachProjectedRow(matrix, components, dimensions, start, start + ROWS_PER_BLOCK, (projected, row) => {
      write(row, projected);
    });
    await pause();
  }
}

function forEachProjectedRow(
  matrix: SparseMatrix,
  basis: Float64Array | Float32Array,
  width: number,
  start: number,
  end: number,
  visit: (projected: Float64Array, row: number) => void,
): void {
  const { offsets, indices, values } = matrix;
  const projected = new Float64Array(width);
  for (let row = start; row < Math.min(end, matrix.rows); row++) {
    projected.fill(0);
    for (let entry = offsets[row]; entry < offsets[row + 1]; entry++) {
      const value = values[entry];
      const from = indices[entry] * width;
      for (let j = 0; j < width; j++) projected[j] += value * basis[from + j];
    }
    visit(projected, row);
  }
}

function addOuterProduct(target: Float64Array, matrix: SparseMatrix, row: number, projected: Float64Array): void {
  const width = projected.length;
  for (let entry = matrix.offsets[row]; entry < matrix.offsets[row + 1]; entry++) {
    const value = matrix.values[entry];
    const to = matrix.indices[entry] * width;
    for (let j = 0; j < width; j++) target[to + j] += value * projected[j];
  }
}

/**
 * Modified Gram–Schmidt in place. A column that depends on those before it becomes zero.
 *
 * @param rounds - 1 keeps the directions apart, which is all that an iteration needs; 2 makes them exact.
 */
async function orthonormalise(
  basis: Float64Array,
  rows: number,
  width: number,
  rounds: number,
  pause: () => Promise<void>,
): Promise<void> {
  const columns: Float64Array[] = [];
  for (let j = 0; j < width; j++) {
    const column = new Float64Array(rows);
    for (let i = 0; i < rows; i++) column[i] = basis[i * width + j];
    columns.push(column);
    await pause();
  }
  for (let j = 0; j < width; j++) {
    const column = columns[j];
    const before = Math.sqrt(dot(column, column));
    for (let round = 0; round < rounds; round++) {
      for (let k = 0; k < j; k++) {
        const overlap = dot(column, columns[k]);
        for (let i = 0; i < rows; i++) column[i] -= overlap * columns[k][i];
      }
    }
    const after = Math.sqrt(dot(column, column));
    const scale = after > before * 1e-12 ? 1 / after : 0;
    for (let i = 0; i < rows; i++) {
      column[i] *= scale;
      basis[i * width + j] = column[i];
    }
    await pause();
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

async function rotateBasis(
  basis: Float64Array,
  width: number,
  vectors: readonly Float64Array[],
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const columns = basis.length / Math.max(width, 1);
  const rotated = new Float32Array(columns * vectors.length);
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < vectors.length; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += basis[i * width + k] * vectors[j][k];
      rotated[i * vectors.length + j] = sum;
    }
    if (i % ROWS_PER_BLOCK === 0) await pause();
  }
  return rotated;
}
