import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { measureTrustworthiness } from './measure-trustworthiness.ts';

// Made by fixtures/make-trustworthiness-fixtures.py.
const { cases } = JSON.parse(readFileSync(new URL('fixtures/trustworthiness.json', import.meta.url), 'utf8')) as {
  cases: { points: number[][]; positions: number[][]; k: number; trustworthiness: number }[];
};

it.each(cases)('agrees with scikit-learn, case %#', async ({ points, positions, k, trustworthiness }) => {
  const matrix = createMatrix(points.length, points[0].length);
  matrix.data.set(points.flat());
  const measured = await measureTrustworthiness(matrix, Float32Array.from(positions.flat()), { k });
  expect(measured).toBeCloseTo(trustworthiness, 9);
});
