import { expect, test } from 'vitest';
import { arrangeCells, shadeCell } from './agreement-cells.ts';

const numbers = (adjustedRandIndex: number) => ({
  adjustedRandIndex,
  adjustedMutualInformation: 0,
  homogeneity: 0,
  completeness: 0,
  vMeasure: 0,
});
const run = { id: 'r', name: 'r', conversationCount: 1, outlierCount: null, dataset: { id: 'd', name: 'd' } };
const row = { run: { ...run, summaryModelVersion: { id: 'v', version: 1, summaryModel: { id: 'm', name: 'm' } } } };

test('each pair stands on both sides of an empty diagonal; a verdict on the leaves is none on the roots', () => {
  const matrix = {
    rows: [row, row],
    agreement: [{ a: 0, b: 1, verdict: 'DIFFERENT' as const, leaves: numbers(0.25), roots: numbers(0.5) }],
  };
  const leaf = { value: 0.25, verdict: 'DIFFERENT' };
  expect(arrangeCells(matrix, 'adjustedRandIndex', 'leaves')).toEqual([
    [null, leaf],
    [leaf, null],
  ]);
  expect(arrangeCells(matrix, 'adjustedRandIndex', 'roots')[1]![0]).toEqual({ value: 0.5, verdict: null });
});

test('agreement worse than chance has no colour, and equal runs have the strongest', () => {
  expect(shadeCell(-0.2)).toBe(0);
  expect(shadeCell(0.5)).toBeCloseTo(0.3);
  expect(shadeCell(1)).toBe(0.6);
});
