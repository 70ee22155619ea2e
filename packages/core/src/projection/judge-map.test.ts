import { describe, expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { judgeMap } from './judge-map.ts';
import { measureTrustworthiness } from './measure-trustworthiness.ts';

/** Directions all around, and a map that shows them with some noise. */
function drawRing(n: number) {
  const random = createRandom(4);
  const points = createMatrix(n, 2);
  const positions = new Float32Array(2 * n);
  for (let i = 0; i < n; i++) {
    const angle = 2 * Math.PI * random.next();
    points.data.set([Math.cos(angle), Math.sin(angle)], 2 * i);
    positions.set([Math.cos(angle) + 0.05 * random.normal(), Math.sin(angle) + 0.05 * random.normal()], 2 * i);
  }
  return { points, positions };
}

describe('judgeMap', () => {
  it('gives three digits of the trustworthiness', async () => {
    const { points, positions } = drawRing(80);
    const whole = await measureTrustworthiness(points, positions);
    expect(whole).toBeLessThan(1);
    expect(await judgeMap(points, positions, { seed: 1 })).toBe(Number(whole.toFixed(3)));
  });

  it('judges a large map by a seeded sample that tells about the same', async () => {
    const { points, positions } = drawRing(4_200);
    const judged = (await judgeMap(points, positions, { seed: 1 }))!;
    expect(Math.abs(judged - (await measureTrustworthiness(points, positions)))).toBeLessThan(0.005);
    expect(await judgeMap(points, positions, { seed: 1 })).toBe(judged);
  });

  it('gives nothing for fewer than three points, and something from three on', async () => {
    for (const n of [0, 1, 2])
      expect(await judgeMap(createMatrix(n, 2), new Float32Array(2 * n), { seed: 1 })).toBeNull();
    for (const n of [3, 4, 16, 31]) {
      const { points, positions } = drawRing(n);
      expect(await judgeMap(points, positions, { seed: 1 })).toBeGreaterThanOrEqual(0);
    }
  });
});
