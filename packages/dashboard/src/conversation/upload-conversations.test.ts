import { expect, test } from 'vitest';
import { readRefusal, suggestDatasetName } from './upload-conversations.ts';

test('finds the message in every shape of error answer', () => {
  expect(readRefusal(400, '{"error":"Expected one goldLabelKey.","code":"INVALID_INPUT"}')).toBe(
    'Expected one goldLabelKey.',
  );
  expect(readRefusal(400, '{"error":{"message":"Too large."}}')).toBe('Too large.');
  expect(readRefusal(400, '{"message":"No such dataset."}')).toBe('No such dataset.');
});

test('falls back to the status when the answer is not for people', () => {
  expect(readRefusal(502, '<html>Bad gateway</html>')).toBe('The server refused the file (HTTP 502).');
});

test('names a dataset after its file', () => {
  expect(suggestDatasetName('Support 2025 (final).jsonl')).toBe('support-2025-final');
  expect(suggestDatasetName('überblick.JSONL')).toBe('überblick');
  expect(suggestDatasetName('support.jsonl.gz')).toBe('support');
});
