import { expect, it } from 'vitest';
import { compareTexts } from './text-difference.ts';

it('parts two texts into what is the same, removed and added', () => {
  expect(compareTexts('at most 30 words', 'at most 25 words')).toEqual([
    { kind: 'SAME', text: 'at most ' },
    { kind: 'REMOVED', text: '30' },
    { kind: 'ADDED', text: '25' },
    { kind: 'SAME', text: ' words' },
  ]);
});

it('lets both texts be put together again, long ones too', () => {
  const a = Array.from({ length: 4000 }, (_, i) => `line ${i}\n`).join('');
  const b = a.replace('line 70\n', '').replace('line 90\n', 'another line\n');
  const parts = compareTexts(a, b);
  const join = (without: string) =>
    parts
      .filter(({ kind }) => kind !== without)
      .map(({ text }) => text)
      .join('');
  expect(join('ADDED')).toBe(a);
  expect(join('REMOVED')).toBe(b);
});
