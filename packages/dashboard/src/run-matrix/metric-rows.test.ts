import { expect, test } from 'vitest';
import { describeUnit, formatInterval, formatValue, toMetricRows } from './metric-rows.ts';

const value = (each: number) => ({ value: each, low: null, high: null, isBetterThanFirst: null });

test('each run gets its own numbers; one that it lacks is empty', () => {
  const metric = { topic: 'structure', name: 'rootCount', label: 'roots', unit: 'count', better: null };
  const rows = toMetricRows(
    [
      { id: 'x', name: 'first', outlierCount: null },
      { id: 'y', name: 'second', outlierCount: null },
    ],
    [{ ...metric, id: 'structure.rootCount', values: [value(7), null] }],
  );
  expect(rows.map((row) => [row.place, row.name, row.values['structure.rootCount']?.value])).toEqual([
    [0, 'first', 7],
    [1, 'second', undefined],
  ]);
});

test('a run that does not look for outliers has no share of them', () => {
  const metric = { topic: 'structure', name: 'outlierShare', label: 'share of outliers', unit: 'share', better: null };
  const rows = toMetricRows(
    [
      { id: 'x', name: 'without', outlierCount: null },
      { id: 'y', name: 'with', outlierCount: 0 },
    ],
    [{ ...metric, id: 'structure.outlierShare', values: [value(0), value(0)] }],
  );
  expect(rows.map((row) => row.values['structure.outlierShare']?.value)).toEqual([undefined, 0]);
});

test('numbers are written as their unit asks', () => {
  expect(formatValue(value(1234), 'count')).toBe('1,234');
  expect(formatValue(value(0.318), 'share')).toBe('31.8 %');
  expect(formatValue(value(5.6123), 'bits')).toBe('5.61');
  expect(formatValue(null, 'share')).toBe('–');
  expect(formatInterval({ value: 0.3, low: 0.25, high: 0.35 }, 'share')).toBe('25.0 % to 35.0 %');
  expect(formatInterval(value(0.3), 'share')).toBe('');
});

test('the head of a column says unit and direction', () => {
  expect(describeUnit({ unit: 'bits', better: null })).toBe('bits');
  expect(describeUnit({ unit: 'share', better: 'LOWER' })).toBe('lower is better');
  expect(describeUnit({ unit: 'words', better: 'HIGHER' })).toBe('words, higher is better');
});
