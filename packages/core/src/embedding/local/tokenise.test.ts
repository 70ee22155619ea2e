import { expect, test } from 'vitest';
import { tokenise } from './tokenise.ts';

test('identifiers count whole and in parts, stop words do not count, neighbours make pairs', () => {
  expect(tokenise('Why does wandb.logCode crash?')).toEqual([
    'wandb',
    'log',
    'code',
    'crash',
    'wandb.logcode',
    'wandb log',
    'log code',
    'code crash',
  ]);
});

test('plural and singular are one term', () => {
  expect(tokenise('Cards and policies')).toEqual(tokenise('card, policy'));
});

test('Chinese, Japanese and Korean give pairs of characters', () => {
  expect(tokenise('导出报表')).toEqual(['导出', '出报', '报表', '导出 出报', '出报 报表']);
});

test('stop words of the text’s own language are left out', () => {
  expect(tokenise('Wie kann ich die Karte sperren')).toEqual(['karte', 'sperren', 'karte sperren']);
});
