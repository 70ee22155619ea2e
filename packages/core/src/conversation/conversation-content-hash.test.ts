import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { buildConversation } from '../testing/build-conversation.ts';
import { conversationContentHash } from './conversation-content-hash.ts';

test('the hash is SHA-256 over roles and contents', () => {
  const expected = createHash('sha256').update('[["user","hi"],["assistant","hello"]]').digest('hex');
  expect(
    conversationContentHash(
      buildConversation([
        ['user', 'hi'],
        ['assistant', 'hello'],
      ]),
    ),
  ).toBe(expected);
});

test('ids, times and metadata do not count; roles and the cut between messages do', () => {
  const hash = conversationContentHash(buildConversation('a b'));
  expect(conversationContentHash(buildConversation('a b', { chatId: 'x', createdAt: null, metadata: { y: 1 } }))).toBe(
    hash,
  );
  expect(conversationContentHash(buildConversation([['assistant', 'a b']]))).not.toBe(hash);
  expect(
    conversationContentHash(
      buildConversation([
        ['user', 'a'],
        ['user', ' b'],
      ]),
    ),
  ).not.toBe(hash);
});
