import { expect, test } from 'vitest';
import { createMatrix, matrixRow } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { measureAgreement } from './agreement.ts';
import { labelsAtDepth } from './labels-at-depth.ts';
import { listFlows } from './flows.ts';
import { reseedClusters } from './reseed-clusters.ts';

/** 200 unit vectors about ten directions, and after them twenty in all directions. */
function drawNoisyTopics() {
  const random = createRandom(4);
  const points = createMatrix(220, 48);
  const draw = (): number[] => Array.from({ length: 48 }, () => random.normal() / Math.sqrt(48));
  const topics = Array.from({ length: 10 }, draw);
  for (let i = 0; i < 220; i++) {
    const row = i < 200 ? draw().map((value, t) => topics[i % 10][t] + 0.4 * value) : draw();
    matrixRow(points, i).set(row.map((value) => value / Math.hypot(...row)));
  }
  return points;
}

test('reseeds of a run with outliers have outliers, each with a label of its own', async () => {
  const points = drawNoisyTopics();
  const options = { key: 'run', count: 2, k: 22 };
  const [plain] = await reseedClusters(points, options);
  expect(plain.every((label) => label >= 0)).toBe(true);
  for (const partition of await reseedClusters(points, { ...options, outliers: true })) {
    const outliers = partition.filter((label) => label < 0);
    expect(outliers.length).toBeGreaterThanOrEqual(14);
    expect(new Set(outliers).size).toBe(outliers.length);
    // 14 of the 20 planted ones, at most one other.
    expect(Array.from(partition.keys()).filter((i) => i < 200 && partition[i] < 0).length).toBeLessThanOrEqual(1);
  }
});

test('outliers agree with nobody: two runs that differ in an outlier alone do not agree fully', () => {
  const tree = {
    nodes: [0, 1].map((baseCluster) => ({
      id: String(baseCluster),
      parentId: null,
      depth: 0,
      size: 2,
      baseCluster,
      name: '',
      description: '',
      slug: '',
    })),
  };
  const whole = labelsAtDepth(tree, { labels: Int32Array.of(0, 0, 1, 1, 1) }, null);
  const part = labelsAtDepth(tree, { labels: Int32Array.of(0, 0, 1, 1, -1) }, null);
  // By hand: pairs together in both 2, in the first 4, in the second 2, of 10; expected 0.8: (2 − 0.8) / (3 − 0.8).
  expect(measureAgreement(whole, part).adjustedRandIndex).toBeCloseTo(1.2 / 2.2, 12);
  const both = labelsAtDepth(tree, { labels: Int32Array.of(0, 0, 1, -1, -1) }, 0);
  expect(both).toEqual(Int32Array.of(0, 0, 1, -4, -5));
  expect(listFlows(whole, both)).toEqual([
    { a: 0, b: 0, conversationCount: 2 },
    { a: 1, b: -1, conversationCount: 2 },
    { a: 1, b: 1, conversationCount: 1 },
  ]);
});
