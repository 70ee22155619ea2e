import { expect, it } from 'vitest';
import { listHeads } from './list-heads.ts';

const heads = (name: string): string[] => listHeads(name).map(({ surface }) => surface);

it('takes a name apart into what it lists', () => {
  expect(heads('Mixed: refunds, login, exports')).toEqual(['refunds', 'login', 'exports']);
  expect(heads('Fees and rates')).toEqual(['Fees', 'rates']);
  expect(heads('Card delivery and more')).toEqual(['Card delivery']);
  expect(heads('Refunds and other languages')).toEqual(['Refunds']);
  expect(heads('Card not working: abroad')).toEqual(['Card not working']);
  expect(heads('Card delivery 2')).toEqual(['Card delivery']);
});

it('finds nothing in languages and in whole sentences', () => {
  expect(heads('Requests in Hindi')).toEqual([]);
  expect(heads('Why is it declined?')).toEqual([]);
});
