import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import type { BaseClusters } from './cluster.ts';
import { clusterEmbeddings } from './cluster-embeddings.ts';

/** `groups` tight groups of `size` points each, far apart; item i is in group i mod groups. */
function drawGroups(groups: number, size: number, seed: number): Matrix {
  const random = createRandom(seed);
  const points = createMatrix(groups * size, 8);
  const centres = Array.from({ length: groups * 8 }, () => 10 * random.normal());
  for (let i = 0; i < points.rows; i++) {
    for (let t = 0; t < 8; t++) points.data[i * 8 + t] = centres[(i % groups) * 8 + t] + 0.1 * random.normal();
  }
  return points;
}

function fillMatrix(rows: number, columns: number, value: number): Matrix {
  const matrix = createMatrix(rows, columns);
  matrix.data.fill(value);
  return matrix;
}

/** What is wrong with a result: empty clusters, centroids that are no means, other numbers than canonical, inertia. */
function findFaults(points: Matrix, { labels, centroids, inertia }: BaseClusters): string[] {
  const faults: string[] = [];
  const { columns: d } = points;
  const sizes = Array.from({ length: centroids.rows }, () => 0);
  const firsts: number[] = [];
  const sums = new Float64Array(centroids.data.length);
  labels.forEach((label, i) => {
    sizes[label]++;
    firsts[label] ??= i;
    for (let t = 0; t < d; t++) sums[label * d + t] += points.data[i * d + t];
  });
  if (Math.min(...sizes) === 0) faults.push('empty cluster');
  if (sums.some((sum, at) => Math.abs(centroids.data[at] - sum / sizes[Math.floor(at / d)]) > 1e-4))
    faults.push('centroid');
  for (let j = 1; j < sizes.length; j++) {
    if (sizes[j - 1] < sizes[j] || (sizes[j - 1] === sizes[j] && firsts[j - 1] > firsts[j])) faults.push('order');
  }
  let measured = 0;
  labels.forEach((label, i) => {
    for (let t = 0; t < d; t++) measured += (points.data[i * d + t] - sums[label * d + t] / sizes[label]) ** 2;
  });
  if (Math.abs(inertia - measured) > 1e-5 * (1 + measured)) faults.push('inertia');
  return faults;
}

describe.each(['hartigan', 'lloyd'] as const)('clusterEmbeddings with %s', (method) => {
  it('finds groups that lie far apart', async () => {
    const points = drawGroups(6, 10, 1);
    const base = await clusterEmbeddings(points, { k: 6, seed: 3, method });
    expect(findFaults(points, base)).toEqual([]);
    const groupsOf = Array.from({ length: 6 }, () => new Set<number>());
    base.labels.forEach((label, i) => groupsOf[label].add(i % 6));
    expect(groupsOf.map((groups) => groups.size)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('is sound for random points of different lengths', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed);
      const points = createMatrix(5 + random.below(120), 4);
      for (let i = 0; i < points.data.length; i++) points.data[i] = Math.round(3 * random.normal()) * random.next();
      expect(
        findFaults(points, await clusterEmbeddings(points, { targetClusterSize: 1 + random.below(9), seed, method })),
      ).toEqual([]);
    }
  });

  it.each([
    [1, 1],
    [2, 1],
    [15, 2],
    [16, 2],
    [101, 11],
  ])('makes of %i equal points %i clusters, none empty', async (n, k) => {
    const points = fillMatrix(n, 3, 0.5);
    const base = await clusterEmbeddings(points, { seed: 1, method });
    expect(base.centroids.rows).toBe(k);
    expect(new Set(base.labels).size).toBe(k);
    expect(base.inertia).toBeCloseTo(0, 10);
  });

  it('copes with zero vectors', async () => {
    const points = fillMatrix(30, 3, 0);
    points.data.set([1, 0, 0, 0, 1, 0]);
    expect(findFaults(points, await clusterEmbeddings(points, { k: 5, seed: 1, method }))).toEqual([]);
  });

  it('makes n clusters when asked for more', async () => {
    const base = await clusterEmbeddings(drawGroups(2, 2, 1), { k: 9, seed: 1, method });
    expect(Array.from(base.labels)).toEqual([0, 1, 2, 3]);
  });

  it('makes none of none', async () => {
    const base = await clusterEmbeddings(createMatrix(0, 8), { seed: 1, method });
    expect(base).toEqual({ labels: new Int32Array(0), centroids: createMatrix(0, 8), inertia: 0 });
  });

  it('gives the same bytes for the same seed', async () => {
    const points = drawGroups(40, 9, 2);
    const options = { targetClusterSize: 5, seed: 11, method };
    expect(await clusterEmbeddings(points, options)).toEqual(await clusterEmbeddings(points, options));
  });
});

describe('clusterEmbeddings', () => {
  it('leaves no point that a single move would place better', async () => {
    const random = createRandom(6);
    const points = createMatrix(400, 5);
    for (let i = 0; i < points.data.length; i++) points.data[i] = random.normal();
    const { labels, centroids } = await clusterEmbeddings(points, { seed: 4 });
    const sizes = new Int32Array(centroids.rows);
    for (const label of labels) sizes[label]++;
    const distance = (i: number, j: number) =>
      Array.from({ length: 5 }, (_, t) => (points.data[i * 5 + t] - centroids.data[j * 5 + t]) ** 2).reduce(
        (a, b) => a + b,
      );
    let worst = Infinity;
    labels.forEach((label, i) => {
      if (sizes[label] === 1) return;
      const gained = (sizes[label] / (sizes[label] - 1)) * distance(i, label);
      for (let j = 0; j < sizes.length; j++) {
        if (j !== label) worst = Math.min(worst, (sizes[j] / (sizes[j] + 1)) * distance(i, j) - gained);
      }
    });
    expect(worst).toBeGreaterThan(-1e-4);
  });

  it('reports progress that never falls and ends at n', async () => {
    const seen: number[] = [];
    await clusterEmbeddings(drawGroups(20, 10, 1), { seed: 1, onProgress: (done) => seen.push(done) });
    expect(seen.at(-1)).toBe(200);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('refuses embeddings whose squared length single precision cannot hold', async () => {
    const points = createMatrix(3, 2);
    points.data.set([3e20, 4e20], 2);
    await expect(clusterEmbeddings(points, { seed: 1 })).rejects.toThrow('embedding 1 has the length');
  });

  it('refuses numbers that are not finite, and says which', async () => {
    const points = fillMatrix(3, 2, 1);
    points.data[3] = NaN;
    await expect(clusterEmbeddings(points, { seed: 1 })).rejects.toThrow('number 1 of embedding 1 is NaN');
    await expect(clusterEmbeddings(fillMatrix(3, 2, 1), { k: 0, seed: 1 })).rejects.toThrow(InvalidInputError);
  });

  it('stops when told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(clusterEmbeddings(drawGroups(4, 4, 1), { seed: 1, signal })).rejects.toThrow('enough');
  });
});
