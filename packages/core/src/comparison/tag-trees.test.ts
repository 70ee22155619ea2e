import { expect, it } from 'vitest';
import type { FilledTree, TreeTag } from './tag-trees.ts';
import { tagTrees } from './tag-trees.ts';

/** Items of each leaf, by the leaf's index. */
function fill(parents: number[], items: Record<number, number[]>): FilledTree {
  const leaves: number[] = [];
  for (const [leaf, held] of Object.entries(items)) for (const item of held) leaves[item] = Number(leaf);
  return { parents, leaves };
}

const show = (tags: readonly TreeTag[]) =>
  tags.map(({ cluster, kind, counterparts, best }) => [
    cluster,
    kind,
    counterparts.map((each) => each.cluster),
    best?.cluster,
  ]);

/** Roots 0 (leaves 1 and 2) and 3 (leaves 4 and 5). */
const tree = fill([-1, 0, 0, -1, 3, 3], { 1: [0, 1, 2, 3], 2: [4, 5, 6, 7], 4: [8, 9, 10, 11], 5: [12, 13, 14, 15] });

it('keeps everything of the same tree, at every depth', async () => {
  expect(show((await tagTrees(tree, tree)).a)).toEqual(
    [0, 1, 2, 3, 4, 5].map((cluster) => [cluster, 'KEPT', [cluster], cluster]),
  );
});

it('finds a root again one level deeper', async () => {
  // One root (0) with the two former roots (1 with leaves 2 and 3, 4 with leaves 5 and 6) below it.
  const deeper = fill([-1, 0, 1, 1, 0, 4, 4], {
    2: [0, 1, 2, 3],
    3: [4, 5, 6, 7],
    5: [8, 9, 10, 11],
    6: [12, 13, 14, 15],
  });
  const { a, b } = await tagTrees(tree, deeper);
  expect(show(a)).toEqual([
    [0, 'MOVED', [1], 1],
    [1, 'KEPT', [2], 2],
    [2, 'KEPT', [3], 3],
    [3, 'MOVED', [4], 4],
    [4, 'KEPT', [5], 5],
    [5, 'KEPT', [6], 6],
  ]);
  // The new root is as like the one as the other; it is made of both, and the first is named.
  expect(show(b)[0]).toEqual([0, 'MERGED', [0, 3], 0]);
  expect(show(b)[1]).toEqual([1, 'MOVED', [0], 0]);
});

it('finds a leaf again that became an inner cluster', async () => {
  // Leaf 1 of the tree is the inner cluster 1 here, with leaves 2 and 3 below it.
  const finer = fill([-1, 0, 1, 1, 0, -1, 5, 5], {
    2: [0, 1],
    3: [2, 3],
    4: [4, 5, 6, 7],
    6: [8, 9, 10, 11],
    7: [12, 13, 14, 15],
  });
  const { a, b } = await tagTrees(tree, finer);
  expect(show(a)[1]).toEqual([1, 'MOVED', [1], 1]);
  // Each half of it is most like the whole leaf, with a Jaccard index of exactly one half.
  expect(show(b)[2]).toEqual([2, 'SPLIT', [1], 1]);
});

it('leaves out clusters without items, and outliers', async () => {
  const { a } = await tagTrees(
    { parents: [-1, 0, 0, 0], leaves: [1, 1, 1, 1, 2, 2, -7] },
    { parents: [-1, 0, 0], leaves: [1, 1, 1, 1, -5, -6, 2] },
  );
  expect(show(a).map(([cluster, kind]) => [cluster, kind])).toEqual([
    [0, 'KEPT'],
    [1, 'KEPT'],
    [2, 'DISSOLVED'],
  ]);
  expect(a[2].best).toBeNull();
});
