import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../math/random.ts';
import { adjustPValues } from './adjust-p-values.ts';
import { compareMeans, signFlipTest } from './compare-means.ts';
import { compareShares, mcnemarExact } from './compare-shares.ts';
import { estimateMean } from './estimate-mean.ts';
import { estimateShare, estimateShareOf } from './estimate-share.ts';
import { compareByJackknife, estimateByJackknife } from './jackknife.ts';
import { normalTail } from './normal-tail.ts';
import { permuteGroups } from './permute-groups.ts';
import { drawHalves, estimateByBootstrap, forEachBootstrap } from './resample.ts';
import { studentTQuantile95 } from './student-t-quantile.ts';

// Made by ../fixtures/make-statistics-fixtures.py with scipy and statsmodels.
const fixtures = JSON.parse(readFileSync(new URL('../fixtures/statistics.json', import.meta.url), 'utf8')) as {
  wilson: { hits: number; count: number; interval: [number, number] }[];
  mcnemar: { onlyA: number; onlyB: number; pValue: number }[];
  studentT: { degrees: number; quantile: number }[];
  normalTail: { z: number; tail: number }[];
  signFlip: { a: number[]; b: number[]; pValue: number; interval: [number, number] };
  signFlipLarge: { a: number[]; b: number[]; pValue: number };
  holm: { pValues: number[]; adjusted: number[] };
};

describe('intervals', () => {
  it.each(fixtures.wilson)(
    'gives Wilson’s interval of $hits in $count as statsmodels does',
    ({ hits, count, interval }) => {
      const { low, high } = estimateShare(hits, count)!;
      expect(low).toBeCloseTo(interval[0], 12);
      expect(high).toBeCloseTo(interval[1], 12);
    },
  );

  it('leaves items without a value out of shares and means', () => {
    expect(estimateShareOf(Float32Array.of(1, Number.NaN, 0, 1))).toMatchObject({ value: 2 / 3, count: 3 });
    expect(estimateMean([1, Number.NaN, 3])).toMatchObject({ value: 2, count: 2 });
    expect(estimateMean([Number.NaN])).toBeNull();
    expect(estimateMean([4])).toMatchObject({ value: 4, low: null, high: null });
  });

  it.each(fixtures.studentT)('knows Student’s quantile for $degrees degrees of freedom', ({ degrees, quantile }) => {
    expect(studentTQuantile95(degrees)).toBeCloseTo(quantile, 5);
  });

  it.each(fixtures.normalTail)('knows the normal tail beyond $z', ({ z, tail }) => {
    expect(normalTail(z) / tail).toBeCloseTo(1, 6);
  });

  it('gives the jackknife interval of a mean as the standard error does', () => {
    // For the mean of 1, 2, 6 (one item a group) the jackknife error is s / √n = √7 / √3.
    const { low, high } = estimateByJackknife(3, [4, 3.5, 1.5], 3);
    expect(high! - 3).toBeCloseTo(1.959963984540054 * Math.sqrt(7 / 3), 12);
    expect(3 - low!).toBeCloseTo(high! - 3, 12);
    const { value, pValue } = compareByJackknife(
      { value: 3, leftOut: [4, 3.5, 1.5] },
      { value: 3, leftOut: [4, 3.5, 1.5] },
      3,
    );
    expect([value, pValue]).toEqual([0, 1]);
  });
});

describe('paired tests', () => {
  it.each(fixtures.mcnemar)('gives McNemar’s exact p-value of $onlyA against $onlyB', ({ onlyA, onlyB, pValue }) => {
    expect(mcnemarExact(onlyA, onlyB)).toBeCloseTo(pValue, 10);
  });

  it('gives the difference of shares with Agresti and Min’s interval', () => {
    // 6 pairs, 1 only in A, 3 only in B. With half an item more in each cell: (3.5 − 1.5) / 8 = 0.25,
    // ± 1.96 · √((5 / 8 − 0.25²) / 8) = 1.96 · 0.265165.
    const a = Float32Array.of(1, 0, 0, 0, 1, 0, Number.NaN);
    const b = Float32Array.of(0, 1, 1, 1, 1, 0, 1);
    const { value, low, high, count, pValue } = compareShares(a, b)!;
    expect(value).toBeCloseTo(2 / 6, 12);
    expect(low).toBeCloseTo(0.25 - 1.959963984540054 * 0.26516504294495535, 10);
    expect(high).toBeCloseTo(0.25 + 1.959963984540054 * 0.26516504294495535, 10);
    expect(count).toBe(6);
    // 2 · (C(4, 0) + C(4, 1)) / 16
    expect(pValue).toBeCloseTo(0.625, 12);
  });

  it('tries all sign patterns of a dozen differences, as scipy does', () => {
    const { a, b, pValue, interval } = fixtures.signFlip;
    const difference = compareMeans(Float32Array.from(a), Float32Array.from(b), { seed: 1 })!;
    expect(difference.pValue).toBeCloseTo(pValue, 10);
    expect(difference.low).toBeCloseTo(interval[0], 5);
    expect(difference.high).toBeCloseTo(interval[1], 5);
  });

  it('comes near scipy’s p-value with random sign patterns', () => {
    const { a, b, pValue } = fixtures.signFlipLarge;
    const found = compareMeans(Float32Array.from(a), Float32Array.from(b), { seed: 1 })!.pValue!;
    // 9,999 patterns know a p-value of about 0.1 to ± 0.006 (two standard errors).
    expect(Math.abs(found - pValue)).toBeLessThan(0.01);
  });

  it('gives the normal limit beyond ten thousand differences', () => {
    // 10,100 times +1 and 9,900 times −1: z = 200 / √20,000 = √2.
    const differences = Float64Array.from({ length: 20_000 }, (_, i) => (i < 10_100 ? 1 : -1));
    expect(signFlipTest(differences, createRandom(1))).toBeCloseTo(0.157299, 5);
  });

  it('finds nothing where nothing differs', () => {
    expect(compareMeans(Float32Array.of(1, 2), Float32Array.of(1, 2), { seed: 1 })!.pValue).toBe(1);
    expect(compareMeans(Float32Array.of(Number.NaN), Float32Array.of(1), { seed: 1 })).toBeNull();
  });

  it('corrects p-values as statsmodels’ Holm does', () => {
    const adjusted = adjustPValues([...fixtures.holm.pValues, null]);
    expect(adjusted[5]).toBeNull();
    fixtures.holm.adjusted.forEach((value, i) => expect(adjusted[i]).toBeCloseTo(value, 12));
  });
});

describe('permuteGroups', () => {
  /** Agreement 1 within the blocks and 0 across. */
  const blocks = (a: number, b: number): Float64Array[] =>
    Array.from({ length: a + b }, (_row, i) =>
      Float64Array.from({ length: a + b }, (_column, j) => Number(i < a === j < a)),
    );

  it('gives the share of divisions that part the groups as well', () => {
    // 6! / (3! 3!) = 20 divisions, two of which part the blocks; of 7! / (3! 4!) = 35 one does.
    expect(permuteGroups(blocks(3, 3), 3, { seed: 1 })).toBeCloseTo(2 / 20, 12);
    expect(permuteGroups(blocks(3, 4), 3, { seed: 1 })).toBeCloseTo(1 / 35, 12);
  });

  it('gives 1 where no division differs from another', () => {
    const even = Array.from({ length: 6 }, () => new Float64Array(6).fill(0.5));
    expect(permuteGroups(even, 3, { seed: 1 })).toBe(1);
  });

  it('draws divisions at random where there are too many', () => {
    // 24! / (12! 12!) = 2.7 million divisions: only the real one or its mirror image would come out as high.
    expect(permuteGroups(blocks(12, 12), 12, { seed: 1 })).toBe(1 / 10_000);
  });
});

describe('resamples', () => {
  it('draws as many items as there are, and every item as often as another, and lets others have their turn', async () => {
    const drawn = new Float64Array(5);
    let pauses = 0;
    const count = (weights: Int32Array): void => {
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(5);
      weights.forEach((weight, i) => {
        drawn[i] += weight / 4000;
      });
    };
    await forEachBootstrap({ m: 5, count: 4000, seed: 1 }, count, async () => void pauses++);
    expect(pauses).toBe(4000);
    // The mean of 4,000 draws with variance 0.8 has a standard error of 0.014.
    for (const mean of drawn) expect(Math.abs(mean - 1)).toBeLessThan(0.06);
  });

  it('takes percentiles between ranks as numpy does', () => {
    // numpy.percentile([0, 1, 2, 3], [2.5, 97.5]) = [0.075, 2.925]
    const { low, high } = estimateByBootstrap(1, Float64Array.of(3, 0, 2, 1), 4);
    expect(low).toBeCloseTo(0.075, 12);
    expect(high).toBeCloseTo(2.925, 12);
  });

  it('draws halves without repetition', () => {
    for (const half of drawHalves(9, 20, 1)) expect(new Set(half).size).toBe(5);
  });
});
