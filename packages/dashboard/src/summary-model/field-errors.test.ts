import { expect, test } from 'vitest';
import { readFieldErrors } from './field-errors.ts';

test('each fault goes to its setting', () => {
  const message =
    'definition.words.min: expected min to be at most max; definition.prompt: unknown variable: user; line 3';
  expect(readFieldErrors(message)).toEqual({
    words: 'min expected min to be at most max',
    prompt: 'unknown variable: user; line 3',
  });
});

test('two faults of one setting stay together', () => {
  expect(readFieldErrors('definition.fields: a; definition.fields.required: b')).toEqual({ fields: 'a; required b' });
});

test('a message about something else is nobody’s', () => {
  expect(readFieldErrors('The server does not answer.')).toEqual({});
});
