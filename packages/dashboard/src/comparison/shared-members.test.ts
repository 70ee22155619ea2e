import { expect, test } from 'vitest';
import type { MapPoints } from '../projection/decode-projection.ts';
import { readClusterList } from '../tree/cluster-list.ts';
import { listClusters } from '../tree/sample-clusters.ts';
import { matchFamilies } from './match-families.ts';
import { countMembersIn, listSharedMembers, type ComparedRun } from './shared-members.ts';

const list = readClusterList(listClusters());
const run = (leaves: number[]): ComparedRun => {
  const points: MapPoints = {
    count: leaves.length,
    coordinates: new Float32Array(2 * leaves.length),
    leaves: Int32Array.from(leaves),
  };
  return { list, points };
};
// Leaves of the sample: 2 and 3 below 1 below 0; 4 below 0; 6 and 7 below 5.
const a = run([2, 2, 3, 4, 6, 7]);
const b = run([6, 7, 7, 2, 3, 6]);

test('lists the conversations that two clusters share', () => {
  expect(listSharedMembers(a, 1, b, 5)).toEqual([0, 1, 2]);
  expect(listSharedMembers(a, 1, b, 7)).toEqual([1, 2]);
  expect(listSharedMembers(a, 4, b, 5)).toEqual([]);
});

test('counts where a cluster’s conversations went, on every level', () => {
  expect([...countMembersIn(a, 0, b)]).toEqual([1, 1, 1, 0, 0, 3, 1, 2]);
});

test('a dataset that grew between the runs is compared over what both cover', () => {
  expect(listSharedMembers(a, 0, run([6, 6]), 5)).toEqual([0, 1]);
});

test('roots of B take the colours of the roots of A that they share most with', () => {
  expect(matchFamilies(a, b)).toEqual([1, 0]);
  expect(matchFamilies(a, a)).toEqual([0, 1]);
});
