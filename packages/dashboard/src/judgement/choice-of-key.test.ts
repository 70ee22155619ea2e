import { afterEach, describe, expect, it } from 'vitest';
import type { JudgeAction } from './choice-of-key.ts';
import { readJudgeKey } from './choice-of-key.ts';

/** What a key does when the focus is on an element. */
function press(key: string, on: Element = document.body, rest: KeyboardEventInit = {}): JudgeAction | null {
  let action: JudgeAction | null = null;
  const listener = (event: KeyboardEvent): void => void (action = readJudgeKey(event));
  window.addEventListener('keydown', listener);
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...rest }));
  window.removeEventListener('keydown', listener);
  return action;
}

function add(html: string): Element {
  document.body.innerHTML = html;
  return document.body.firstElementChild!;
}

describe('readJudgeKey', () => {
  afterEach(() => {
    document.body.innerHTML = '';
  });

  it.each([
    ['1', 'FIRST'],
    ['ArrowLeft', 'FIRST'],
    ['2', 'SECOND'],
    ['ArrowRight', 'SECOND'],
    ['0', 'TIE'],
    ['ArrowDown', 'TIE'],
    ['u', 'UNDO'],
    ['Backspace', 'UNDO'],
    ['x', null],
  ])('%s means %s', (key, action) => {
    expect(press(key)).toBe(action);
  });

  it('leaves keys alone that are meant for a field, the browser or a text that scrolls', () => {
    expect(press('1', add('<input>'))).toBeNull();
    expect(press('1', document.body, { ctrlKey: true })).toBeNull();
    expect(press('1', document.body, { repeat: true })).toBeNull();
    const scrolled = add('<div tabindex="0"></div>');
    expect(press('ArrowDown', scrolled)).toBeNull();
    expect(press('2', scrolled)).toBe('SECOND');
  });
});
