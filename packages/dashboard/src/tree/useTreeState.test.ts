import { expect, test } from 'vitest';
import { nextTick, ref } from 'vue';
import { readClusterList } from './cluster-list.ts';
import { listClusters } from './sample-clusters.ts';
import { useTreeState } from './useTreeState.ts';

const list = readClusterList(listClusters());
const indices = (state: ReturnType<typeof useTreeState>): number[] => state.rows.value.map((row) => row.index);

test('a cluster chosen elsewhere is opened to and takes the focus', async () => {
  const selected = ref(-1);
  const state = useTreeState(
    () => list,
    () => selected.value,
  );
  expect(indices(state)).toEqual([0, 5]);
  selected.value = 3;
  await nextTick();
  expect(indices(state)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(state.active.value).toBe(3);
});

test('keys open, enter and close', () => {
  const state = useTreeState(
    () => list,
    () => 5,
  );
  expect(state.pressKey('ArrowRight')).toBe(true);
  expect(indices(state)).toEqual([0, 5, 6, 7]);
  state.pressKey('ArrowRight');
  expect(state.active.value).toBe(6);
  state.pressKey('ArrowLeft');
  state.pressKey('ArrowLeft');
  expect(indices(state)).toEqual([0, 5]);
});

test('letters typed in a row refine one search', () => {
  const state = useTreeState(
    () => list,
    () => -1,
  );
  state.expandAll();
  state.pressKey('p');
  expect(state.active.value).toBe(6);
  for (const letter of 'assk') {
    state.pressKey(letter);
  }
  expect(state.active.value).toBe(7);
});

test('space and Tab are left to others', () => {
  const state = useTreeState(
    () => list,
    () => 0,
  );
  expect(state.pressKey(' ')).toBe(false);
  expect(state.pressKey('Tab')).toBe(false);
});
