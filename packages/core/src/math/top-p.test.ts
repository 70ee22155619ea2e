import { describe, expect, it } from 'vitest';
import type { Matrix } from './matrix.ts';
import { createMatrix } from './matrix.ts';
import { loadMatrixKernel } from './matrix-kernel.ts';
import { createRandom } from './random.ts';
import { topP } from './top-p.ts';
import { typedArrayKernel } from './typed-array-kernel.ts';

function drawMatrix(rows: number, columns: number, seed: number): Matrix {
  const random = createRandom(seed);
  const matrix = createMatrix(rows, columns);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = random.normal();
  return matrix;
}

/** The definition: all scores in float64, sorted by score, then index. */
function sortAll(x: Matrix, c: Matrix, bias: Float32Array, p: number): number[] {
  return Array.from({ length: x.rows }, (_, i) => {
    const scores = Array.from({ length: c.rows }, (_unused, j) => {
      let score = bias[j];
      for (let t = 0; t < x.columns; t++) score += x.data[i * x.columns + t] * c.data[j * x.columns + t];
      return score;
    });
    const order = Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || a - b);
    return order.slice(0, p);
  }).flat();
}

const x = drawMatrix(211, 17, 1);
const c = drawMatrix(97, 17, 2);
const bias = drawMatrix(1, 97, 3).data;

describe('topP', () => {
  it.each([1, 2, 5, 97])('finds the %i best of each row in order, with either kernel', async (p) => {
    const expected = sortAll(x, c, bias, p);
    for (const kernel of [await loadMatrixKernel(), typedArrayKernel]) {
      const { indices, scores } = await topP(x, c, bias, p, { kernel });
      expect(Array.from(indices)).toEqual(expected);
      expect(scores[0]).toBeCloseTo(bias[expected[0]] + dot(0, expected[0]), 4);
    }
  });

  it.each([
    [1, 1],
    [7, 10],
    [300, 31],
  ])('gives the same for blocks of %i rows and %i columns', async (blockRows, blockColumns) => {
    for (const kernel of [await loadMatrixKernel(), typedArrayKernel]) {
      const { indices } = await topP(x, c, bias, 4, { kernel, blockRows, blockColumns });
      expect(Array.from(indices)).toEqual(sortAll(x, c, bias, 4));
    }
  });

  it('puts the lowest of equal rows first', async () => {
    const same = createMatrix(40, 17);
    for (let j = 0; j < 40; j++) same.data.set(c.data.subarray(0, 17), j * 17);
    for (const kernel of [await loadMatrixKernel(), typedArrayKernel]) {
      const { indices } = await topP(x, same, null, 3, { kernel, blockColumns: 16 });
      expect(new Set(indices)).toEqual(new Set([0, 1, 2]));
      expect(Array.from(indices.subarray(0, 6))).toEqual([0, 1, 2, 0, 1, 2]);
    }
  });

  it('tells scores apart that are equal in float32', async () => {
    // 1 + 2⁻³⁰ and 1 are the same float32 sum, but not the same score.
    const near = createMatrix(3, 2);
    near.data.set([1, 0, 1, 2 ** -15, 1, 0]);
    const query = createMatrix(1, 2);
    query.data.set([1, 2 ** -15]);
    for (const kernel of [await loadMatrixKernel(), typedArrayKernel]) {
      expect(Array.from((await topP(query, near, null, 2, { kernel })).indices)).toEqual([1, 0]);
    }
  });

  it('tells many columns apart that single precision cannot, whatever the kernel and the blocks', async () => {
    const random = createRandom(4);
    const near = createMatrix(90, 17);
    // Three rows with thirty of their like each; every third is an exact copy.
    for (let at = 0; at < near.data.length; at++) {
      const j = Math.floor(at / 17);
      near.data[at] = c.data[(j % 3) * 17 + (at % 17)] * (j % 9 < 3 ? 1 : 1 + 1e-7 * random.normal());
    }
    const queries = createMatrix(80, 17);
    for (let at = 0; at < queries.data.length; at++) queries.data[at] = near.data[at] + 1e-7 * random.normal();
    const expected = sortAll(queries, near, new Float32Array(90), 5);
    for (const kernel of [await loadMatrixKernel(), typedArrayKernel]) {
      for (const blocks of [{}, { blockRows: 7, blockColumns: 10 }]) {
        const { indices } = await topP(queries, near, null, 5, { kernel, ...blocks });
        expect(Array.from(indices)).toEqual(expected);
      }
    }
  });

  it('scores only the rows asked for, in their order', async () => {
    const rows = Int32Array.of(200, 3, 3, 77);
    const all = sortAll(x, c, bias, 2);
    const { indices } = await topP(x, c, bias, 2, { rows, blockRows: 3 });
    expect(Array.from(indices)).toEqual(Array.from(rows, (row) => all.slice(2 * row, 2 * row + 2)).flat());
  });

  it('reports progress up to the end and stops when told to', async () => {
    const seen: number[] = [];
    await topP(x, c, bias, 1, { blockRows: 100, onProgress: (done) => seen.push(done) });
    expect(seen).toEqual([100, 200, 211]);
    await expect(topP(x, c, bias, 1, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

function dot(i: number, j: number): number {
  let sum = 0;
  for (let t = 0; t < 17; t++) sum += x.data[i * 17 + t] * c.data[j * 17 + t];
  return sum;
}
