import { expect, test } from 'vitest';
import { diffWords } from './word-diff.ts';

test('marks what only one side says', () => {
  expect(diffWords('The user asks about refunds.', 'The user asks about late invoices.')).toEqual({
    before: [
      { text: 'The user asks about ', isChanged: false },
      { text: 'refunds', isChanged: true },
      { text: '.', isChanged: false },
    ],
    after: [
      { text: 'The user asks about ', isChanged: false },
      { text: 'late invoices', isChanged: true },
      { text: '.', isChanged: false },
    ],
  });
});

test('equal texts have no change', () => {
  expect(diffWords('Same words', 'Same words').before).toEqual([{ text: 'Same words', isChanged: false }]);
});

test('a short word alone between two changes joins them', () => {
  const { before, after } = diffWords('wants help to deploy models', 'needs advice to train networks');
  expect(before).toEqual([{ text: 'wants help to deploy models', isChanged: true }]);
  expect(after).toEqual([{ text: 'needs advice to train networks', isChanged: true }]);
});

test('both sides keep their whole text', () => {
  const [a, b] = ['User wants a refund for order 7', 'User needs help with Refunds to get money back'];
  const { before, after } = diffWords(a!, b!);
  expect(before.map((part) => part.text).join('')).toBe(a);
  expect(after.map((part) => part.text).join('')).toBe(b);
});
