import { expect, test } from 'vitest';
import { flattenOptions } from './flatten-options.ts';
import { nestChangedOptions, readOption } from './run-option-fields.ts';

const defaults = { seed: 42, cluster: { targetClusterSize: 10, k: null }, tree: { maxRoots: 10 } };

test('reads a value at a dotted path', () => {
  expect(readOption(defaults, 'tree.maxRoots')).toBe(10);
  expect(readOption(defaults, 'cluster.k')).toBeNull();
  expect(readOption(defaults, 'projection.minDist')).toBeUndefined();
});

test('sends only what differs from the defaults, nested', () => {
  const values = { seed: 42, 'cluster.targetClusterSize': 20, 'cluster.k': null, 'tree.maxRoots': 4 };
  expect(nestChangedOptions(values, defaults)).toEqual({ cluster: { targetClusterSize: 20 }, tree: { maxRoots: 4 } });
});

test('an option that another one makes useless is not sent', () => {
  const values = { 'cluster.outliers': false, 'cluster.outlierChance': 0.5, 'cluster.targetClusterSize': 20 };
  const own = { cluster: { outliers: false, outlierChance: 0.25, targetClusterSize: 10, k: null } };
  expect(nestChangedOptions(values, own)).toEqual({ cluster: { targetClusterSize: 20 } });
  expect(nestChangedOptions({ ...values, 'cluster.outliers': true, 'cluster.k': 'auto' }, own)).toEqual({
    cluster: { outliers: true, outlierChance: 0.5, k: 'auto' },
  });
});

test('takes words and switches as they are', () => {
  const values = { 'cluster.k': 'auto', 'cluster.outliers': true };
  const own = { cluster: { k: null, outliers: false } };
  expect(readOption(own, 'cluster.outliers')).toBe(false);
  expect(nestChangedOptions(values, own)).toEqual({ cluster: { k: 'auto', outliers: true } });
});

test('lists options one a line', () => {
  expect(flattenOptions(defaults)).toEqual([
    { path: 'seed', value: '42' },
    { path: 'cluster.targetClusterSize', value: '10' },
    { path: 'cluster.k', value: 'not set' },
    { path: 'tree.maxRoots', value: '10' },
  ]);
});
