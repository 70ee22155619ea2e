import { describe, expect, it } from 'vitest';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { loadMatrixKernel } from '../math/matrix-kernel.ts';
import { normaliseRows } from '../math/normalise-rows.ts';
import { createRandom } from '../math/random.ts';
import { typedArrayKernel } from '../math/typed-array-kernel.ts';
import { findNearest } from './find-nearest.ts';

/** Unit vectors in the plane at these angles, in degrees; null for a zero row. */
function placeOnCircle(angles: readonly (number | null)[]): Matrix {
  const rows = createMatrix(angles.length, 2);
  angles.forEach((angle, i) => {
    if (angle === null) return;
    rows.data[2 * i] = Math.cos((angle * Math.PI) / 180);
    rows.data[2 * i + 1] = Math.sin((angle * Math.PI) / 180);
  });
  return rows;
}

/** The definition: every cosine in float64, sorted by cosine, then by row. */
function sortAll(query: Float32Array, { data, rows, columns: d }: Matrix, count: number): number[] {
  const length = (values: Float32Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  const cosines = Array.from({ length: rows }, (_, i) => {
    const row = data.subarray(i * d, (i + 1) * d);
    return row.reduce((sum, value, t) => sum + value * query[t], 0) / (length(row) * length(query));
  });
  return Array.from(cosines.keys())
    .sort((a, b) => cosines[b] - cosines[a] || a - b)
    .slice(0, count);
}

describe('findNearest', () => {
  it('gives the cosines, the highest first', async () => {
    const rows = placeOnCircle([90, 180, 0, 60]);
    const found = await findNearest(Float32Array.of(5, 0), rows, { count: 4 });
    expect(found.map(({ row }) => row)).toEqual([2, 3, 0, 1]);
    // cos 0°, cos 60°, cos 90°, cos 180°
    [1, 0.5, 0, -1].forEach((cosine, i) => expect(found[i].similarity).toBeCloseTo(cosine, 6));
    expect(found.every(({ similarity }) => Math.abs(similarity) <= 1)).toBe(true);
  });

  it('orders equal rows by their number, and keeps the first of them', async () => {
    const found = await findNearest(Float32Array.of(1, 0), placeOnCircle([30, 10, 10, 10, 10]), { count: 3 });
    expect(found.map(({ row }) => row)).toEqual([1, 2, 3]);
  });

  it('finds only what may be found, and fewer where there are no more', async () => {
    const rows = placeOnCircle([0, 10, 20, 30]);
    const found = await findNearest(Float32Array.of(1, 0), rows, { count: 10, mayFind: (row) => row % 2 === 1 });
    expect(found.map(({ row }) => row)).toEqual([1, 3]);
  });

  it('finds nothing like nothing: zero rows and a zero query', async () => {
    const rows = placeOnCircle([null, 90, null]);
    expect(await findNearest(Float32Array.of(1, 0), rows, { count: 3 })).toHaveLength(1);
    expect(await findNearest(Float32Array.of(0, 0), rows, { count: 3 })).toEqual([]);
    expect(await findNearest(Float32Array.of(1, 0), createMatrix(0, 2), { count: 3 })).toEqual([]);
  });

  it.each([1, 7, 1000])(
    'agrees with sorting all cosines, in blocks of %i rows and with either kernel',
    async (blockRows) => {
      const random = createRandom(5);
      const drawn = createMatrix(213, 19);
      for (let i = 0; i < drawn.data.length; i++) drawn.data[i] = random.normal();
      const rows = normaliseRows(drawn);
      const query = Float32Array.from({ length: 19 }, () => random.normal());
      for (const kernel of [await loadMatrixKernel(), typedArrayKernel]) {
        const found = await findNearest(query, rows, { count: 12, kernel, blockRows });
        expect(found.map(({ row }) => row)).toEqual(sortAll(query, rows, 12));
      }
    },
  );

  it('says that query and rows differ in length', async () => {
    await expect(findNearest(Float32Array.of(1, 0, 0), placeOnCircle([0]), { count: 1 })).rejects.toThrow(
      'Expected a query of 2 numbers, as the rows have, got 3.',
    );
  });
});
