import { expect, it } from 'vitest';
import type { Reading } from './name-apart.ts';
import { groupNamesakes, nameApart } from './name-apart.ts';
import { rankPhrases } from './rank-phrases.ts';
import { extractPhrases } from './extract-phrases.ts';
import { readWordKeys } from './read-words.ts';
import { Spellings } from './spellings.ts';
import { TakenNames } from './taken-names.ts';

const read = (name: string, texts: string[], more: string[] = []): Reading => {
  const documents = texts.map((text) => readWordKeys(text));
  const weights = new Map(documents.flat().map((word) => [word, 1]));
  const ranked = rankPhrases(texts.map(extractPhrases), documents, weights);
  return { ranked, names: [name, ...more], documents, texts, example: texts[0] };
};
const apart = (...readings: Reading[]): string[] =>
  nameApart(readings, {
    taken: new TakenNames(readings.slice(0, 1).map(({ names }) => names[0])),
    words: { spellings: new Spellings() },
  });

const plain = ['My card is not working', 'Why is my card not working?', 'card not working', 'The card is not working'];
const abroad = [
  'My card is not working abroad',
  'Card not working abroad',
  'abroad my card is not working',
  'card not working',
];
const machines = [
  'The card is not working at cash machines',
  'card not working at cash machines',
  'my card is not working',
  'card not working',
];

it('tells namesakes apart by what one says and the others do not', () => {
  expect(apart(read('Card not working', plain), read('Card not working', abroad))).toEqual([
    'Card not working',
    'Card not working: abroad',
  ]);
  const [, , third] = apart(
    read('Card not working', plain),
    read('Card not working', abroad),
    read('Card not working', machines),
  );
  expect(third).toMatch(/^Card not working.*cash machines$/i);
});

it('prefers a phrase that says both to one behind a colon', () => {
  const order = ['Order a new card', 'I want to order a new card', 'order new card', 'How do I order a new card?'];
  const names = apart(
    read('New card', ['my new card', 'new card?', 'The new card', 'a new card']),
    read('New card', order),
  );
  expect(names).toEqual(['New card', 'Order new card']);
});

it('takes another name, and a number at the very last', () => {
  expect(
    apart(read('Card not working', plain), read('Card not working', plain, ['Working card', 'Broken plastic'])),
  ).toEqual(['Card not working', 'Working card']);
  expect(apart(read('Card not working', plain), read('Card not working', plain))).toEqual([
    'Card not working',
    'Card not working 2',
  ]);
});

it('leaves lists as they are, and says more than a language', () => {
  expect(apart(read('Mixed requests', plain), read('Mixed requests', abroad))[1]).toBe('Mixed requests 2');
  expect(apart(read('Requests in Hindi', plain), read('Requests in Hindi', abroad))[1]).toBe(
    'Requests in Hindi: abroad',
  );
});

it('groups siblings whose names hardly differ', () => {
  const clusters = [7, 7, 8, 7].map((parent) => ({ parent, members: [], outsiders: [], children: [] }));
  expect(groupNamesakes(clusters, ['Exchange rate', 'Exchange rates', 'Exchange rate', 'Fees'])).toEqual([
    [0, 1],
    [2],
    [3],
  ]);
});
