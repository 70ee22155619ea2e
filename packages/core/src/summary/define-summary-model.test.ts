import { expect, test } from 'vitest';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import { defineSummaryModel } from './define-summary-model.ts';

test('the same definition has the same fingerprint however it is written; another glossary has another', () => {
  const short = defineSummaryModel({ kind: 'extractive', glossary: [{ name: 'Segments' }] });
  const long = defineSummaryModel({
    maxSentences: 2,
    openings: [],
    words: null,
    glossary: [{ aliases: [], name: ' Segments ' }],
    kind: 'extractive',
  });
  const other = defineSummaryModel({ kind: 'extractive', glossary: [{ name: 'Segments', aliases: ['audience'] }] });
  expect(long.fingerprint).toBe(short.fingerprint);
  expect(other.fingerprint).not.toBe(short.fingerprint);
});

test('a faulty definition is refused with the faulty fields', () => {
  const faulty = { kind: 'extractive' as const, glossary: [{ name: '' }], words: { min: 30, max: 25 } };
  expect(() => defineSummaryModel(faulty)).toThrow(InvalidInputError);
  expect(() => defineSummaryModel(faulty)).toThrow(/glossary\.0\.name.*words\.min: expected min to be at most max/);
});
