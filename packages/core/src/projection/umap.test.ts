import { describe, expect, it } from 'vitest';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { measureFit } from './align-positions.ts';
import { findNearestNeighbours } from './find-nearest-neighbours.ts';
import { fitMembershipCurve } from './fit-curve.ts';
import { buildFuzzyGraph } from './fuzzy-graph.ts';
import { measureTrustworthiness } from './measure-trustworthiness.ts';
import { placeClusters } from './place-clusters.ts';
import { layOutByUmap } from './umap.ts';

/** Points about `groups` directions; item i belongs to direction i mod groups. */
function drawGroups(n: number, groups: number, noise: number, seed = 1): Matrix {
  const random = createRandom(seed);
  const centres = Array.from({ length: groups * 12 }, () => random.normal());
  const points = createMatrix(n, 12);
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < 12; t++) points.data[i * 12 + t] = centres[(i % groups) * 12 + t] + noise * random.normal();
  }
  return points;
}

function countPlaced(positions: Float32Array): number {
  return positions.filter((value) => Number.isFinite(value)).length / 2;
}

describe('layOutByUmap', () => {
  it.each([0, 1, 2, 3, 4, 5, 10, 15, 16, 17])('lays out %i points', async (n) => {
    expect(countPlaced(await layOutByUmap(drawGroups(n, 3, 0.5), { seed: 1 }))).toBe(n);
  });

  it.each([3, 16, 60])('lays out %i equal points', async (n) => {
    const points = createMatrix(n, 3);
    points.data.fill(1);
    expect(countPlaced(await layOutByUmap(points, { seed: 1 }))).toBe(n);
  });

  it('lays out zero vectors among others', async () => {
    const points = drawGroups(80, 4, 0.3);
    points.data.fill(0, 0, 12 * 5);
    expect(countPlaced(await layOutByUmap(points, { seed: 1 }))).toBe(80);
  });

  it('lays two points apart', async () => {
    expect(Array.from(await layOutByUmap(drawGroups(2, 1, 0), { seed: 1 }))).toEqual([0, 0, 1, 0]);
  });

  it('keeps neighbours together', async () => {
    const points = drawGroups(400, 10, 0.4);
    const positions = await layOutByUmap(points, { seed: 3 });
    expect(await measureTrustworthiness(points, positions)).toBeGreaterThan(0.9);
  });

  it('keeps groups that share no neighbour apart', async () => {
    const positions = await layOutByUmap(drawGroups(120, 4, 0.05), { nNeighbors: 10, seed: 3 });
    let widest = 0;
    let nearest = Infinity;
    for (let i = 0; i < 120; i++) {
      for (let j = 0; j < i; j++) {
        const distance = Math.hypot(positions[2 * i] - positions[2 * j], positions[2 * i + 1] - positions[2 * j + 1]);
        if (i % 4 === j % 4) widest = Math.max(widest, distance);
        else nearest = Math.min(nearest, distance);
      }
    }
    expect(nearest).toBeGreaterThan(widest / 4);
    expect(nearest).toBeGreaterThan(1);
  });

  it('gives the same bytes for the same seed and others for another', async () => {
    const points = drawGroups(150, 6, 0.5);
    const first = await layOutByUmap(points, { seed: 7 });
    expect(await layOutByUmap(points, { seed: 7 })).toEqual(first);
    expect(await layOutByUmap(points, { seed: 8 })).not.toEqual(first);
  });

  it('resembles the map it starts from, whatever the seed, and is no worse for it', async () => {
    const points = drawGroups(300, 9, 0.5);
    const first = await layOutByUmap(points, { seed: 7 });
    const fitOf = (positions: Float32Array): number => measureFit(positions, first);
    const free = await layOutByUmap(points, { seed: 8 });
    const resumed = await layOutByUmap(points, { seed: 8, start: first });
    expect(fitOf(resumed)).toBeGreaterThan(0.95);
    expect(fitOf(free)).toBeLessThan(fitOf(resumed));
    const [before, after] = [await measureTrustworthiness(points, free), await measureTrustworthiness(points, resumed)];
    expect(after).toBeGreaterThan(before - 0.02);
  });

  it('puts points that the other map does not show among their own', async () => {
    const points = drawGroups(200, 5, 0.3);
    const start = await layOutByUmap(points, { seed: 7 });
    // The last ten of each group are new.
    start.fill(Number.NaN, 2 * 150);
    const positions = await layOutByUmap(points, { seed: 8, start });
    expect(countPlaced(positions)).toBe(200);
    expect(await measureTrustworthiness(points, positions)).toBeGreaterThan(0.9);
  });

  it('starts as ever when the other map shows none of its points', async () => {
    const points = drawGroups(40, 3, 0.5);
    const start = new Float32Array(80).fill(Number.NaN);
    expect(await layOutByUmap(points, { seed: 7, start })).toEqual(await layOutByUmap(points, { seed: 7 }));
  });

  it('reports progress that never falls and ends at n, and stops when told to', async () => {
    const seen: number[] = [];
    await layOutByUmap(drawGroups(50, 3, 0.5), { seed: 1, onProgress: (done) => seen.push(done) });
    expect(seen.at(-1)).toBe(50);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(layOutByUmap(drawGroups(50, 3, 0.5), { seed: 1, signal })).rejects.toThrow('enough');
  });
});

describe('findNearestNeighbours', () => {
  it('leaves out the point itself, also among equal points', async () => {
    const points = createMatrix(5, 2);
    points.data.set([1, 0, 1, 0, 1, 0, 1, 0, 0, 1]);
    const { indices, distances } = await findNearestNeighbours(points, 2);
    expect(Array.from(indices)).toEqual([1, 2, 0, 2, 0, 1, 0, 1, 0, 1]);
    expect(Array.from(distances)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
  });
});

describe('buildFuzzyGraph', () => {
  it('is symmetric and gives each point a nearest neighbour of weight 1', async () => {
    const { starts, targets, weights } = await buildFuzzyGraph(await findNearestNeighbours(drawGroups(60, 5, 0.5), 6));
    const weightOf = new Map<string, number>();
    for (let i = 0; i < 60; i++) {
      for (let e = starts[i]; e < starts[i + 1]; e++) weightOf.set(`${i} ${targets[e]}`, weights[e]);
      expect(Math.max(...weights.subarray(starts[i], starts[i + 1]))).toBe(1);
    }
    expect(weightOf.size).toBe(targets.length);
    for (const [edge, weight] of weightOf) expect(weightOf.get(edge.split(' ').reverse().join(' '))).toBe(weight);
  });
});

describe('fitMembershipCurve', () => {
  it.each([
    // What scipy.optimize.curve_fit finds for these settings; the first pair is also given in umap-learn's documentation.
    [0.1, 1.5769, 0.8951],
    [0, 1.9328, 0.7905],
    [0.5, 0.583, 1.3342],
  ])('fits minDist %d as SciPy does', (minDist, a, b) => {
    const curve = fitMembershipCurve(minDist);
    expect(curve.a).toBeCloseTo(a, 3);
    expect(curve.b).toBeCloseTo(b, 3);
  });
});

describe('placeClusters', () => {
  it('places a group on the larger of its two islands, not between them', async () => {
    const positions = Float32Array.of(0, 0, 0.1, 0, 0, 0.1, 10, 10);
    const [x, y] = await placeClusters(positions, [Int32Array.of(0, 1, 2, 3)]);
    expect(Math.hypot(x, y)).toBeLessThan(0.2);
  });

  it('places a single member where it is', async () => {
    expect(Array.from(await placeClusters(Float32Array.of(1, 2, 3, 4), [Int32Array.of(1)]))).toEqual([3, 4]);
  });
});
