import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findPlaneTransform, measureFit, transformPositions } from './align-positions.ts';
import { alignProjection } from './align-projection.ts';

// Made by fixtures/make-procrustes-fixtures.py.
const { cases } = JSON.parse(readFileSync(new URL('fixtures/procrustes.json', import.meta.url), 'utf8')) as {
  cases: {
    positions: number[][];
    onto: number[][];
    determinant: number;
    scale: number;
    fit: number;
    rigid: number[][];
    scaled: number[][];
  }[];
};

const toFloats = (rows: number[][]): Float32Array => Float32Array.from(rows.flat());

function expectClose(found: Float32Array, expected: number[][]): void {
  expected.flat().forEach((value, at) => expect(found[at]).toBeCloseTo(value, 4));
}

describe('findPlaneTransform', () => {
  it.each(cases)('turns and mirrors as SciPy does, case %#', ({ positions, onto, determinant, rigid }) => {
    const transform = findPlaneTransform(toFloats(positions), toFloats(onto));
    expect(transform.xx * transform.yy - transform.xy * transform.yx).toBeCloseTo(determinant, 9);
    expect(transform.scale).toBe(1);
    expectClose(transformPositions(toFloats(positions), transform), rigid);
  });

  it.each(cases)(
    'brings the map to the size of the other where it may, case %#',
    ({ positions, onto, scale, scaled }) => {
      const transform = findPlaneTransform(toFloats(positions), toFloats(onto), { matchSize: true });
      expect(transform.scale).toBeCloseTo(scale, 6);
      expectClose(transformPositions(toFloats(positions), transform), scaled);
    },
  );

  it('goes by the points that have a place on both maps', () => {
    const onto = Float32Array.of(0, 0, 2, 0, 0, 1, Number.NaN, Number.NaN, 9, 9);
    // The same three, a quarter turn to the left about the origin; the others are on one map only.
    const positions = Float32Array.of(0, 0, 0, 2, -1, 0, 5, 5, Number.NaN, Number.NaN);
    const moved = transformPositions(positions, findPlaneTransform(positions, onto));
    expectClose(moved, [
      [0, 0],
      [2, 0],
      [0, 1],
      [5, -5],
    ]);
    expect(moved[8]).toBeNaN();
  });

  it('leaves a map as it is that shares no point with the other', () => {
    const positions = Float32Array.of(1, 2, Number.NaN, Number.NaN);
    const onto = Float32Array.of(Number.NaN, Number.NaN, 3, 4);
    expect(Array.from(transformPositions(positions, findPlaneTransform(positions, onto)).subarray(0, 2))).toEqual([
      1, 2,
    ]);
  });

  it('moves points that all stand on one spot onto the middle of the others', () => {
    const spot = Float32Array.of(3, 3, 3, 3);
    const onto = Float32Array.of(0, 0, 2, 4);
    const moved = transformPositions(spot, findPlaneTransform(spot, onto, { matchSize: true }));
    expect(Array.from(moved)).toEqual([1, 2, 1, 2]);
  });
});

describe('measureFit', () => {
  it.each(cases)('is 1 less the disparity that SciPy finds, case %#', ({ positions, onto, fit }) => {
    expect(measureFit(toFloats(positions), toFloats(onto))).toBeCloseTo(fit, 6);
  });
});

describe('measureFit of maps without a shape', () => {
  it('is 0 where nothing is shared or all stand on one spot', () => {
    expect(measureFit(Float32Array.of(1, 2), Float32Array.of(Number.NaN, Number.NaN))).toBe(0);
    expect(measureFit(Float32Array.of(3, 3, 3, 3), Float32Array.of(0, 0, 2, 4))).toBe(0);
  });
});

describe('alignProjection', () => {
  it('takes the clusters along with their conversations', () => {
    const a = { conversations: Float32Array.of(0, 0, 4, 0, 0, 2), clusters: Float32Array.of(4, 0), trustworthiness: 1 };
    const b = {
      conversations: Float32Array.of(1, 1, 1, 5, 3, 1),
      clusters: Float32Array.of(1, 5),
      trustworthiness: 0.5,
    };
    const aligned = alignProjection(a, b);
    expectClose(aligned.conversations, [
      [0, 0],
      [4, 0],
      [0, 2],
    ]);
    expectClose(aligned.clusters, [[4, 0]]);
    expect(aligned.trustworthiness).toBe(0.5);
  });
});
