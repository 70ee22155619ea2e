import { expect, test } from 'vitest';
import { checkCompliance } from './compliance.ts';

test('both ends of the word range count as inside', () => {
  const rules = { words: { min: 20, max: 25 }, openings: [] };
  expect([19, 20, 25, 26].map((count) => checkCompliance('w '.repeat(count), rules).isInWordRange)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('rules that the definition does not have are neither kept nor broken', () => {
  expect(checkCompliance('Hello there', { words: null, openings: [] })).toEqual({
    wordCount: 2,
    isInWordRange: null,
    hasRequiredOpening: null,
    usedBannedPhrases: null,
  });
});

test('one of the openings is enough', () => {
  const openings = ['User needs help with', 'User is asking about'];
  expect(checkCompliance('User is asking about flags.', { words: null, openings }).hasRequiredOpening).toBe(true);
  expect(checkCompliance('Asking about flags.', { words: null, openings }).hasRequiredOpening).toBe(false);
});

test('banned phrases are found in any case, and only those that are there', () => {
  const rules = { words: null, openings: [], bannedPhrases: ['various issues', 'general help'] };
  expect(checkCompliance('Various Issues with flags.', rules).usedBannedPhrases).toEqual(['various issues']);
  expect(checkCompliance('A flag that is off.', rules).usedBannedPhrases).toEqual([]);
});
