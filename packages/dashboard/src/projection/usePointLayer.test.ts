import { expect, test } from 'vitest';
import { pointRadius } from './usePointLayer.ts';

test('few points are large, a crowd is small, and both stay within bounds', () => {
  // 600 × 600 pixels for 560 points: √(360,000 / 560) / 8 = 3.169.
  expect(pointRadius(560, 360_000, 1)).toBeCloseTo(3.169, 3);
  expect(pointRadius(3, 360_000, 1)).toBe(4);
  expect(pointRadius(100_000, 360_000, 1)).toBe(1.1);
  expect(pointRadius(0, 360_000, 1)).toBe(4);
});

test('points grow as one zooms in, but not without end, and do not shrink as one zooms out', () => {
  expect(pointRadius(560, 360_000, 4)).toBeGreaterThan(pointRadius(560, 360_000, 1));
  expect(pointRadius(3, 360_000, 80)).toBe(7);
  expect(pointRadius(560, 360_000, 0.7)).toBe(pointRadius(560, 360_000, 1));
});
