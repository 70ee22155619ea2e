import { expect, test } from 'vitest';
import { createDraft, toDefinition, toDraft } from './model-draft.ts';

const definition = {
  kind: 'extractive',
  glossary: [{ name: 'Feature flags', aliases: ['toggle', 'flagClient.evaluate'], description: 'Turns code on.' }],
  words: { min: 20, max: 25 },
  openings: ['User needs help with', 'User asks'],
  maxSentences: 2,
};

test('a definition survives the way through the form', () => {
  expect(toDefinition(toDraft(definition)!)).toEqual(definition);
});

test('empty lines of the glossary are left out and an empty word range means none', () => {
  const draft = { ...createDraft(), glossary: [{ name: ' ', aliases: '', description: '' }] };
  expect(toDefinition(draft)).toEqual({ kind: 'extractive', glossary: [], words: null, openings: [], maxSentences: 2 });
});

test('what is no number goes to the server as it is, for its message to name', () => {
  expect(toDefinition({ ...createDraft(), minWords: '20' })).toMatchObject({ words: { min: 20, max: '' } });
});

test('a definition with unknown settings is not for the form', () => {
  expect(toDraft({ ...definition, temperature: 0.2 })).toBeNull();
  expect(toDraft({ kind: 'recorded' })).toBeNull();
});

test('a prompt keeps the settings that the form does not show', () => {
  const prompted = {
    ...definition,
    kind: 'prompt',
    provider: 'openai',
    modelId: 'gpt-4o-mini',
    prompt: '{{ conversation }}',
    facets: ['topic'],
    fields: { type: 'object', properties: {}, required: [], additionalProperties: false },
    bannedPhrases: ['various issues'],
    temperature: 0.2,
  };
  expect(toDefinition(toDraft(prompted)!)).toEqual(prompted);
});

test('fields that are no JSON go to the server as they are', () => {
  expect(toDefinition({ ...createDraft(), kind: 'prompt', fields: '{' })).toMatchObject({ fields: '{' });
  expect(toDefinition({ ...createDraft(), kind: 'prompt' })['fields']).toBeUndefined();
});
