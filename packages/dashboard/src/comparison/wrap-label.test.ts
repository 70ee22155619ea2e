import { expect, test } from 'vitest';
import { wrapLabel } from './wrap-label.ts';

/** Every letter is one pixel wide. */
const measure = (text: string): number => text.length;

test('a label is broken between words, and is as wide as its widest line', () => {
  expect(wrapLabel('Single sign-on and roles', 15, 3, measure)).toEqual({
    lines: ['Single sign-on', 'and roles'],
    width: 14,
  });
});

test('what does not fit into the last line ends in an ellipsis', () => {
  expect(wrapLabel('Single sign-on and roles and more', 12, 2, measure).lines).toEqual(['Single', 'sign-on and…']);
});

test('a word wider than the line is cut', () => {
  expect(wrapLabel('Datenschutzgrundverordnung', 10, 2, measure).lines).toEqual(['Datenschu…']);
});

test('a label that fits stays as it is', () => {
  expect(wrapLabel('Plans', 10, 2, measure)).toEqual({ lines: ['Plans'], width: 5 });
});
