import { expect, test } from 'vitest';
import { formatCount, formatCounted, formatDecimal, formatDuration, formatShare } from './format-number.ts';

test('numbers read as in print', () => {
  expect(formatCount(100000)).toBe('100,000');
  expect(formatCounted(1, 'run')).toBe('1 run');
  expect(formatCounted(2500, 'run')).toBe('2,500 runs');
  expect(formatShare(0.31785)).toBe('31.8 %');
  expect(formatDecimal(0.4531, 3)).toBe('0.453');
  expect(formatDecimal(null, 1)).toBe('–');
});

test('durations take the unit that suits them', () => {
  expect(formatDuration(340.4)).toBe('340 ms');
  expect(formatDuration(4180)).toBe('4.2 s');
  expect(formatDuration(59_960)).toBe('1 min 00 s');
  expect(formatDuration(185_000)).toBe('3 min 05 s');
  expect(formatDuration(7_800_000)).toBe('2 h 10 min');
});
