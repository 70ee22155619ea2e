import { describe, expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { measureTrustworthiness } from './measure-trustworthiness.ts';
import { layOutByUmapJs } from './umap-js.ts';

function blobs(n: number, d: number): ReturnType<typeof createMatrix> {
  const random = createRandom(3);
  const points = createMatrix(n, d);
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < d; t++) points.data[i * d + t] = (t === i % 4 ? 4 : 0) + 0.3 * random.normal();
  }
  return points;
}

describe('layOutByUmapJs', () => {
  it('keeps neighbours together', async () => {
    const points = blobs(120, 8);
    const positions = await layOutByUmapJs(points, { seed: 1 });
    // Four blobs of 30: a random layout has a trustworthiness of about 0.5.
    expect(await measureTrustworthiness(points, positions, { k: 10 })).toBeGreaterThan(0.8);
    const random = createRandom(1);
    const shuffled = positions.map(() => random.next());
    expect(await measureTrustworthiness(points, shuffled, { k: 10 })).toBeLessThan(0.6);
  });

  it('gives the same bytes for the same seed', async () => {
    const points = blobs(40, 6);
    expect(await layOutByUmapJs(points, { seed: 5 })).toEqual(await layOutByUmapJs(points, { seed: 5 }));
  });

  it('places any small number of points', async () => {
    for (const n of [0, 1, 2, 3, 4, 16]) {
      const positions = await layOutByUmapJs(blobs(n, 5), { seed: 1 });
      expect(positions).toHaveLength(2 * n);
      expect(positions.every(Number.isFinite)).toBe(true);
    }
  });
});
