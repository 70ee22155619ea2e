import { expect, test } from 'vitest';
import { joinSizes } from './leaf-sizes.ts';

test('sizes that only one run has stand beside a zero, small ones first', () => {
  const rows = joinSizes(
    [{ from: 5, to: 9, count: 4 }],
    [
      { from: 1, to: 1, count: 2 },
      { from: 5, to: 9, count: 1 },
      { from: 5000, to: null, count: 3 },
    ],
  );
  expect(rows).toEqual([
    { label: '1', a: 0, b: 2 },
    { label: '5–9', a: 4, b: 1 },
    { label: '5,000 or more', a: 0, b: 3 },
  ]);
});
