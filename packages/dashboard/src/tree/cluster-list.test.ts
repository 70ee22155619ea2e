import { expect, test } from 'vitest';
import { pathTo, readClusterList } from './cluster-list.ts';
import { listClusters } from './sample-clusters.ts';

// 0 Billing ─ 1 Refunds ─ 2 Late refunds, 3 Lost refunds; 4 Invoices;  5 Login ─ 6 Passwords, 7 Passkeys
const list = readClusterList(listClusters());

test('reads parents, roots and children from depth and order', () => {
  expect([...list.parents]).toEqual([-1, 0, 1, 1, 0, -1, 5, 5]);
  expect([...list.roots]).toEqual([0, 0, 0, 0, 0, 5, 5, 5]);
  expect(list.children).toEqual([[1, 4], [2, 3], [], [], [], [6, 7], [], []]);
});

test('a cluster contains the indices from itself to its end', () => {
  expect([...list.ends]).toEqual([5, 4, 3, 4, 5, 8, 7, 8]);
});

test('the path leads from the root down', () => {
  expect(pathTo(list, 3)).toEqual([0, 1, 3]);
  expect(pathTo(list, 5)).toEqual([5]);
});

test('an empty tree has no rows', () => {
  expect(readClusterList([]).children).toEqual([]);
});
