import { describe, expect, it } from 'vitest';
import type { BaseClusters } from '../cluster/cluster.ts';
import { createMatrix } from '../math/matrix.ts';
import { checkTree } from './check-tree.ts';
import type { ClusterNode } from './cluster-tree.ts';

const base: BaseClusters = {
  labels: Int32Array.of(0, 0, 0, 1, 1, 2),
  centroids: createMatrix(3, 1),
  inertia: 0,
};

const pad = (short: string) => short.padEnd(32, '0');

function node(id: string, parentId: string | null, size: number, baseCluster: number | null): ClusterNode {
  const depth = parentId === null ? 0 : 1;
  const name = `Name ${id}`;
  return {
    id: pad(id),
    parentId: parentId && pad(parentId),
    depth,
    size,
    baseCluster,
    name,
    description: '',
    slug: '',
  };
}

const sound = (): ClusterNode[] => [
  node('a', null, 4, null),
  node('b', 'a', 3, 0),
  node('c', 'a', 1, 2),
  node('d', null, 2, 1),
];

describe('checkTree', () => {
  it('finds nothing wrong with a sound tree', () => {
    expect(checkTree({ nodes: sound() }, base, { maxRoots: 2 })).toEqual([]);
  });

  const faults: [string, RegExp, (nodes: ClusterNode[]) => ClusterNode[]][] = [
    ['too many roots', /2 roots, more than 1/, (nodes) => nodes],
    ['a size that is not the sum', /its size is 9, its children's 4/, ([a, ...rest]) => [{ ...a, size: 9 }, ...rest]],
    ['a single child', /single child/, (nodes) => nodes.filter(({ baseCluster }) => baseCluster !== 2)],
    ['a base cluster without a leaf', /Base cluster 1 is 0 leaves/, (nodes) => nodes.slice(0, 3)],
    ['a base cluster with two leaves', /Base cluster 1 is 2 leaves/, (nodes) => [...nodes, node('e', null, 2, 1)]],
    ['a leaf of another size', /has 3 conversations, not 2/, ([a, b, ...rest]) => [a, { ...b, size: 2 }, ...rest]],
    ['siblings of one name', /same name/, ([a, b, c, d]) => [a, { ...b, name: ' name C' }, c, d]],
    ['small before large', /large to small/, ([a, b, c, d]) => [a, c, b, d]],
    ['a wrong depth', /wrong depth/, ([a, b, c, d]) => [a, b, { ...c, depth: 2 }, d]],
    ['a child before its parent', /before its parent/, ([a, b, c, d]) => [b, a, c, d]],
    ['another order than depth first', /depth-first/, ([a, b, c, d]) => [a, d, b, c]],
    ['a missing parent', /not there/, ([, ...rest]) => rest],
    ['an id twice', /same id/, ([a, b, c, d]) => [a, b, c, { ...d, id: b.id }]],
  ];
  it.each(faults)('finds %s', (_, message, spoil) => {
    const maxRoots = message.source.includes('roots') ? 1 : 5;
    expect(checkTree({ nodes: spoil(sound()) }, base, { maxRoots }).join('\n')).toMatch(message);
  });
});
