import { expect, test } from 'vitest';
import { layMapOver } from './lay-map-over.ts';
import { listMovers } from './list-movers.ts';
import type { ComparedRun } from './shared-members.ts';
import { readClusterList, type TreeCluster } from '../tree/cluster-list.ts';

const cluster: TreeCluster = {
  id: 'c',
  index: 0,
  name: 'All',
  description: '',
  depth: 0,
  isLeaf: true,
  size: 2,
  share: 1,
  x: 1,
  y: 0,
};
const run: ComparedRun = {
  list: readClusterList([cluster, { ...cluster, id: 'd', index: 1, x: null, y: null }]),
  points: {
    count: 3,
    coordinates: Float32Array.of(1, 0, 0, 2, Number.NaN, Number.NaN),
    leaves: Int32Array.of(0, 0, -1),
  },
};

test('a map laid over another is turned, scaled and shifted with its clusters', () => {
  // A quarter turn to the left, twice the size, then 10 to the right.
  const alignment = { scale: 2, xx: 0, xy: -1, yx: 1, yy: 0, shiftX: 10, shiftY: 0, fit: 1 };
  const { list, points } = layMapOver(run, alignment);
  expect([...points.coordinates.subarray(0, 4)]).toEqual([10, 2, 6, 0]);
  expect(points.coordinates[4]).toBeNaN();
  expect(list.clusters.map(({ x, y }) => [x, y])).toEqual([
    [10, 2],
    [null, null],
  ]);
  expect(run.list.clusters[0]!.x).toBe(1);
});

test('the largest movers come first, and what is on one map only is left out', () => {
  const a = Float32Array.of(0, 0, 0, 0, 0, 0, Number.NaN, Number.NaN);
  const b = Float32Array.of(1, 0, 3, 4, 0, 2, 9, 9);
  expect(listMovers(a, b, 0.5)).toEqual([1, 2]);
  expect(listMovers(a, b, 0.01)).toEqual([1]);
  expect(listMovers(a, new Float32Array(0), 0.5)).toEqual([]);
});
