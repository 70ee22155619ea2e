import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import type { RunFiguresFragment } from '../graphql/generated/graphql.ts';
import FiguresTable from './FiguresTable.vue';

const run = (wordRangeCompliance: number | null): RunFiguresFragment => ({
  outlierCount: null,
  outlierShare: null,
  id: 'r',
  name: 'r',
  conversationCount: 560,
  summaryModelVersion: { id: 'v', version: 1, summaryModel: { id: 'm', name: 'generic' } },
  statistics: {
    rootCount: 3,
    leafCount: 56,
    clusterCount: 70,
    maxDepth: 2,
    largestRootShare: 0.802,
    leafEntropy: 5,
    meanSummaryWords: 26.9,
    wordRangeCompliance,
    goldAgreement: null,
  },
});

test('a number that only one run has stands beside a dash', () => {
  const table = mount(FiguresTable, { props: { a: run(null), b: run(0.47) } });
  const row = table.findAll('tbody tr').find((each) => each.text().includes('Within word range'))!;
  expect(row.findAll('td').map((cell) => cell.text())).toEqual(['–', '47.0 %']);
});

test('a run that found no outliers is told from one that did not look for them', () => {
  const table = mount(FiguresTable, { props: { a: run(null), b: { ...run(0.47), outlierCount: 0, outlierShare: 0 } } });
  const row = table.findAll('tbody tr').find((each) => each.text().includes('Outliers'))!;
  expect(row.findAll('td').map((cell) => cell.text())).toEqual(['not looked for', 'none found']);
});

test('numbers that neither run has are left out', () => {
  const table = mount(FiguresTable, { props: { a: run(null), b: run(null) } });
  expect(table.text()).not.toContain('Within word range');
  expect(table.text()).not.toContain('Gold AMI');
});
