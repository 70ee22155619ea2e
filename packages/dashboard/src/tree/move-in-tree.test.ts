import { expect, test } from 'vitest';
import { readClusterList } from './cluster-list.ts';
import { findByTyping, moveInTree } from './move-in-tree.ts';
import { listClusters } from './sample-clusters.ts';
import { listTreeRows } from './tree-rows.ts';

const list = readClusterList(listClusters());
const open = listTreeRows(list, new Set([0, 1])); // 0 1 2 3 4 5
const press = (active: number, key: string) => moveInTree(list, open, active, key);

test('up and down walk the visible rows and stop at both ends', () => {
  expect(press(3, 'ArrowDown')).toEqual({ active: 4 });
  expect(press(5, 'ArrowDown')).toEqual({ active: 5 });
  expect(press(4, 'ArrowUp')).toEqual({ active: 3 });
  expect(press(0, 'ArrowUp')).toEqual({ active: 0 });
});

test('right opens a closed cluster, enters an open one and does nothing on a leaf', () => {
  expect(press(5, 'ArrowRight')).toEqual({ active: 5, expand: 5 });
  expect(press(0, 'ArrowRight')).toEqual({ active: 1 });
  expect(press(4, 'ArrowRight')).toEqual({ active: 4 });
});

test('left closes an open cluster, goes to the parent of a closed one and stays on a closed root', () => {
  expect(press(1, 'ArrowLeft')).toEqual({ active: 1, collapse: 1 });
  expect(press(3, 'ArrowLeft')).toEqual({ active: 1 });
  expect(press(5, 'ArrowLeft')).toEqual({ active: 5 });
});

test('Home and End go to the first and the last visible row', () => {
  expect(press(3, 'Home')).toEqual({ active: 0 });
  expect(press(3, 'End')).toEqual({ active: 5 });
});

test('the first key enters the tree when no row has the focus', () => {
  expect(press(-1, 'ArrowDown')).toEqual({ active: 0 });
});

test('other keys mean nothing', () => {
  expect(press(0, 'Tab')).toBeNull();
});

test('typing goes to the next name that begins so, and around the end', () => {
  expect(findByTyping(list, open, 2, 'l')).toBe(3);
  expect(findByTyping(list, open, 3, 'l')).toBe(5);
  expect(findByTyping(list, open, 5, 'b')).toBe(0);
});

test('more letters refine the search without leaving a row that still fits', () => {
  expect(findByTyping(list, open, 3, 'lo')).toBe(3);
  expect(findByTyping(list, open, 3, 'log')).toBe(5);
});

test('typing what no visible name begins with finds nothing', () => {
  expect(findByTyping(list, open, 0, 'passw')).toBeNull();
});
