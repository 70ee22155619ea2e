import { describe, expect, it } from 'vitest';
import type { BaseClusters } from '../cluster/cluster.ts';
import { measureAgreement } from '../comparison/agreement.ts';
import { measureSilhouette } from '../comparison/silhouette.ts';
import { createMatrix, matrixRow } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { buildTreeStructure } from './build-tree-structure.ts';
import type { TreeBranch } from './build-tree-structure.ts';
import { chooseLevelCount } from './choose-level-count.ts';
import type { LevelCountCurve } from './cluster-tree.ts';

const measures = {
  agreement: (a: ArrayLike<number>, b: ArrayLike<number>) => measureAgreement(a, b).adjustedMutualInformation,
  silhouette: measureSilhouette,
};
const D = 48;

/**
 * Base clusters of two conversations each, at the leaves of a tree with `children` children per node: each level adds a
 * random offset, `fading` times as long as that of the level above.
 */
function plantHierarchy(children: number, levels: number, { fading = 0.6, seed = 1 } = {}): BaseClusters {
  const random = createRandom(seed);
  const draw = (length: number): number[] => Array.from({ length: D }, () => (length * random.normal()) / Math.sqrt(D));
  let points = [draw(0)];
  for (let level = 0; level < levels; level++) {
    points = points.flatMap((point) =>
      Array.from({ length: children }, () => {
        const offset = draw(fading ** level);
        return point.map((value, t) => value + offset[t]);
      }),
    );
  }
  const centroids = createMatrix(points.length, D);
  random.shuffle(points).forEach((point, i) => matrixRow(centroids, i).set(point));
  return { centroids, labels: Int32Array.from({ length: 2 * points.length }, (_, i) => i >> 1), inertia: 0 };
}

async function choose(base: BaseClusters, maxRoots?: number): Promise<LevelCountCurve & { levels: number }> {
  const curve = await chooseLevelCount(base, { measures, maxRoots });
  if (curve === null) throw new Error('expected a curve');
  return { ...curve, levels: curve.candidates[curve.chosen].levels };
}

const depthOf = ({ children }: TreeBranch): number => 1 + Math.max(0, ...children.map(depthOf));

describe('chooseLevelCount', { timeout: 60_000 }, () => {
  it.each([
    [8, 2],
    [4, 3],
    [6, 3],
    [4, 4],
  ])('finds a hierarchy of %i children per node on %i levels', async (children, levels) => {
    for (const seed of [1, 2, 3]) {
      const curve = await choose(plantHierarchy(children, levels, { seed }));
      expect(curve.levels, `seed ${seed}`).toBe(levels);
      expect(curve.candidates[curve.chosen].roots).toBe(children);
    }
  });

  it('takes fewer levels where leaving every other one out loses nothing', async () => {
    // 3 · 3 · 3 · 3 leaves are 9 · 9 as well; both keep to the hierarchy, and one of them is simpler.
    const { levels, candidates } = await choose(plantHierarchy(3, 4));
    expect(levels).toBe(2);
    expect(candidates[0].roots).toBe(9);
    const [best] = [...candidates].sort((one, other) => other.score - one.score);
    expect(best.levels).toBe(4);
  });

  it('keeps the whole curve, from few levels to many, and says how it chose', async () => {
    const { candidates, chosen, sampleSize, sentence } = await choose(plantHierarchy(4, 3));
    // The roots by ratio: 64 to the power of 1/2, 1/3, 1/4, 1/5, 1/6.
    expect(candidates.map(({ levels, roots }) => [levels, roots])).toEqual([
      [2, 8],
      [3, 4],
      [4, 3],
      [5, 2],
      [6, 2],
    ]);
    for (const { stability, silhouette, score } of candidates) {
      expect(score).toBeCloseTo((stability * (1 + silhouette)) / 2, 12);
    }
    const best = Math.max(...candidates.map(({ score }) => score));
    expect(candidates[chosen].score).toBe(best);
    expect(sampleSize).toBe(64);
    expect(sentence).toContain('3 levels (4 roots to 64 leaves) have the best score');
  });

  it('warns where no number gives stable groups', async () => {
    const { sentence, candidates, chosen } = await choose(plantHierarchy(100, 1));
    const [best] = [...candidates].sort((one, other) => other.score - one.score);
    const within = Math.max(0.05 * best.score, (best.stabilityDeviation * (1 + best.silhouette)) / 2);
    expect(candidates.findIndex(({ score }) => score >= best.score - within)).toBe(chosen);
    expect(sentence).toContain('No number gives the same groups again');
  });

  it('judges many base clusters by 2,000 of them, in trees of the shape of the whole', async () => {
    const { levels, candidates, sampleSize, sentence } = await choose(plantHierarchy(8, 4));
    expect(levels).toBe(4);
    // 4,096 leaves below ten roots on two or three levels would be lists of more than twenty.
    expect(candidates.map((candidate) => candidate.levels)).toEqual([4, 5, 6]);
    expect(sampleSize).toBe(2000);
    expect(sentence).toContain('Measured on 2000 of 4096 leaves');
  });

  it('chooses nothing where there is too little to choose, and judges no single root', async () => {
    expect(await chooseLevelCount(plantHierarchy(10, 1), { measures })).toBeNull();
    expect(await chooseLevelCount(plantHierarchy(0, 1), { measures })).toBeNull();
    const { candidates, levels: chosen } = await choose(plantHierarchy(4, 3), 1);
    expect(candidates.map(({ levels, roots }) => [levels, roots])).toEqual([
      [3, 1],
      [4, 1],
      [5, 1],
      [6, 1],
    ]);
    // The planted three, below the root that there may be only one of.
    expect(chosen).toBe(4);
    expect(candidates[0].stability).toBeLessThan(1);
  });

  it('is the same for the same base clusters, and leaves them as they were', async () => {
    const base = plantHierarchy(4, 3, { fading: 0.9 });
    const before = structuredClone(base);
    expect(await choose(base)).toEqual(await choose(base));
    expect(base).toEqual(before);
  });
});

describe('a tree with a number of levels', () => {
  it.each([2, 3, 4, 5, 12])('has no more than %i of them, and not a single child', async (levels) => {
    const base = plantHierarchy(100, 1);
    const roots = await buildTreeStructure(base, { levels, seed: 1 });
    expect(Math.max(...roots.map(depthOf))).toBeLessThanOrEqual(levels);
    expect(Math.max(...roots.map(depthOf))).toBeGreaterThanOrEqual(Math.min(levels, 5));
    expect(roots.flatMap(({ baseClusters }) => baseClusters).sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
    const countChildren = ({ children }: TreeBranch): number[] => [children.length, ...children.flatMap(countChildren)];
    expect(roots.flatMap(countChildren)).not.toContain(1);
  });
});
