import { expect, it } from 'vitest';
import { selectBest } from './select-best.ts';

/** Places 0 … 4 begin at the second number. */
const scores = Float32Array.of(9, 0.5, 0.75, 0.5, -1, 0.75, 9);

it('puts the highest first, and the lower place first among equals', () => {
  expect(selectBest(scores, { from: 1, n: 5, count: 3 })).toEqual([1, 4, 0]);
});

it('passes over places that may not be chosen, and gives fewer when there are no more', () => {
  const mayChoose = (place: number): boolean => place % 2 === 0;
  expect(selectBest(scores, { from: 1, n: 5, count: 9, mayChoose })).toEqual([4, 0, 2]);
  expect(selectBest(scores, { from: 1, n: 5, count: 0 })).toEqual([]);
});
