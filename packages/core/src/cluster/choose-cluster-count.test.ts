import { describe, expect, it } from 'vitest';
import { measureAgreement } from '../comparison/agreement.ts';
import { measureSilhouette } from '../comparison/silhouette.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix, matrixRow } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { chooseClusterCount } from './choose-cluster-count.ts';
import type { ClusterCountCurve } from './cluster.ts';
import { findBaseClusters } from './find-base-clusters.ts';
import { sampleBlocks } from './sample-blocks.ts';

const measures = {
  agreement: (a: ArrayLike<number>, b: ArrayLike<number>) => measureAgreement(a, b).adjustedMutualInformation,
  silhouette: measureSilhouette,
};

/** n unit vectors about k random directions, or about none. */
function drawMixture(n: number, k: number, spread: number, seed = 1): Matrix {
  const random = createRandom(seed);
  const points = createMatrix(n, 32);
  const draw = (): number[] => Array.from({ length: 32 }, () => random.normal() / Math.sqrt(32));
  const centres = Array.from({ length: k }, draw);
  for (let i = 0; i < n; i++) {
    const centre = k === 0 ? null : centres[i % k];
    const row = draw().map((value, t) => (centre === null ? value : centre[t] + spread * value));
    const length = Math.hypot(...row);
    matrixRow(points, i).set(row.map((value) => value / length));
  }
  return points;
}

async function choose(points: Matrix): Promise<ClusterCountCurve & { k: number }> {
  const curve = await chooseClusterCount(points, { measures });
  if (curve === null) throw new Error('expected a curve');
  return { ...curve, k: curve.candidates[curve.chosen].k };
}

// Eleven candidates, four draws each: a busy machine takes its time.
describe('chooseClusterCount', { timeout: 60_000 }, () => {
  it.each([
    [5, 500, 0.6],
    [12, 600, 0.6],
    [30, 600, 0.5],
    [60, 600, 0.4],
  ])('finds the %i topics of %i conversations to within half as many again', async (truth, n, spread) => {
    const { k } = await choose(drawMixture(n, truth, spread));
    expect(k / truth).toBeGreaterThan(1 / 1.5);
    expect(k / truth).toBeLessThan(1.5);
  });

  it('keeps the whole curve, from few clusters to many, and says how it chose', async () => {
    const { candidates, chosen, sampleSize, sentence } = await choose(drawMixture(600, 30, 0.5));
    expect(candidates.map(({ clusterSize }) => clusterSize)).toEqual([160, 113, 80, 57, 40, 28, 20, 14, 10, 7, 5]);
    expect(candidates.map(({ k }) => k)).toEqual([4, 6, 8, 11, 15, 22, 30, 43, 60, 86, 120]);
    for (const { stability, silhouette, score } of candidates) {
      expect(score).toBeCloseTo((stability * (1 + silhouette)) / 2, 12);
    }
    const best = Math.max(...candidates.map(({ score }) => score));
    expect(candidates.findIndex(({ score }) => score >= 0.95 * best)).toBe(chosen);
    expect(sampleSize).toBe(600);
    expect(sentence).toContain(`${candidates[chosen].k} clusters (about ${candidates[chosen].clusterSize} conv`);
  });

  it('warns where no number gives stable clusters', async () => {
    const { sentence } = await choose(drawMixture(300, 0, 1));
    expect(sentence).toContain('No number gives the same clusters again');
  });

  it('judges many conversations by about 4,000 of them and scales the number', async () => {
    const { sampleSize, candidates, sentence } = await choose(drawMixture(4800, 160, 0.4));
    expect(sampleSize).toBeGreaterThanOrEqual(3600);
    expect(sampleSize).toBeLessThanOrEqual(4400);
    expect(candidates[0]).toMatchObject({ clusterSize: 160, k: 30 });
    expect(sentence).toContain(`Measured on ${sampleSize} of 4800 conversations`);
  });

  it('chooses the same whatever the seed of the run, and nothing where there is too little to choose', async () => {
    const points = drawMixture(300, 20, 0.5);
    const [one, other] = await Promise.all(
      [1, 2].map((seed) => findBaseClusters(points, { k: 'auto', seed, measures })),
    );
    expect(one.countCurve).toEqual(other.countCurve);
    expect(one.centroids.rows).toBe(one.countCurve?.candidates[one.countCurve.chosen].k);
    const few = await findBaseClusters(drawMixture(9, 3, 0.1), { k: 'auto', seed: 1, measures });
    expect(few.countCurve).toBeUndefined();
    expect(few.centroids.rows).toBe(1);
  });

  it('chooses where draws agree less than unrelated partitions would', async () => {
    const points = drawMixture(20, 0, 0);
    const silhouette = (): Promise<number> => Promise.resolve(0);
    const curve = await chooseClusterCount(points, { measures: { agreement: () => -0.1, silhouette } });
    // Every candidate scores −0.1 · (1 + 0) / 2: the one with the fewest clusters comes first.
    expect(curve?.candidates.map(({ score }) => Math.round(1000 * score))).toEqual([-50, -50, -50]);
    expect(curve?.chosen).toBe(0);
  });

  it('judges a log that is mostly one question by a few thousand conversations all the same', async () => {
    const points = drawMixture(6000, 40, 0.4);
    for (let i = 0; i < 5400; i++) matrixRow(points, i).set(matrixRow(points, 0));
    const sample = await sampleBlocks(points, 1000, { random: createRandom(1) });
    expect(sample?.length).toBeGreaterThanOrEqual(900);
    expect(sample?.length).toBeLessThanOrEqual(1100);
    expect(new Set(sample).size).toBe(sample?.length);
  });
});
