import { expect, test } from 'vitest';
import { buildConversation } from '../testing/build-conversation.ts';
import { readKuraJsonl } from './read-kura-jsonl.ts';
import { formatKuraRow, writeKuraJsonl } from './write-kura-jsonl.ts';

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

test("a row holds only what Kura's types take: two roles, times everywhere, flat metadata", () => {
  const written = JSON.parse(
    formatKuraRow({
      chatId: 'c3',
      createdAt: null,
      messages: [
        { role: 'system', content: 'Be kind.', createdAt: null },
        { role: 'user', content: 'hi', createdAt: '2026-01-05T09:30:00.000Z' },
        { role: 'tool', content: '{}', createdAt: '2026-01-05T09:31:00.000Z' },
      ],
      metadata: { plan: 'pro', tags: ['a', 'b'], nothing: null, nested: { deep: 1 }, mixed: [1, 'a'] },
    }),
  );
  expect(written).toMatchObject({ chat_id: 'c3', created_at: '2026-01-05T09:30:00.000Z' });
  expect(written.messages.map((message: { role: string }) => message.role)).toEqual(['assistant', 'user', 'assistant']);
  expect(written.messages[0].created_at).toBe('2026-01-05T09:30:00.000Z');
  expect(written.metadata).toEqual({ plan: 'pro', tags: ['a', 'b'], nested: '{"deep":1}', mixed: '[1,"a"]' });
});

test('a conversation without any time is dated 1970 for Kura and has none when it is read back', async () => {
  const conversation = buildConversation('hi', { createdAt: null });
  const timeless = { ...conversation, messages: conversation.messages.map((each) => ({ ...each, createdAt: null })) };
  const row = formatKuraRow(timeless);
  expect(JSON.parse(row)).toMatchObject({ created_at: '1970-01-01T00:00:00.000Z' });
  const read = [];
  for await (const each of readKuraJsonl(writeKuraJsonl([timeless]))) read.push(each);
  expect(read).toEqual([{ line: 1, conversation: timeless }]);
});
