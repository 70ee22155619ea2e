import { expect, test } from 'vitest';
import { ref } from 'vue';
import { usePages } from './usePages.ts';

test('walks forwards by cursor and back again', () => {
  const pages = usePages('list');
  expect(pages.after.value).toBeUndefined();
  pages.goForward('end of 1');
  pages.goForward('end of 2');
  expect([pages.page.value, pages.after.value]).toEqual([2, 'end of 2']);
  pages.goBack();
  expect([pages.page.value, pages.after.value]).toEqual([1, 'end of 1']);
  pages.goBack();
  pages.goBack();
  expect([pages.page.value, pages.after.value]).toEqual([0, undefined]);
});

test('stays where it is when there is no next page', () => {
  const pages = usePages('list');
  pages.goForward(null);
  expect(pages.page.value).toBe(0);
});

test('begins again when the list becomes another', () => {
  const subject = ref('one');
  const pages = usePages(subject);
  pages.goForward('end of 1');
  subject.value = 'two';
  expect([pages.page.value, pages.after.value]).toEqual([0, undefined]);
});
