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

test.each([
  ['snake case', 'call set_max_retries', ['call', 'set', 'max', 'retry', 'set_max_retries']],
  ['camel case', 'parseHTTPResponse', ['parse', 'http', 'response', 'parsehttpresponse']],
  ['a path', 'src/loaders/csv_reader.ts', ['src', 'loader', 'csv', 'reader', 'ts', 'csv_reader.ts']],
  ['a version', 'upgrade 2.14.1', ['upgrade', '14', '2.14.1']],
  ['a dotted name', 'flagClient.evaluate()', ['flag', 'client', 'evaluate', 'flagclient.evaluate']],
])('%s counts whole and in parts', (_name, text, expected) => {
  const terms = tokenise(text).filter((term) => !term.includes(' '));
  expect(terms).toEqual(expect.arrayContaining(expected));
});

test.each([
  ['Russian', 'Как мне закрыть счёт в банке?', ['закрыть', 'счёт', 'банке']],
  ['Ukrainian', 'Як закрити рахунок у банку?', ['закрити', 'рахунок', 'банку']],
  ['Greek', 'Πώς μπορώ να κλείσω τον λογαριασμό;', ['κλείσω', 'λογαριασμό']],
  ['Arabic', 'كيف يمكنني إغلاق الحساب؟', ['إغلاق', 'الحساب']],
  ['Hebrew', 'איך אני סוגר את החשבון?', ['סוגר', 'החשבון']],
  ['Hindi', 'मैं अपना खाता कैसे बंद करूं?', ['खाता', 'बंद']],
  ['Thai', 'ปิดบัญชีธนาคาร', ['ปิด', 'บัญชี', 'ธนาคาร']],
  ['Japanese', '口座', ['口座']],
  ['Korean', '계좌 해지', ['계좌', '해지']],
])('%s gives words of its own script', (_language, text, expected) => {
  expect(tokenise(text)).toEqual(expect.arrayContaining(expected));
});

test('wide and composed forms of one word are one term', () => {
  expect(tokenise('ＣＳＶ café')).toEqual(tokenise('CSV cafe\u0301'));
});

test('a run of Chinese without a space may be as long as a book', () => {
  // 200,000 characters make 199,999 pairs, and these 199,998 pairs of neighbours.
  expect(tokenise('导出报表'.repeat(50_000))).toHaveLength(399_997);
});

test('a run of Thai without a space takes time by its length, not by its square', () => {
  const words = tokenise('ภาษา ไทย').filter((term) => !term.includes(' '));
  expect(words).toEqual(['ภาษา', 'ไทย']);
  const terms = tokenise('ภาษาไทย'.repeat(20_000)).filter((term) => !term.includes(' '));
  // 140,000 characters; at each of the 34 cuts a word may fall apart.
  expect(terms.filter((term) => words.includes(term)).length).toBeGreaterThan(39_900);
});
