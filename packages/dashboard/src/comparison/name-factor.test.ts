import { expect, test } from 'vitest';
import { nameFactor } from './name-factor.ts';

test.for([
  ['summaryModel', 'Summary model'],
  ['summaryModel.words', 'Summary model: words'],
  ['summaryModel.maxSentences', 'Summary model: max sentences'],
  ['options.seed', 'Seed'],
  ['options.cluster.k', 'Number of leaves'],
  ['options.embedding.modelId', 'Embedding model'],
  ['options.embedding.provider', 'Embedding: provider'],
  ['conversations', 'Conversations'],
])('%s is called %s', ([factor, name]) => {
  expect(nameFactor(factor!)).toBe(name);
});
