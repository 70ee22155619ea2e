import { expect, test } from 'vitest';
import { moveFocus } from './move-focus.ts';

test('the focus moves between the buttons of a list and stays at its ends', () => {
  document.body.innerHTML = '<ol><li><button>a</button></li><li><button>b</button></li></ol>';
  const list = document.querySelector('ol')!;
  const focused = (): string | null | undefined => document.activeElement?.textContent;
  expect([moveFocus(list, 1), focused()]).toEqual([true, 'a']);
  expect([moveFocus(list, 1), focused()]).toEqual([true, 'b']);
  expect([moveFocus(list, 1), focused()]).toEqual([false, 'b']);
  expect([moveFocus(list, -1), focused()]).toEqual([true, 'a']);
  expect([moveFocus(list, -1), focused()]).toEqual([false, 'a']);
});
