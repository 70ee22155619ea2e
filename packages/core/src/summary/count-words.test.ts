import { expect, test } from 'vitest';
import { countWords, firstWords } from './count-words.ts';

test.each([
  ['', 0],
  ['  — … ', 0],
  ['How do I share W&B reports with a multi-GPU team?', 10],
  ['Weights & Biases – teams', 4],
  ["don't e-mail wandb.log_code()", 3],
  ['銀行のカード', 3],
  ['请问 API', 2],
])('%j has %i words', (text, count) => {
  expect(countWords(text)).toBe(count);
});

test('the first words never count more than asked for, and all of them are the text', () => {
  const text = 'Wie teile ich, bitte, den Bericht? 銀行のカードを再発行 done';
  for (let limit = 0; limit <= countWords(text); limit++) {
    const cut = firstWords(text, limit);
    expect(countWords(cut)).toBe(limit);
    expect(text.startsWith(cut)).toBe(true);
  }
  expect(firstWords(text, 100)).toBe(text);
});
