import { expect, test } from 'vitest';
import { readClusterList } from '../tree/cluster-list.ts';
import { listClusters } from '../tree/sample-clusters.ts';
import { colourClusters, toCssColour } from './cluster-colours.ts';
import { oklchToRgb } from './oklch.ts';

const list = readClusterList(listClusters());

test('OKLCH converts to the sRGB that CSS Color 4 gives', () => {
  // CSS Color Module Level 4, section 9.2: oklch(51.975% 0.17686 142.495) is green, rgb(0 128 0).
  expect(oklchToRgb(0.51975, 0.17686, 142.495)).toEqual([0, 128, 0]);
  expect(oklchToRgb(1, 0, 0)).toEqual([255, 255, 255]);
});

test('roots differ, branches take shades, and what lies below keeps its branch’s shade', () => {
  const colours = colourClusters(list, false).map(toCssColour);
  expect(new Set([colours[0], colours[1], colours[4], colours[5]]).size).toBe(4);
  expect(colours[2]).toBe(colours[1]);
  expect(colours[3]).toBe(colours[1]);
});

test('the ten families are all different, in light and in dark', () => {
  const roots = readClusterList(
    Array.from({ length: 10 }, (_, index) => ({ ...listClusters()[0]!, id: String(index), index, depth: 0 })),
  );
  for (const isDark of [false, true]) {
    expect(new Set(colourClusters(roots, isDark).map(toCssColour)).size).toBe(10);
  }
});

test('roots can take given families', () => {
  const plain = colourClusters(list, false);
  const swapped = colourClusters(list, false, [1, 0]);
  expect(swapped[0]).toEqual(plain[5]);
  expect(swapped[5]).toEqual(plain[0]);
});
