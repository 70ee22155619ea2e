import { expect, test } from 'vitest';
import { buildConversation } from '../testing/build-conversation.ts';
import type { Conversation } from './conversation.ts';
import { readConversations } from './read-conversations.ts';
import { joinRepeated } from './repeated-history.ts';

type Said = readonly [string, string];

const hi: Said[] = [
  ['user', 'hi'],
  ['assistant', 'Hello! How can I help?'],
];
const refund: Said[] = [...hi, ['user', 'I want my money back.'], ['assistant', 'For which order?']];
const order: Said[] = [...refund, ['user', 'Order 17.'], ['assistant', 'Done.']];
const keys: Said[] = [...hi, ['user', 'How do I rotate a key?'], ['assistant', 'Under Settings.']];

/** A row of a log of requests: the last message is the response. */
function request(said: readonly Said[], rest: object = {}): object {
  const messages = said.map(([role, content]) => ({ role, content }));
  return {
    request: { messages: messages.slice(0, -1) },
    response: { choices: [{ message: messages.at(-1) }] },
    ...rest,
  };
}

/** The number of the conversation of each row, from 0, in the order of their first rows. */
async function tellApart(rows: readonly object[]): Promise<number[]> {
  const ids: string[] = [];
  const source = (async function* (): AsyncGenerator<string> {
    for (const row of rows) yield `${JSON.stringify(row)}\n`;
  })();
  for await (const row of readConversations(source)) {
    if (!('conversation' in row)) throw new Error(row.reason);
    ids.push(row.conversation.chatId);
  }
  const known = [...new Set(ids)];
  return ids.map((id) => known.indexOf(id));
}

test('every request of a conversation without an id belongs to the first, whatever comes between', async () => {
  expect(await tellApart([request(hi), request(refund), request(keys.slice(2)), request(order)])).toEqual([0, 0, 1, 0]);
});

test('a longer row first, and shorter ones after it, are one conversation', async () => {
  expect(await tellApart([request(order), request(refund), request(hi)])).toEqual([0, 0, 0]);
});

test('rows that share a question only are apart, and so are equal rows, each continued once', async () => {
  const brief: Said[] = [
    ['user', 'hi'],
    ['assistant', 'Yes?'],
  ];
  expect(await tellApart([{ messages: [{ role: 'user', content: 'hi' }] }, request(brief), request(hi)])).toEqual([
    0, 1, 2,
  ]);
  expect(await tellApart([request(hi), request(hi), request(refund), request(keys)])).toEqual([0, 1, 0, 1]);
});

test('an answer that was generated again and a question that was edited are conversations of their own', async () => {
  const again: Said[] = [...refund.slice(0, 3), ['assistant', 'Which one?']];
  const edited: Said[] = [...refund.slice(0, 2), ['user', 'I want a refund.'], ['assistant', 'For which order?']];
  const rows = [hi, refund, again, edited, order, [...again, ...order.slice(4)]].map((said) => request(said));
  expect(await tellApart(rows)).toEqual([0, 0, 1, 2, 0, 1]);
});

test('a system prompt with the time in it, and other white space, do not count', async () => {
  const at = (time: string, said: readonly Said[]): object => request([['system', `It is ${time}.`], ...said]);
  const spaced = refund.map(([role, content]): Said => [role, `${content.replaceAll(' ', '\n ')} `]);
  expect(await tellApart([at('10:00', hi), at('10:01', spaced), at('10:02', order)])).toEqual([0, 0, 0]);
});

test('ids of requests are continued, ids of conversations are not; one’s own id is preferred', async () => {
  expect(await tellApart([request(hi, { id: 'r1' }), request(refund, { request_id: 'r2' })])).toEqual([0, 0]);
  expect(await tellApart([request(hi, { conversation_id: 'a' }), request(refund, { conversation_id: 'b' })])).toEqual([
    0, 1,
  ]);
  expect(await tellApart([request(hi, { id: 'a' }), request(hi, { id: 'b' }), request(refund, { id: 'b' })])).toEqual([
    0, 1, 1,
  ]);
});

test('of two rows the longer gives the messages, the earlier the time, and both the metadata', () => {
  const first = buildConversation([['user', 'one']], {
    createdAt: '2026-01-01T10:00:00.000Z',
    metadata: { plan: 'free', tokens: 3 },
  });
  const last = buildConversation(
    [
      ['user', ' one'],
      ['assistant', 'two'],
    ],
    { createdAt: '2026-01-01T10:05:00.000Z', metadata: { tokens: 9 } },
  );
  const conversation: Conversation = { ...last, createdAt: first.createdAt, metadata: { plan: 'free', tokens: 9 } };
  expect(joinRepeated(first, last)).toEqual({ conversation, isLonger: true });
  expect(joinRepeated(last, first)).toEqual({ conversation, isLonger: false });
  expect(joinRepeated(last, buildConversation('other'))).toBeNull();
  expect(joinRepeated(first, buildConversation([['system', 'Be brief.']]))).toBeNull();
});
