import { describe, expect, it } from 'vitest';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix, matrixRow } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { clusterEmbeddings } from './cluster-embeddings.ts';
import type { BaseClusters } from './cluster.ts';
import { separateOutliers } from './separate-outliers.ts';

const D = 64;

/** Unit vectors about 40 random directions, item i about direction i mod 40, and after them noise in all directions. */
function drawTopics({ members = 1000, noise = 0, spread = 1, seed = 1 } = {}): Matrix {
  const random = createRandom(seed);
  const points = createMatrix(members + noise, D);
  const drawDirection = (): number[] => scaleToUnit(Array.from({ length: D }, () => random.normal()));
  const topics = Array.from({ length: 40 }, drawDirection);
  for (let i = 0; i < members; i++) {
    const row = topics[i % 40].map((value) => value + (spread * random.normal()) / Math.sqrt(D));
    matrixRow(points, i).set(scaleToUnit(row));
  }
  for (let i = members; i < points.rows; i++) matrixRow(points, i).set(drawDirection());
  return points;
}

function scaleToUnit(values: number[]): number[] {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

async function separate(points: Matrix, seed = 42, chance?: number): Promise<BaseClusters & { marked: number[] }> {
  const separated = await separateOutliers(points, await clusterEmbeddings(points, { seed }), { chance });
  const marked = Array.from(separated.outliers?.items ?? []).sort((a, b) => a - b);
  return { ...separated, marked };
}

/** Whether clusters are numbered and averaged over their members, and outliers are in none. */
function findFaults(points: Matrix, { labels, centroids, outliers }: BaseClusters): string[] {
  const faults: string[] = [];
  const sizes = Array.from({ length: centroids.rows }, () => 0);
  const sums = new Float64Array(centroids.data.length);
  labels.forEach((label, i) => {
    if (label < -1 || label >= centroids.rows) faults.push(`label ${label}`);
    if (label < 0) return;
    sizes[label]++;
    for (let t = 0; t < points.columns; t++) sums[label * points.columns + t] += matrixRow(points, i)[t];
  });
  if (Math.min(...sizes) < 3) faults.push(`a cluster of ${Math.min(...sizes)}`);
  if (sizes.some((size, j) => j > 0 && sizes[j - 1] < size)) faults.push('order');
  const isMean = centroids.data.every(
    (value, at) => Math.abs(value - sums[at] / sizes[Math.floor(at / points.columns)]) < 1e-5,
  );
  if (!isMean) faults.push('centroid');
  const listed = Array.from(outliers?.items ?? []).sort((a, b) => a - b);
  const labelled = Array.from(labels.keys()).filter((i) => labels[i] === -1);
  if (listed.join() !== labelled.join()) faults.push('list');
  return faults;
}

describe('separateOutliers', () => {
  it.each([
    [1, 0.7],
    [2, 0.7],
    [3, 1],
    [4, 1],
  ])('marks at most one of 1,000 conversations about clear topics (seed %i, spread %f)', async (seed, spread) => {
    const points = drawTopics({ seed, spread });
    expect((await separate(points)).marked.length).toBeLessThanOrEqual(1);
  });

  it.each([
    [1, 50],
    [2, 50],
    [3, 100],
    [4, 300],
  ])('finds at least 7 in 10 of planted noise, and little else (seed %i, %i planted)', async (seed, noise) => {
    const points = drawTopics({ seed, noise });
    const { marked, ...base } = await separate(points);
    const found = marked.filter((i) => i >= 1000).length;
    expect(found / noise).toBeGreaterThanOrEqual(0.7);
    expect(found / marked.length).toBeGreaterThanOrEqual(0.95);
    expect(findFaults(points, base)).toEqual([]);
  });

  it('marks more when it takes less to be there by chance', async () => {
    const points = drawTopics({ noise: 100, spread: 1.2 });
    const strict = await separate(points, 42, 0.25);
    const loose = await separate(points, 42, 0.05);
    expect(loose.marked.length).toBeGreaterThan(strict.marked.length);
    expect(loose.outliers?.threshold).toBeLessThan(strict.outliers?.threshold ?? 0);
  });

  it('marks mostly the same conversations whatever the seed', async () => {
    const points = drawTopics({ noise: 60, spread: 0.8 });
    const [one, other] = [await separate(points, 42), await separate(points, 7)];
    const both = one.marked.filter((i) => other.marked.includes(i)).length;
    expect(both / Math.max(one.marked.length, other.marked.length)).toBeGreaterThan(0.8);
  });

  it('takes two copies of an odd conversation for no topic, but twenty', async () => {
    const points = drawTopics({ members: 600, noise: 40, spread: 0.8 });
    for (let i = 600; i < 620; i += 2) matrixRow(points, i + 1).set(matrixRow(points, i));
    for (let i = 621; i < 640; i++) matrixRow(points, i).set(matrixRow(points, 620));
    const { marked, labels } = await separate(points);
    expect(marked.filter((i) => i < 620).length).toBeGreaterThanOrEqual(14);
    expect(marked.filter((i) => i >= 620)).toEqual([]);
    expect(new Set(labels.slice(620)).size).toBeLessThanOrEqual(2);
  });

  it('finds noise among exact duplicates, where the usual distance is 0', async () => {
    const points = drawTopics({ members: 600, noise: 20, spread: 0 });
    const { marked } = await separate(points);
    expect(marked.filter((i) => i < 600)).toEqual([]);
    expect(marked.length).toBeGreaterThanOrEqual(14);
  });

  it('marks a text without a known word, whose embedding is zero', async () => {
    const points = drawTopics({ members: 400, noise: 4 });
    points.data.fill(0, 400 * D);
    const { marked, outliers } = await separate(points);
    expect(marked).toEqual([400, 401, 402, 403]);
    expect(Array.from(outliers?.distances ?? [])).toEqual([1, 1, 1, 1]);
  });

  it('lists outliers farthest first, with the nearest cluster and the distance to its mean', async () => {
    const points = drawTopics({ noise: 50 });
    const { centroids, outliers } = await separate(points);
    const distanceTo = (item: number, cluster: number): number => {
      const centroid = matrixRow(centroids, cluster);
      const product = matrixRow(points, item).reduce((sum, value, t) => sum + value * centroid[t], 0);
      return 1 - product / Math.hypot(...centroid);
    };
    const { items, nearestClusters, distances } = outliers!;
    expect(Array.from(distances)).toEqual(Array.from(distances).sort((a, b) => b - a));
    items.forEach((item, rank) => {
      const all = Array.from({ length: centroids.rows }, (_, cluster) => distanceTo(item, cluster));
      expect(nearestClusters[rank]).toBe(all.indexOf(Math.min(...all)));
      expect(distances[rank]).toBeCloseTo(Math.min(...all), 5);
    });
  });

  it('judges nothing among fewer than 20 conversations, and never marks more than half', async () => {
    const few = drawTopics({ members: 0, noise: 19 });
    expect((await separate(few)).outliers).toMatchObject({ items: new Int32Array(0), threshold: null });
    const noisy = drawTopics({ members: 100, noise: 300, spread: 0.3 });
    expect((await separate(noisy, 42, 0.01)).marked.length).toBeLessThanOrEqual(200);
  });

  it('gives the same bytes again, and leaves what it was given as it is', async () => {
    const points = drawTopics({ noise: 50 });
    const base = await clusterEmbeddings(points, { seed: 3 });
    const before = base.labels.slice();
    expect(await separateOutliers(points, base)).toEqual(await separateOutliers(points, base));
    expect(base.labels).toEqual(before);
  });

  it('marks nobody who is nearer to a cluster than it says outliers are, also where it does not come to rest', async () => {
    const random = createRandom(1);
    for (let round = 0; round < 20; round++) {
      // Noise in the plane: whoever is taken out or put back moves the mean of its cluster, and so the verdict on others.
      const points = createMatrix(120, 2);
      for (let at = 0; at < points.data.length; at++) points.data[at] = random.normal();
      const separated = await separate(points);
      expect(findFaults(points, separated)).toEqual([]);
      const { distances, threshold } = separated.outliers!;
      expect(Math.min(...distances)).toBeGreaterThan(threshold ?? Infinity);
    }
  });
});
