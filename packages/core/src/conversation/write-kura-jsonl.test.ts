import { expect, test } from 'vitest';
import { buildConversation } from '../testing/build-conversation.ts';
import { readKuraJsonl } from './read-kura-jsonl.ts';
import { writeKuraJsonl } from './write-kura-jsonl.ts';

test('what is written is read back the same', async () => {
  const conversations = [
    buildConversation('line\nbreak \u2028 “quotes” 日本語 🎉'),
    buildConversation(
      [
        ['system', 'Be kind.'],
        ['user', 'hi'],
        ['tool', '{}'],
      ],
      {
        chatId: 'c2',
        createdAt: null,
        metadata: { nested: { list: [1, null, true] }, __proto__key: 'x' },
      },
    ),
  ];
  const read = [];
  for await (const row of readKuraJsonl(writeKuraJsonl(conversations))) read.push(row);
  expect(read).toEqual(conversations.map((conversation, i) => ({ line: i + 1, conversation })));
});
