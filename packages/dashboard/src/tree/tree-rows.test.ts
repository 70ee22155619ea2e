import { expect, test } from 'vitest';
import { readClusterList } from './cluster-list.ts';
import { listClusters } from './sample-clusters.ts';
import { listTreeRows } from './tree-rows.ts';

const list = readClusterList(listClusters());
const indices = (expanded: number[], filter?: string): number[] =>
  listTreeRows(list, new Set(expanded), filter).map((row) => row.index);

test('a closed tree shows its roots', () => {
  expect(indices([])).toEqual([0, 5]);
});

test('an open cluster shows its children below it', () => {
  expect(indices([0])).toEqual([0, 1, 4, 5]);
  expect(indices([0, 1])).toEqual([0, 1, 2, 3, 4, 5]);
});

test('what lies below a closed cluster stays hidden even when it is open itself', () => {
  expect(indices([1])).toEqual([0, 5]);
});

test('rows say their place among their siblings', () => {
  const row = listTreeRows(list, new Set([0])).find((each) => each.index === 4);
  expect(row).toMatchObject({ position: 2, setSize: 2, isExpandable: false });
});

test('a filter opens the way to every match and marks the matches', () => {
  const rows = listTreeRows(list, new Set(), '  LOST ');
  expect(rows.map((row) => [row.index, row.isMatch])).toEqual([
    [0, false],
    [1, false],
    [3, true],
  ]);
  expect(rows[2]).toMatchObject({ position: 1, setSize: 1 });
});

test('a filter looks into descriptions too', () => {
  expect(indices([], 'asked about passkeys')).toEqual([5, 7]);
});

test('a filter that nothing matches leaves no row', () => {
  expect(indices([0], 'zebra')).toEqual([]);
});
