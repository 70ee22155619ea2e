import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../error/invalid-input-error.ts';
import type { Matrix } from '../../math/matrix.ts';
import { createRandom } from '../../math/random.ts';
import { compareGoldScores } from './compare-gold-scores.ts';
import { predictLeaveOneOut } from './majority-map.ts';
import { measureGoldScores } from './measure-gold-scores.ts';

// Made by ../fixtures/make-gold-fixtures.py with scikit-learn.
const fixture = JSON.parse(readFileSync(new URL('../fixtures/gold.json', import.meta.url), 'utf8')) as {
  gold: number[];
  labels: number[];
  embeddings: number[][];
  purity: number;
  inversePurity: number;
  adjustedMutualInformation: number;
  macroF1: number;
  nearestNeighbour: number;
};
const gold = Int32Array.from(fixture.gold);
const labels = Int32Array.from(fixture.labels);
const embeddings: Matrix = { data: Float32Array.from(fixture.embeddings.flat()), rows: 120, columns: 5 };
const leaves = (clusters: Int32Array) => [{ name: 'the leaves', labels: clusters }];

describe('measureGoldScores', () => {
  it('agrees with scikit-learn', async () => {
    const scores = (await measureGoldScores({ gold, levels: leaves(labels), embeddings }, { seed: 1, neighbours: 1 }))!;
    const [level] = scores.levels;
    expect(level.purity.estimate.value).toBeCloseTo(fixture.purity, 12);
    expect(level.inversePurity.estimate.value).toBeCloseTo(fixture.inversePurity, 12);
    expect(level.adjustedMutualInformation.estimate.value).toBeCloseTo(fixture.adjustedMutualInformation, 10);
    expect(level.macroF1.estimate.value).toBeCloseTo(fixture.macroF1, 12);
    expect(scores.probe!.estimate.value).toBeCloseTo(fixture.nearestNeighbour, 12);
  });

  it('puts every score inside its interval', async () => {
    const scores = (await measureGoldScores({ gold, levels: leaves(labels), embeddings }, { seed: 1 }))!;
    const { purity, inversePurity, adjustedMutualInformation, macroF1 } = scores.levels[0];
    for (const score of [
      purity,
      inversePurity,
      adjustedMutualInformation,
      macroF1,
      scores.leaveOneOut,
      scores.probe!,
    ]) {
      const { value, low, high } = score.estimate;
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
  });

  it('gives a bootstrap interval of purity about as wide as the binomial one', async () => {
    const scores = (await measureGoldScores({ gold, levels: leaves(labels) }, { seed: 1 }))!;
    const { value, low, high, count } = scores.levels[0].purity.estimate;
    // A share's standard error is √(p (1 − p) / n); 1,000 resamples know it to some percent.
    const width = 2 * 1.96 * Math.sqrt((value * (1 - value)) / count);
    expect((high! - low!) / width).toBeGreaterThan(0.85);
    expect((high! - low!) / width).toBeLessThan(1.15);
  });

  it('gives the same numbers for the same seed', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => measureGoldScores({ gold, levels: leaves(labels), embeddings }, { seed: 9 })),
    );
    expect(one).toEqual(other);
  });

  it('scores nothing without a label', async () => {
    expect(
      await measureGoldScores({ gold: new Int32Array(3).fill(-1), levels: leaves(new Int32Array(3)) }, { seed: 1 }),
    ).toBeNull();
  });

  it('says in plain words when there are too few labels', async () => {
    const few = gold.map((label, i) => (i % 6 === 0 ? label : -1));
    const scores = (await measureGoldScores({ gold: few, levels: leaves(labels) }, { seed: 1 }))!;
    expect(scores.warnings[0]).toMatch(
      /^Only \d+ of 120 conversations have a gold label: a share is known to about ± 0\.\d\d/,
    );
  });

  it('refuses a level of other conversations', async () => {
    await expect(measureGoldScores({ gold, levels: leaves(labels.slice(1)) }, { seed: 1 })).rejects.toThrow(
      InvalidInputError,
    );
  });
});

describe('predictLeaveOneOut', () => {
  it('leaves each item out of its own prediction', () => {
    const clusters = Int32Array.of(0, 0, 0, 1, 1, 2);
    const truth = Int32Array.of(0, 0, 1, 1, 0, 0);
    // Item 0 sees {0, 1}: even, and 0 is more frequent among the rest (3 of 5). Item 2 sees {0, 0}. Items 3 and 4 see
    // each other. Item 5 is alone: 0 is the most frequent label among the rest.
    expect([...predictLeaveOneOut(clusters, truth, 2)]).toEqual([0, 0, 0, 0, 1, 0]);
  });
});

describe('compareGoldScores', () => {
  it('finds the run with shuffled clusters worse in every score of the level', async () => {
    const shuffled = Int32Array.from(createRandom(3).shuffle([...labels]));
    const a = (await measureGoldScores({ gold, levels: leaves(labels) }, { seed: 1 }))!;
    const b = (await measureGoldScores({ gold, levels: leaves(shuffled) }, { seed: 1 }))!;
    const differences = compareGoldScores(a, b);
    expect(differences.map(({ score }) => score)).toEqual([
      'leaveOneOut',
      'purity',
      'inversePurity',
      'adjustedMutualInformation',
      'macroF1',
    ]);
    for (const { isClear, sentence, difference } of differences) {
      expect(isClear).toBe(true);
      expect(difference.high).toBeLessThan(0);
      expect(sentence).toMatch(/^Run A has the higher/);
    }
  });

  it('cannot tell a run from itself', async () => {
    const a = (await measureGoldScores({ gold, levels: leaves(labels), embeddings }, { seed: 1 }))!;
    for (const { isClear, difference, sentence } of compareGoldScores(a, a)) {
      expect(isClear).toBe(false);
      expect(difference.value).toBe(0);
      expect(sentence).toMatch(/^These labels cannot tell the runs apart/);
    }
  });

  it('calls nothing clear where there are too few labels', async () => {
    const few = gold.map((label, i) => (i % 6 === 0 ? label : -1));
    const shuffled = Int32Array.from(createRandom(3).shuffle([...labels]));
    const a = (await measureGoldScores({ gold: few, levels: leaves(labels) }, { seed: 1 }))!;
    const b = (await measureGoldScores({ gold: few, levels: leaves(shuffled) }, { seed: 1 }))!;
    expect(compareGoldScores(a, b).some(({ isClear }) => isClear)).toBe(false);
  });
});
