import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MatrixKernel } from '../math/matrix-kernel.ts';
import { loadMatrixKernel } from '../math/matrix-kernel.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { normaliseRows } from '../math/normalise-rows.ts';
import { createRandom } from '../math/random.ts';
import { typedArrayKernel } from '../math/typed-array-kernel.ts';
import { clusterEmbeddings } from './cluster-embeddings.ts';

const scikitLearn = JSON.parse(readFileSync(new URL('fixtures/inertia.json', import.meta.url), 'utf8')) as {
  inertia: number;
};

/** Rows about `topics` directions, with lengths between 0.5 and 2. */
function drawPoints(n: number, d: number, topics: number, seed: number): Matrix {
  const random = createRandom(seed);
  const centres = Array.from({ length: topics }, () => Array.from({ length: d }, () => random.normal()));
  const points = createMatrix(n, d);
  for (let i = 0; i < n; i++) {
    const centre = centres[random.below(topics)];
    const length = 0.5 + 1.5 * random.next();
    for (let t = 0; t < d; t++) points.data[i * d + t] = length * (centre[t] + 0.7 * random.normal());
  }
  return points;
}

describe('k-means by Hartigan moves', () => {
  it('gives the same labels with either kernel and with blocks of any size', async () => {
    const native = await loadMatrixKernel();
    // Blocks of 16 rows, the smallest there are.
    const inSmallBlocks: MatrixKernel = { ...native, multiplicationsPerBlock: 1 };
    const drawn = drawPoints(700, 32, 30, 1);
    for (const points of [normaliseRows(drawn), drawn]) {
      const [one, ...others] = await Promise.all(
        [native, inSmallBlocks, typedArrayKernel].map((kernel) => clusterEmbeddings(points, { seed: 2, kernel })),
      );
      for (const other of others) expect(other).toEqual(one);
    }
  });

  it('leaves no cluster empty, whatever is drawn', async () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = createRandom(seed);
      const n = 1 + random.below(60);
      // Few different values make many equal points; k above the number of different points leaves no good choice.
      const points = createMatrix(n, 1 + random.below(3));
      for (let i = 0; i < points.data.length; i++) points.data[i] = random.below(3) - 1;
      const { labels, centroids } = await clusterEmbeddings(points, { k: 1 + random.below(n), seed });
      expect(new Set(labels).size).toBe(centroids.rows);
    }
  });

  it('keeps equal points far from all others in one cluster when there is one for them', async () => {
    const points = createMatrix(40, 2);
    for (let i = 0; i < 40; i++) points.data.set(i < 20 ? [1, 0] : [0, 1], 2 * i);
    const { labels, inertia } = await clusterEmbeddings(points, { k: 2, seed: 1 });
    expect(new Set(labels.subarray(0, 20)).size).toBe(1);
    expect(new Set(labels.subarray(20)).size).toBe(1);
    expect(inertia).toBe(0);
  });

  it('stops between two blocks when told to', async () => {
    const controller = new AbortController();
    let products = 0;
    const stopping: MatrixKernel = {
      ...typedArrayKernel,
      multiplicationsPerBlock: 1,
      async topColumns(block, p) {
        products++;
        if (products === 5) controller.abort(new Error('enough'));
        return typedArrayKernel.topColumns(block, p);
      },
    };
    const points = drawPoints(500, 16, 20, 3);
    await expect(clusterEmbeddings(points, { seed: 1, kernel: stopping, signal: controller.signal })).rejects.toThrow(
      'enough',
    );
    expect(products).toBe(5);
  });

  it('has lower inertia than the best of a hundred runs of scikit-learn from k-means++', async () => {
    const rows = createMatrix(560, 24);
    for (let i = 0; i < 560; i++) {
      for (let t = 0; t < 24; t++) {
        rows.data[i * 24 + t] =
          Math.sin(1.3 * ((i % 30) + 1) * (t + 1)) + 0.7 * Math.sin(12.9898 * (i + 1) * (t + 1) ** 1.5);
      }
    }
    const { inertia } = await clusterEmbeddings(normaliseRows(rows), { k: 56, seed: 1 });
    // Further below would mean that these are not the rows that scikit-learn had.
    expect(inertia).toBeLessThan(scikitLearn.inertia);
    expect(inertia).toBeGreaterThan(0.9 * scikitLearn.inertia);
  });
});
