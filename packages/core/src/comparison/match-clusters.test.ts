import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assignPairs } from './assign-pairs.ts';
import { matchClusters } from './match-clusters.ts';
import type { ClusterOverlap } from './tag-clusters.ts';

// Made by fixtures/make-matching-fixtures.py.
const { cases } = JSON.parse(readFileSync(new URL('fixtures/matching.json', import.meta.url), 'utf8')) as {
  cases: { a: number[]; b: number[]; jaccardSum: number }[];
};

/** A partition from groups of items written as digits: ['012', '34'] puts items 0, 1 and 2 into cluster 0. */
function partition(...groups: string[]): number[] {
  const labels: number[] = [];
  groups.forEach((group, cluster) => [...group].forEach((item) => (labels[parseInt(item, 36)] = cluster)));
  return labels;
}

function toShares({ cluster, shared, shareOfOwn, shareOfOther }: ClusterOverlap): number[] {
  return [cluster, shared, shareOfOwn, shareOfOther];
}

describe('matchClusters', () => {
  it.each(cases)('finds pairs as good as SciPy does, case %#', async ({ a, b, jaccardSum }) => {
    const { pairs, meanJaccard } = await matchClusters(a, b);
    const clusterCount = Math.max(new Set(a).size, new Set(b).size);
    expect(pairs.reduce((sum, pair) => sum + pair.jaccard, 0)).toBeCloseTo(jaccardSum, 10);
    expect(meanJaccard).toBeCloseTo(jaccardSum / clusterCount, 10);
    expect(new Set(pairs.map((pair) => pair.a)).size).toBe(pairs.length);
    expect(new Set(pairs.map((pair) => pair.b)).size).toBe(pairs.length);
  });

  it('prefers two fair pairs to a good and a worthless one', async () => {
    // a0 shares 3 with b0 and 2 with b1; a1 shares 2 with b0 only. Jaccard: 3/7, 2/5; 2/5. a0–b1 and a1–b0 add up to 4/5.
    const { pairs } = await matchClusters(partition('01234', '56'), partition('01256', '34'));
    expect(pairs).toEqual([
      { a: 0, b: 1, jaccard: 2 / 5, shared: 2 },
      { a: 1, b: 0, jaccard: 2 / 5, shared: 2 },
    ]);
  });

  it('calls a cluster kept that lost one of four', async () => {
    const { matches } = await matchClusters(partition('0123', '4567'), partition('012', '34567'));
    expect(matches.map(({ a, b, kind, jaccard, shared }) => [a, b, kind, jaccard, shared])).toEqual([
      [1, 1, 'KEPT', 4 / 5, 4],
      [0, 0, 'KEPT', 3 / 4, 3],
    ]);
  });

  it('calls a cluster split whose three parts stand alone', async () => {
    const { matches } = await matchClusters(partition('012345678'), partition('0123', '456', '78'));
    expect(matches.map(({ a, b, kind }) => [a, b, kind])).toEqual([
      [0, 0, 'SPLIT'],
      [null, 1, 'SPLIT'],
      [null, 2, 'SPLIT'],
    ]);
    expect(matches.map(({ counterpartSide: side, counterparts }) => [side, counterparts.map(toShares)])).toEqual([
      [
        'b',
        [
          [0, 4, 4 / 9, 1],
          [1, 3, 3 / 9, 1],
          [2, 2, 2 / 9, 1],
        ],
      ],
      ['a', [[0, 3, 1, 3 / 9]]],
      ['a', [[0, 2, 1, 2 / 9]]],
    ]);
  });

  it('calls clusters merged that came together', async () => {
    const { matches } = await matchClusters(partition('0123', '456', '78'), partition('012345678'));
    expect(matches.map(({ a, b, kind }) => [a, b, kind])).toEqual([
      [0, 0, 'MERGED'],
      [1, null, 'MERGED'],
      [2, null, 'MERGED'],
    ]);
    expect(matches.map(({ counterparts }) => counterparts.map(({ cluster }) => cluster))).toEqual([
      [0, 1, 2],
      [0],
      [0],
    ]);
  });

  it('parts a pair of which neither half is common: one dissolved, the other new', async () => {
    const { matches } = await matchClusters(partition('012', '345', '678'), partition('036', '147', '258'));
    expect(matches.map(({ kind }) => kind).sort()).toEqual([
      'DISSOLVED',
      'DISSOLVED',
      'DISSOLVED',
      'NEW',
      'NEW',
      'NEW',
    ]);
  });

  it('names every cluster of both sides once', async () => {
    for (const { a, b } of cases) {
      const { matches } = await matchClusters(a, b);
      expect(matches.flatMap((match) => match.a ?? []).sort()).toEqual([...new Set(a)].sort());
      expect(matches.flatMap((match) => match.b ?? []).sort()).toEqual([...new Set(b)].sort());
    }
  });

  it('maximises shared items where that is asked for', async () => {
    // a0 shares 3 with b0 and 2 with b1; a1 shares 2 with b0 only: 3 alone, or 2 + 2.
    const { pairs, sharedInPairs } = await matchClusters(partition('01234', '56'), partition('01256', '34'), {
      maximise: 'shared',
    });
    expect(pairs.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(sharedInPairs).toBe(4);
  });

  it('leaves outliers out, and counts them in the sizes of the clusters they were in', async () => {
    const { matches, meanJaccard } = await matchClusters([0, 0, 0, 0, 1, 1], [5, 5, 5, -4, -5, -6]);
    expect(matches.map(({ a, b, kind, jaccard }) => [a, b, kind, jaccard])).toEqual([
      [0, 5, 'KEPT', 3 / 4],
      [1, null, 'DISSOLVED', 0],
    ]);
    expect(meanJaccard).toBe(3 / 8);
  });

  it('has nothing to match between empty partitions', async () => {
    expect(await matchClusters([], [])).toEqual({ matches: [], pairs: [], meanJaccard: 1, sharedInPairs: 0 });
  });
});

it('takes a cluster that shares items with more others than a call has room for arguments', async () => {
  const candidates = Array.from({ length: 150_000 }, (_, column) => ({ row: 0, column, weight: column === 7 ? 2 : 1 }));
  expect(await assignPairs(1, candidates.length, candidates)).toEqual([candidates[7]]);
});
