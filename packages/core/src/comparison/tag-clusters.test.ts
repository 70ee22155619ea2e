import { expect, it } from 'vitest';
import { countContingency } from './contingency.ts';
import { tagClusters } from './tag-clusters.ts';

/** Clusters of 20 items each, by how many items go from each cluster of a (rows) to each of b (columns). */
async function tag(counts: number[][], thresholds?: Parameters<typeof tagClusters>[1]) {
  const a: number[] = [];
  const b: number[] = [];
  counts.forEach((row, i) =>
    row.forEach((count, j) => {
      for (let item = 0; item < count; item++) {
        a.push(i);
        b.push(j);
      }
    }),
  );
  const { a: ofA, b: ofB } = await tagClusters(countContingency(a, b), thresholds);
  const show = (tags: typeof ofA) =>
    tags.map(({ kind, counterparts }) => [kind, ...counterparts.map((each) => each.cluster)]);
  return { a: show(ofA), b: show(ofB) };
}

it('calls a cluster split that is mostly the same as its largest part', async () => {
  // Jaccard index 15 / 20; the second part holds a quarter of the items.
  expect(await tag([[15, 5]])).toEqual({
    a: [['SPLIT', 0, 1]],
    b: [
      ['SPLIT', 0],
      ['SPLIT', 0],
    ],
  });
  // The second part holds less than a fifth, the third comes mostly from elsewhere.
  expect(
    await tag([
      [17, 3, 0],
      [0, 0, 20],
    ]),
  ).toEqual({
    a: [
      ['KEPT', 0],
      ['KEPT', 2],
    ],
    b: [
      ['KEPT', 0],
      ['SPLIT', 0],
      ['KEPT', 1],
    ],
  });
});

it('calls a cluster merged that lies mostly within a larger one', async () => {
  expect(
    await tag([
      [12, 0],
      [7, 0],
      [1, 20],
    ]),
  ).toEqual({
    a: [
      ['MERGED', 0],
      ['MERGED', 0],
      ['KEPT', 1],
    ],
    b: [
      ['MERGED', 0, 1],
      ['KEPT', 2],
    ],
  });
});

it('names where the items of a dissolved cluster went, and where those of a new one came from', async () => {
  // Of the first cluster five items go into each kept one, and four into a new one with four from each of the others.
  expect(
    await tag([
      [5, 5, 5, 0, 4],
      [20, 0, 0, 0, 4],
      [0, 20, 0, 0, 4],
      [0, 0, 20, 0, 4],
    ]),
  ).toEqual({
    a: [
      ['DISSOLVED', 0, 1, 2, 4],
      ['KEPT', 0],
      ['KEPT', 1],
      ['KEPT', 2],
    ],
    b: [
      ['KEPT', 1],
      ['KEPT', 2],
      ['KEPT', 3],
      ['NEW', 0, 1, 2, 3],
    ],
  });
});

it('says the same of both clusters that hold most of each other, although too much differs', async () => {
  // 11 of 20 shared items; Jaccard index 11 / 29: below one half, the others are scattered.
  const counts = [
    [11, 3, 3, 3],
    [3, 20, 0, 0],
    [3, 0, 20, 0],
    [3, 0, 0, 20],
  ];
  expect((await tag(counts)).a[0]).toEqual(['SPLIT', 0]);
  expect((await tag(counts)).b[0]).toEqual(['SPLIT', 0]);
});

it('keeps to the thresholds it is given', async () => {
  const counts = [
    [6, 2, 2],
    [0, 20, 0],
    [0, 0, 20],
  ];
  expect((await tag(counts)).a[0]).toEqual(['KEPT', 0]);
  expect((await tag(counts, { keptFrom: 0.7, insideAbove: 0.7, partFrom: 0.2 })).a[0]).toEqual(['DISSOLVED', 0, 1, 2]);
});
