import { expect, test } from 'vitest';
import { ref } from 'vue';
import { useSlicedList } from './useSlicedList.ts';

test('cuts a list into pages, and stays within them', () => {
  const list = useSlicedList(() => [1, 2, 3, 4, 5], 2);
  expect([list.items.value, list.total.value, list.hasNext.value]).toEqual([[1, 2], 5, true]);
  list.goForward();
  list.goForward();
  expect([list.items.value, list.hasNext.value]).toEqual([[5], false]);
  list.goForward();
  expect(list.page.value).toBe(2);
  list.goBack();
  list.goBack();
  list.goBack();
  expect(list.items.value).toEqual([1, 2]);
});

test('begins again when the list becomes another', () => {
  const all = ref([1, 2, 3]);
  const list = useSlicedList(() => all.value, 2);
  list.goForward();
  all.value = [4, 5, 6];
  expect(list.items.value).toEqual([4, 5]);
});
