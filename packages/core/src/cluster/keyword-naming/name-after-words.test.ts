import { expect, it } from 'vitest';
import { nameAfterWords } from './name-after-words.ts';
import { readWordKeys } from './read-words.ts';

const name = (...texts: string[]): string | null => {
  const documents = texts.map((text) => readWordKeys(text));
  return nameAfterWords(documents, { texts, weights: new Map(documents.flat().map((word) => [word, 1])) });
};

it('is the words that most members share, as they mostly stand', () => {
  expect(name('I was double charged', 'why was I double charged?', 'double charged!')).toBe('Double charged');
});

it('is null where they share none that says something', () => {
  expect(name('what now', 'and then', 'who knows')).toBeNull();
  expect(name('I need help', 'please help')).toBeNull();
});
