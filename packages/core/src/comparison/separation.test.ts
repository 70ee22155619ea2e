import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { measureDaviesBouldin } from './davies-bouldin.ts';
import { measureSilhouette } from './silhouette.ts';

// Made by fixtures/make-separation-fixtures.py.
const { cases } = JSON.parse(readFileSync(new URL('fixtures/separation.json', import.meta.url), 'utf8')) as {
  cases: { points: number[][]; labels: number[]; silhouette: number; daviesBouldin: number }[];
};

it("agrees with scikit-learn's cosine silhouette to single precision, and its Davies–Bouldin index to nine digits", async () => {
  for (const [i, { points, labels, silhouette, daviesBouldin }] of cases.entries()) {
    const matrix = createMatrix(points.length, points[0].length);
    matrix.data.set(points.flat());
    const measured = await measureSilhouette(matrix, Int32Array.from(labels));
    expect(Math.abs(measured - silhouette), `silhouette of case ${i}`).toBeLessThan(1e-6);
    const index = await measureDaviesBouldin(matrix, Int32Array.from(labels));
    expect(Math.abs(index - daviesBouldin), `Davies–Bouldin index of case ${i}`).toBeLessThan(1e-9);
  }
});

it('averages the silhouettes of some items, held against all', async () => {
  const { points, labels, silhouette } = cases[1];
  const matrix = createMatrix(points.length, points[0].length);
  matrix.data.set(points.flat());
  const measure = (rows: number[]) =>
    measureSilhouette(matrix, Int32Array.from(labels), { rows: Int32Array.from(rows) });
  const places = [...points.keys()];
  const half = points.length / 2;
  const [first, second] = [await measure(places.slice(0, half)), await measure(places.slice(half))];
  expect((first + second) / 2).toBeCloseTo(silhouette, 6);
  expect(Math.abs(first - second)).toBeGreaterThan(1e-4);
});

it('is 0 where there is nothing to compare with', async () => {
  expect(await measureSilhouette(createMatrix(3, 2), new Int32Array(3))).toBe(0);
  expect(await measureDaviesBouldin(createMatrix(3, 2), new Int32Array(3))).toBe(0);
});

it('does not hold clusters in the same place against each other', async () => {
  const points = createMatrix(6, 1);
  points.data.set([-1, 1, -1, 1, 3, 5]);
  // Each is held against another four away: (1 + 1) / 4.
  expect(await measureDaviesBouldin(points, Int32Array.of(0, 0, 1, 1, 2, 2))).toBe(0.5);
  // So it is when all are moved by ten, where the product of two means is not 0.
  points.data.set([9, 11, 9, 11, 13, 15]);
  expect(await measureDaviesBouldin(points, Int32Array.of(0, 0, 1, 1, 2, 2))).toBe(0.5);
});

it('gives equal items in different clusters a silhouette of 0, whatever single precision makes of their distances', async () => {
  const points = createMatrix(40, 15);
  const row = Array.from({ length: 15 }, (_, t) => Math.sin(t + 1));
  for (let i = 0; i < 40; i++) points.data.set(row, i * 15);
  expect(
    await measureSilhouette(
      points,
      Int32Array.from({ length: 40 }, (_, i) => i % 13),
    ),
  ).toBe(0);
});
