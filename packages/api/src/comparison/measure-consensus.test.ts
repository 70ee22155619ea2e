import { describe, expect, it } from 'vitest';
import { measureConsensus } from './measure-consensus.ts';

describe('measureConsensus', () => {
  it('counts the pairs that stay together in every partition', () => {
    // By hand: {0,1,2} {3,4}, then {0,1} {2,3,4}: together in both are 0–1 and 3–4, of 4 pairs in each; 2 is left alone.
    const consensus = measureConsensus([Int32Array.of(0, 0, 0, 1, 1), Int32Array.of(7, 7, 3, 3, 3)]);
    expect(consensus).toEqual({ pairShare: 0.5, settledCount: 4 });
  });

  it('is full for equal partitions, whatever their numbers', () => {
    const consensus = measureConsensus([
      Int32Array.of(0, 0, 1, 1),
      Int32Array.of(5, 5, 2, 2),
      Int32Array.of(1, 1, 0, 0),
    ]);
    expect(consensus).toEqual({ pairShare: 1, settledCount: 4 });
  });

  it('takes partitions in which nothing is together as agreeing', () => {
    expect(measureConsensus([Int32Array.of(0, 1), Int32Array.of(1, 0)])).toEqual({ pairShare: 1, settledCount: 0 });
  });
});
