import { expect, test } from 'vitest';
import { readKuraJsonl } from './read-kura-jsonl.ts';
import type { AcceptedRow, RejectedRow } from './read-kura-jsonl.ts';

async function* stream(...chunks: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* chunks;
}

async function readAll(
  source: AsyncIterable<string | Uint8Array>,
  options?: { maxLineBytes?: number },
): Promise<(AcceptedRow | RejectedRow)[]> {
  const rows = [];
  for await (const row of readKuraJsonl(source, options)) rows.push(row);
  return rows;
}

const row = (overrides: object = {}): string =>
  JSON.stringify({
    chat_id: 'c1',
    created_at: '2025-05-29T22:11:46.173975',
    messages: [{ created_at: '2025-05-29T22:11:47Z', role: 'user', content: 'Grüße' }],
    metadata: { plan: 'team' },
    ...overrides,
  });

test('a row becomes a conversation, times without a zone taken as UTC', async () => {
  expect(await readAll(stream(row()))).toEqual([
    {
      line: 1,
      conversation: {
        chatId: 'c1',
        createdAt: '2025-05-29T22:11:46.173Z',
        messages: [{ role: 'user', content: 'Grüße', createdAt: '2025-05-29T22:11:47.000Z' }],
        metadata: { plan: 'team' },
      },
    },
  ]);
});

test('what else stands in a row joins its metadata, whose own keys count first', async () => {
  const [read] = await readAll(
    stream(
      row({ customer: 'acme', plan: 'free', rating: 4, solved: false, tags: ['a', 'b'], raw: { x: 1 }, none: null }),
    ),
  );
  expect((read as AcceptedRow).conversation.metadata).toEqual({
    customer: 'acme',
    plan: 'team',
    rating: 4,
    solved: false,
    tags: ['a', 'b'],
  });
});

test('a byte order mark, CRLF, blank lines and chunks that cut a character apart do not matter', async () => {
  const bytes = new TextEncoder().encode(`\uFEFF${row()}\r\n\r\n  \n${row({ chat_id: 'c2' })}\r\n`);
  const rows = await readAll(stream(...Array.from(bytes, (byte) => Uint8Array.of(byte))));
  expect(rows.map(({ line }) => line)).toEqual([1, 4]);
  expect(rows.every((item) => 'conversation' in item && item.conversation.messages[0]?.content === 'Grüße')).toBe(true);
});

test.each([
  ['{"chat_id": ', null, /not valid JSON/],
  ['[1, 2]', null, /expected a JSON object, got a list/],
  [row({ chat_id: undefined }), 'chat_id', /got nothing/],
  [row({ chat_id: '  ' }), 'chat_id', /empty string/],
  [row({ messages: [] }), 'messages', /at least one message/],
  [
    row({
      messages: [
        { role: 'user', content: 'a' },
        { role: 'robot', content: 'b' },
      ],
    }),
    'messages.1.role',
    /"robot"/,
  ],
  [row({ messages: [{ role: 'user', content: 7 }] }), 'messages.0.content', /the number 7/],
  [row({ created_at: 'yesterday' }), 'created_at', /ISO 8601.*"yesterday"/],
  [row({ created_at: '2025-13-45T00:00:00Z' }), 'created_at', /ISO 8601/],
  [row({ metadata: 'x' }), 'metadata', /expected an object/],
])('the faulty row %s is named by its field and costs no good row', async (faulty, field, reason) => {
  const rows = await readAll(stream(`${row()}\n${faulty}\n${row({ chat_id: 'c3' })}`));
  expect(rows).toHaveLength(3);
  expect(rows[1]).toEqual({ line: 2, field, reason: expect.stringMatching(reason) });
  expect('conversation' in rows[0] && 'conversation' in rows[2]).toBe(true);
});

test('bytes that are not UTF-8 are rejected with their line', async () => {
  const rows = await readAll(stream(Uint8Array.of(0x22, 0xff, 0x22, 0x0a), row()));
  expect(rows[0]).toEqual({ line: 1, field: null, reason: expect.stringContaining('UTF-8') });
  expect(rows[1]).toHaveProperty('conversation');
});

test('a line beyond the limit is skipped to its end', async () => {
  const rows = await readAll(stream('x'.repeat(3000), 'y'.repeat(3000), '\n', row()), { maxLineBytes: 4000 });
  expect(rows[0]).toEqual({ line: 1, field: null, reason: 'expected a line of at most 4,000 bytes' });
  expect(rows[1]).toMatchObject({ line: 2, conversation: { chatId: 'c1' } });
});

test('roles of other logs are understood in any case; what a database cannot store is replaced', async () => {
  const messages = ['Human', 'AI', 'developer', 'function', 'SYSTEM'].map((role) => ({ role, content: 'a\0b\ud800' }));
  const [read] = await readAll(stream(row({ messages, chat_id: 12, created_at: null, metadata: undefined })));
  expect(read).toMatchObject({ conversation: { chatId: '12', createdAt: null, metadata: {} } });
  const { conversation } = read as AcceptedRow;
  expect(conversation.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'system', 'tool', 'system']);
  expect(conversation.messages[0]?.content).toBe('a\uFFFDb\uFFFD');
});

test('metadata nested without end is rejected, not thrown', async () => {
  const [read] = await readAll(stream(row().replace('"team"', `${'['.repeat(5000)}${']'.repeat(5000)}`)));
  expect(read).toMatchObject({ field: 'metadata', reason: expect.stringContaining('100 levels') });
});
