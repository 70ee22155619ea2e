import { describe, expect, it } from 'vitest';
import { measureConsensus } from './measure-consensus.ts';

describe('measureConsensus', () => {
  it('counts the pairs that stay together in every partition, and lists who they are', () => {
    // By hand: {0,1,2} {3,4}, then {0,1} {2,3,4}: together in both are 0–1 and 3–4, of 4 pairs in each; 2 is left alone
    // and had two companions in each.
    const consensus = measureConsensus([Int32Array.of(0, 0, 0, 1, 1), Int32Array.of(7, 7, 3, 3, 3)]);
    expect(consensus).toEqual({
      pairShare: 0.5,
      settledCount: 4,
      groups: [Int32Array.of(0, 1), Int32Array.of(3, 4)],
      dependents: [{ item: 2, meanCompany: 2 }],
    });
  });

  it('has three partitions agree only on what all three keep together', () => {
    // By hand: {0,1,2,3} {4,5}; {0,1,2} {3,4,5}; {0,1} {2,3} {4,5}. In all: {0,1} and {4,5}. Pairs: 7, 6 and 3, so 2 of
    // 16/3. Company of 2 is 3, 2, 1; of 3 it is 3, 2, 1 as well: 2 on average.
    const { pairShare, settledCount, groups, dependents } = measureConsensus([
      Int32Array.of(0, 0, 0, 0, 1, 1),
      Int32Array.of(0, 0, 0, 1, 1, 1),
      Int32Array.of(0, 0, 1, 1, 2, 2),
    ]);
    expect(pairShare).toBeCloseTo(6 / 16, 12);
    expect(settledCount).toBe(4);
    expect(groups).toEqual([Int32Array.of(0, 1), Int32Array.of(4, 5)]);
    expect(dependents.map(({ item }) => item)).toEqual([2, 3]);
    expect(dependents[0]!.meanCompany).toBeCloseTo(2, 12);
  });

  it('is full for equal partitions, whatever their numbers; larger groups come first', () => {
    const consensus = measureConsensus([
      Int32Array.of(0, 0, 1, 1, 1),
      Int32Array.of(5, 5, 2, 2, 2),
      Int32Array.of(1, 1, 0, 0, 0),
    ]);
    expect(consensus).toEqual({
      pairShare: 1,
      settledCount: 5,
      groups: [Int32Array.of(2, 3, 4), Int32Array.of(0, 1)],
      dependents: [],
    });
  });

  it('takes partitions in which nothing is together as agreeing: what is always alone depends on nothing', () => {
    const consensus = measureConsensus([Int32Array.of(0, -1), Int32Array.of(1, 0)]);
    expect(consensus).toEqual({ pairShare: 1, settledCount: 0, groups: [], dependents: [] });
  });
});
