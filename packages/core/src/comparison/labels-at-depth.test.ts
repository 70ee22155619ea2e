import { expect, it } from 'vitest';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { ClusterNode, ClusterTree } from '../tree/cluster-tree.ts';
import { listFlows } from './flows.ts';
import { labelsAtDepth } from './labels-at-depth.ts';
import { measureStructure } from './structure.ts';

function node(id: string, parentId: string | null, size: number, baseCluster: number | null): ClusterNode {
  return { id, parentId, depth: 0, size, baseCluster, name: id, description: '', slug: id };
}

/** Roots 0 (children 1 and 4; 1 has children 2 and 3) and 5. Base clusters 0 to 3 are the nodes 2, 3, 4 and 5. */
const tree: ClusterTree = {
  nodes: [
    node('root', null, 6, null),
    node('inner', 'root', 4, null),
    node('leaf 0', 'inner', 2, 0),
    node('leaf 1', 'inner', 2, 1),
    node('leaf 2', 'root', 2, 2),
    node('leaf 3', null, 2, 3),
  ],
};
const labels = Int32Array.of(0, 1, 2, 3, 3, 2, 1, 0);

it.each([
  [0, [0, 0, 0, 5, 5, 0, 0, 0]],
  [1, [1, 1, 4, 5, 5, 4, 1, 1]],
  [2, [2, 3, 4, 5, 5, 4, 3, 2]],
  [9, [2, 3, 4, 5, 5, 4, 3, 2]],
  [null, [2, 3, 4, 5, 5, 4, 3, 2]],
])('cuts the tree at depth %s', (depth, expected) => {
  expect(Array.from(labelsAtDepth(tree, { labels }, depth))).toEqual(expected);
});

it('refuses a depth that is none', () => {
  expect(() => labelsAtDepth(tree, { labels }, -1)).toThrow(InvalidInputError);
  expect(() => labelsAtDepth(tree, { labels }, 0.5)).toThrow('not 0.5');
});

it('measures the shape from the parents', () => {
  // Four leaves of two each: log₂ 4 = 2 bits.
  expect(measureStructure(tree)).toEqual({
    rootCount: 2,
    leafCount: 4,
    clusterCount: 6,
    innerCount: 2,
    singleChildCount: 0,
    maxDepth: 2,
    largestRootShare: 6 / 8,
    leafEntropy: expect.closeTo(2, 12) as number,
  });
});

it('measures an empty tree as nothing', () => {
  const nothing = {
    rootCount: 0,
    leafCount: 0,
    clusterCount: 0,
    innerCount: 0,
    singleChildCount: 0,
    maxDepth: 0,
    largestRootShare: 0,
    leafEntropy: 0,
  };
  expect(measureStructure({ nodes: [] })).toEqual(nothing);
});

it('lists flows, the widest first', () => {
  expect(listFlows([0, 0, 0, 1, 1], [5, 5, 6, 6, 6])).toEqual([
    { a: 0, b: 5, conversationCount: 2 },
    { a: 1, b: 6, conversationCount: 2 },
    { a: 0, b: 6, conversationCount: 1 },
  ]);
});
