import { expect, test } from 'vitest';
import { reduceMessage } from './reduce-message.ts';

test('takes a JSON payload on one line out of the prose', () => {
  const { prose, code } = reduceMessage(
    'Why is this refused?\n{"key":"cart","allocation":{"control":50}}\n[{"path":"/metrics"}]\nPlease help.',
  );
  expect(prose).toBe('Why is this refused?\n\nPlease help.');
  expect(code).toContain('"allocation"');
});

test('keeps brackets that stand in prose', () => {
  expect(reduceMessage('[email] cannot sign in').prose).toBe('[email] cannot sign in');
  expect(reduceMessage('{flag} is shown as is').prose).toBe('{flag} is shown as is');
});

test('takes out fenced code and stack frames, and keeps the error that they name', () => {
  const { prose, errors, codeLanguages } = reduceMessage(
    'It fails:\n```ts\nclient.init()\n```\nTypeError: client is undefined\n    at main (app.ts:3:1)',
  );
  expect(prose).toBe('It fails:');
  expect(errors).toEqual(['TypeError: client is undefined']);
  expect(codeLanguages).toEqual(['ts']);
});
