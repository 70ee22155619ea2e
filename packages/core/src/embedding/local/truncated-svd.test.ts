import { expect, test } from 'vitest';
import { createRandom } from '../../math/random.ts';
import { symmetricEigen } from '../../math/symmetric-eigen.ts';
import { projectRows, truncatedSvd } from './truncated-svd.ts';

/** Dense rows as a sparse matrix. */
function toSparse(rows: number[][]): Parameters<typeof truncatedSvd>[0] {
  const offsets = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.forEach((value, column) => {
      if (value !== 0) {
        indices.push(column);
        values.push(value);
      }
    });
    offsets.push(indices.length);
  }
  return {
    rows: rows.length,
    columns: rows[0].length,
    offsets: Int32Array.from(offsets),
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
}

const pace = async (): Promise<void> => {};

test('singular values of a matrix worked out by hand', async () => {
  // [[3, 0], [4, 5]]: the singular values are √45 and √5 (Strang, "Linear Algebra and Its Applications", SVD example).
  const matrix = toSparse([
    [3, 0],
    [4, 5],
  ]);
  const { components, dimensions } = await truncatedSvd(matrix, { dimensions: 2, random: createRandom(1), pace });
  expect(dimensions).toBe(2);
  const lengths = [0, 0];
  await projectRows(
    matrix,
    components,
    2,
    (_row, projected) => projected.forEach((value, j) => (lengths[j] += value ** 2)),
    pace,
  );
  expect(lengths[0]).toBeCloseTo(45, 4);
  expect(lengths[1]).toBeCloseTo(5, 4);
});

test('truncation loses exactly the smallest singular values', async () => {
  const random = createRandom(3);
  const rows = Array.from({ length: 60 }, () =>
    Array.from({ length: 40 }, () => (random.next() < 0.2 ? random.normal() : 0)),
  );
  const matrix = toSparse(rows);
  const gram = new Float64Array(40 * 40);
  for (const row of rows) for (let i = 0; i < 40; i++) for (let j = 0; j < 40; j++) gram[i * 40 + j] += row[i] * row[j];
  const exact = symmetricEigen(gram, 40).values;
  const { components, dimensions } = await truncatedSvd(matrix, { dimensions: 8, random, pace });
  let kept = 0;
  await projectRows(
    matrix,
    components,
    dimensions,
    (_row, projected) => projected.forEach((value) => (kept += value ** 2)),
    pace,
  );
  expect(kept).toBeCloseTo(
    exact.slice(0, 8).reduce((sum, value) => sum + value, 0),
    1,
  );
});

test('a matrix of low rank gives no more dimensions than its rank', async () => {
  const matrix = toSparse([
    [1, 2, 0],
    [2, 4, 0],
    [0, 0, 0],
  ]);
  expect((await truncatedSvd(matrix, { dimensions: 3, random: createRandom(1), pace })).dimensions).toBe(1);
});
