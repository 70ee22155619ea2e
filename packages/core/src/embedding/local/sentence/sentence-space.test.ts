import { describe, expect, test } from 'vitest';
import type { Matrix } from '../../../math/matrix.ts';
import { matrixRow } from '../../../math/matrix.ts';
import { fitSentenceSpace, projectSentences } from './sentence-space.ts';

const LENGTH = 12;
const CENTRE = 3;

// Two rows for each axis j, at CENTRE ± (12 − j) along it: the directions are the axes, the deviations known by hand.
const rows = Array.from({ length: 2 * LENGTH }, (_, i) => {
  const row = new Float32Array(LENGTH).fill(CENTRE);
  row[i >> 1] += (i % 2 === 0 ? 1 : -1) * (LENGTH - (i >> 1));
  return row;
});
const sentences: Matrix = {
  data: Float32Array.from([...rows, new Float32Array(LENGTH)].flatMap((row) => [...row])),
  rows: rows.length + 1,
  columns: LENGTH,
};

describe('fitSentenceSpace', () => {
  test('takes the mean away and makes the eight strongest directions as strong as the ninth', async () => {
    const space = await fitSentenceSpace(sentences, async () => {});
    space.mean.forEach((value) => expect(value).toBeCloseTo(CENTRE, 5));
    const projected = await projectSentences(sentences, space);
    expect([projected.rows, projected.columns]).toEqual([25, 12]);
    for (let i = 0; i < 2 * LENGTH; i++) {
      // Axis 8, the ninth, has the deviation 4; those after it keep their own.
      expect(Math.hypot(...matrixRow(projected, i))).toBeCloseTo(Math.min(4, LENGTH - (i >> 1)), 3);
    }
  });

  test('leaves blank texts out of the mean and at zero', async () => {
    const space = await fitSentenceSpace(sentences, async () => {});
    const projected = await projectSentences(sentences, space);
    expect([...matrixRow(projected, 2 * LENGTH)]).toEqual(Array.from({ length: 12 }, () => 0));
  });

  test('of one text has no direction', async () => {
    const one = { data: Float32Array.of(1, 2, 3), rows: 1, columns: 3 };
    const projected = await projectSentences(one, await fitSentenceSpace(one, async () => {}));
    expect([...projected.data]).toEqual([0]);
  });
});
