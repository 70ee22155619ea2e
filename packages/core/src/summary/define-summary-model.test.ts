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

test('a prompt without a language model names what to set', () => {
  const definition = { kind: 'prompt' as const, prompt: 'Summarise {{ conversation }}' };
  expect(() => defineSummaryModel(definition)).toThrow(/openai\/gpt-4o-mini.*OPENAI_API_KEY/);
});

test('a prompt refuses another language model than it names', () => {
  const definition = { kind: 'prompt' as const, modelId: 'gpt-5', prompt: 'Summarise {{ conversation }}' };
  const languageModel = {
    provider: 'openai',
    modelId: 'gpt-4o',
    fingerprint: 'x',
    generateObject: () => Promise.reject(),
  };
  expect(() => defineSummaryModel(definition, { languageModel })).toThrow(/"gpt-5".*"gpt-4o"/);
});
