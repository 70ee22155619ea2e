import { expect, test } from 'vitest';
import { buildSummary } from '../testing/build-summary.ts';
import { summaryToText } from './summary-to-text.ts';

test('the embedded text is the summary and its topic, and nothing else of the record', () => {
  const record = buildSummary('User cannot log in.', {
    chatId: 'secret-id',
    topic: 'login, single sign-on',
    request: 'request',
    task: 'task',
    languages: ['english'],
    userFrustration: 5,
    fields: { features: ['SSO'] },
  });
  expect(summaryToText(record)).toBe('User cannot log in. login, single sign-on');
  expect(summaryToText(buildSummary('User cannot log in.'))).toBe('User cannot log in.');
});
