import { expect, test } from 'vitest';
import { countWinners, describeWinner, explainMetric, formatDifference, formatMetric } from './explain-metric.ts';

test('shares are per cent, other numbers get the decimals that suit their size', () => {
  expect(formatMetric({ value: 0.5691, low: 0.5, high: 0.6 }, true)).toBe('56.9 %');
  expect(formatMetric({ value: 23.72, low: 23, high: 24 }, false)).toBe('23.7');
  expect(formatMetric({ value: 745.4, low: 700, high: 800 }, false)).toBe('745');
  expect(formatMetric(null, true)).toBe('–');
});

test('a difference says its sign and its interval, in points where it is one of shares', () => {
  expect(formatDifference({ value: 0.3039, low: 0.2663, high: 0.3416 }, false)).toBe('+0.304 (+0.266 to +0.342)');
  expect(formatDifference({ value: -0.058, low: -0.084, high: 0.0001 }, true)).toBe('−5.8 pts (−8.4 to 0.0)');
  expect(formatDifference({ value: 1.25, low: null, high: null }, false)).toBe('+1.250');
  expect(formatDifference(null, false)).toBe('–');
});

test('a winner is named only where there is one', () => {
  expect(describeWinner('B', 'HIGHER')).toBe('B is better');
  expect(describeWinner(null, 'LOWER')).toBe('no clear difference');
  expect(describeWinner(null, null)).toBe('neither is better');
});

test('a metric that is not known here has no explanation', () => {
  expect(explainMetric('glossaryNamed')).toContain('product term');
  expect(explainMetric('unheardOf')).toBe('');
});

test('the outcome of many metrics is one line', () => {
  expect(countWinners(['A', 'B', 'B', null])).toBe('A is better in 1, B in 2, no clear difference in 1');
});
