import { expect, test } from 'vitest';
import { readClusterList, type TreeCluster } from '../tree/cluster-list.ts';
import { listTopics } from './list-topics.ts';
import { matchFamilies } from './match-families.ts';
import type { ComparedRun } from './shared-members.ts';

/** A run whose roots are leaves. @param leaves - of each conversation. */
function flatRun(rootCount: number, leaves: number[]): ComparedRun {
  const clusters = Array.from({ length: rootCount }, (_, index): TreeCluster => {
    const size = leaves.filter((leaf) => leaf === index).length;
    return { id: `c${index}`, index, name: '', description: '', depth: 0, isLeaf: true, size, share: 0, x: 0, y: 0 };
  });
  const coordinates = new Float32Array(2 * leaves.length);
  return {
    list: readClusterList(clusters),
    points: { count: leaves.length, coordinates, leaves: Int32Array.from(leaves) },
  };
}

test('every root of both runs has one entry in the legend, partners a common one', () => {
  const a = flatRun(2, [0, 0, 0, 1]);
  // B's second root holds most of A's first; its first and third have no partner left or share little.
  const b = flatRun(3, [1, 1, 1, 0]);
  expect(listTopics(a, b, matchFamilies(a, b))).toEqual([
    { a: 0, b: 1 },
    { a: 1, b: 0 },
    { a: -1, b: 2 },
  ]);
  expect(listTopics(b, a, matchFamilies(b, a))).toEqual([
    { a: 0, b: 1 },
    { a: 1, b: 0 },
    { a: 2, b: -1 },
  ]);
});
