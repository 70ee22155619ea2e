import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { measureSilhouette } from './silhouette.ts';

// Made by fixtures/make-silhouette-fixtures.py.
const { cases } = JSON.parse(readFileSync(new URL('fixtures/silhouette.json', import.meta.url), 'utf8')) as {
  cases: { points: number[][]; labels: number[]; silhouette: number }[];
};

describe('measureSilhouette', () => {
  it.each(cases)("agrees with scikit-learn's cosine silhouette, case %#", async ({ points, labels, silhouette }) => {
    const matrix = createMatrix(points.length, points[0].length);
    matrix.data.set(points.flat());
    expect(await measureSilhouette(matrix, Int32Array.from(labels))).toBeCloseTo(silhouette, 6);
  });

  it('is 0 where there is nothing to compare with', async () => {
    expect(await measureSilhouette(createMatrix(3, 2), new Int32Array(3))).toBe(0);
  });
});
