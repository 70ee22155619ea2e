import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import ImportReportView from './ImportReportView.vue';
import type { ImportReport } from './upload-conversations.ts';

const report: ImportReport = {
  datasetId: 'd',
  rowCount: 1500,
  importedCount: 2,
  alreadyThereCount: 0,
  continuedCount: 0,
  extendedCount: 0,
  frozenCount: 0,
  rejectedCount: 0,
  rejections: [],
  shapes: [],
};

function readText(changed: Partial<ImportReport>): string {
  const props = { dataset: 'support', report: { ...report, ...changed } };
  return mount(ImportReportView, { props, global: { stubs: { UButton: true } } }).text();
}

test('conversations that have grown are counted apart from those that a run keeps as they are', () => {
  expect(readText({})).not.toContain('grown');
  expect(readText({ extendedCount: 1200 })).toContain(
    '1,200 conversations of earlier imports have grown by later messages.',
  );
  const text = readText({ extendedCount: 1, frozenCount: 1 });
  expect(text).toContain('1 conversation of earlier imports has grown by later messages.');
  expect(text).toContain('1 conversation has grown, but a run has read it: it stays as it is.');
  expect(text).toContain('import the whole log into another dataset');
});
