import { expect, test } from 'vitest';
import type { ReadConversation } from './read-conversations.ts';
import { readConversations } from './read-conversations.ts';
import type { RejectedRow } from './read-kura-jsonl.ts';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(file: string | Uint8Array, chunkSize = 7): Promise<(ReadConversation | RejectedRow)[]> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const rows: (ReadConversation | RejectedRow)[] = [];
  for await (const row of readConversations(inChunks(bytes, chunkSize))) rows.push(row);
  return rows;
}

/** The only conversation of a file, with its messages as `role: content`. */
async function readOne(file: string | object): Promise<Record<string, unknown>> {
  const [row, ...others] = await read(typeof file === 'string' ? file : `${JSON.stringify(file)}\n`);
  expect(others).toEqual([]);
  if (!('conversation' in row)) throw new Error(`Rejected: ${row.field}: ${row.reason}`);
  const { messages, ...rest } = row.conversation;
  return { ...rest, said: messages.map(({ role, content }) => `${role}: ${content}`) };
}

const question = 'How do I rotate a key?';
const answer = 'Under Settings, Keys.';
const asked = { role: 'user', content: question };
const answered = { role: 'assistant', content: answer };
const said = [`user: ${question}`, `assistant: ${answer}`];

test('a fine-tuning row without an id is named after its words; the same words again are counted', async () => {
  const row = JSON.stringify({
    messages: [{ role: 'developer', content: 'Be brief.' }, asked, answered],
    plan: 'team',
  });
  const first = await read(`${row}\n${row}\n`);
  const ids = first.map((item) => 'conversation' in item && item.conversation.chatId);
  expect(ids[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(ids[1]).toBe(`${String(ids[0])}-2`);
  expect((await read(`${row}\n${row}\n`)).map((item) => 'conversation' in item && item.conversation.chatId)).toEqual(
    ids,
  );
  expect(first[0]).toMatchObject({ shape: 'lists of messages', conversation: { metadata: { plan: 'team' } } });
});

test('an OpenAI request with its response: id and time of the response, parts of the content, a called tool', async () => {
  const calls = [{ id: 'c1', type: 'function', function: { name: 'find_key', arguments: '{}' } }];
  const content = [
    { type: 'text', text: question },
    { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
  ];
  const row = {
    request: {
      model: 'gpt-4o',
      messages: [
        { role: 'user', content },
        { role: 'assistant', content: null, tool_calls: calls },
        { role: 'tool', content: '{"key":1}', tool_call_id: 'c1' },
      ],
    },
    response: { id: 'chatcmpl-1', created: 1767261600, choices: [{ index: 0, message: answered }] },
    latency_ms: 812,
  };
  expect(await readOne(row)).toEqual({
    chatId: 'chatcmpl-1',
    createdAt: '2026-01-01T10:00:00.000Z',
    said: [`user: ${question}\n\n[image]`, 'assistant: [calls find_key]', 'tool: {"key":1}', `assistant: ${answer}`],
    metadata: { model: 'gpt-4o', latency_ms: 812 },
  });
});

test('the Responses API: items of the input and the output, without the reasoning', async () => {
  const row = {
    request: {
      model: 'gpt-5',
      instructions: 'Be brief.',
      input: [{ role: 'user', content: [{ type: 'input_text', text: question }] }],
    },
    response: {
      id: 'resp_1',
      output: [
        { type: 'reasoning', summary: [] },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: answer }] },
      ],
    },
  };
  expect(await readOne(row)).toMatchObject({ chatId: 'resp_1', said: ['system: Be brief.', ...said] });
});

test('a batch row has its request under body, and a body as JSON text is read too', async () => {
  const body = { messages: [asked] };
  expect(await readOne({ custom_id: 'r1', method: 'POST', url: '/v1', body })).toMatchObject({
    chatId: 'r1',
    said: [said[0]],
  });
  expect(
    await readOne({ id: 'r2', request: JSON.stringify(body), response: JSON.stringify({ content: answer }) }),
  ).toMatchObject({ said });
});

test('Anthropic content blocks: what a tool answered is not the words of the user', async () => {
  const row = {
    id: 'msg_1',
    system: 'Be brief.',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: question },
          { type: 'image', source: {} },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Hm.' },
          { type: 'tool_use', id: 't1', name: 'find_key', input: {} },
        ],
      },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'found' }] }],
      },
      { role: 'assistant', content: [{ type: 'text', text: answer }] },
    ],
  };
  expect(await readOne(row)).toMatchObject({
    chatId: 'msg_1',
    said: [
      'system: Be brief.',
      `user: ${question}\n\n[image]`,
      'assistant: [calls find_key]',
      'tool: found',
      `assistant: ${answer}`,
    ],
  });
});

test('Anthropic and Gemini responses are answers', async () => {
  const response = { id: 'm1', type: 'message', role: 'assistant', content: [{ type: 'text', text: answer }] };
  expect(await readOne({ request: { messages: [asked] }, response })).toMatchObject({ chatId: 'm1', said });
  const gemini = {
    request: { contents: [{ role: 'user', parts: [{ text: question }] }] },
    response: { candidates: [{ content: { role: 'model', parts: [{ text: answer }] } }] },
  };
  expect(await readOne(gemini)).toMatchObject({ said });
});

test('a ChatGPT export: the branch that was on the screen, hidden messages left out', async () => {
  const node = (id: string, parent: string | null, role: string | null, text = '', metadata = {}): object => ({
    id,
    parent,
    message:
      role === null
        ? null
        : { author: { role }, create_time: 1767261600, content: { content_type: 'text', parts: [text] }, metadata },
  });
  const nodes = [
    ['root', node('root', null, null)],
    ['memory', node('memory', 'root', 'user', 'About me', { is_visually_hidden_from_conversation: true })],
    ['asked', node('asked', 'memory', 'user', question)],
    ['old', node('old', 'asked', 'assistant', 'An answer that was asked for again')],
    ['new', node('new', 'asked', 'assistant', answer)],
  ];
  const conversation = {
    title: 'Keys',
    create_time: 1767261600.5,
    conversation_id: 'c1',
    mapping: Object.fromEntries(nodes),
    current_node: 'new',
  };
  expect(await readOne(JSON.stringify([conversation], null, 1))).toEqual({
    chatId: 'c1',
    createdAt: '2026-01-01T10:00:00.500Z',
    said,
    metadata: { title: 'Keys' },
  });
});

test('the export of Claude, and ShareGPT with other names of the speakers', async () => {
  const created_at = '2026-01-01T10:00:00Z';
  const claude = {
    uuid: 'u1',
    created_at,
    chat_messages: [
      { sender: 'human', text: question, content: [], created_at },
      { sender: 'assistant', text: '', content: [{ type: 'text', text: answer }], created_at },
    ],
  };
  expect(await readOne([claude])).toMatchObject({ chatId: 'u1', createdAt: '2026-01-01T10:00:00.000Z', said });
  const shareGpt = {
    id: 's1',
    conversations: [
      { from: 'human', value: question },
      { from: 'gpt', value: answer },
    ],
  };
  expect(await readOne(shareGpt)).toMatchObject({ chatId: 's1', said });
});

test('traces of Langfuse and LangSmith: text, messages and LangChain objects as input and output', async () => {
  const timestamp = '2026-01-01T10:00:00Z';
  expect(
    await readOne({ id: 't1', timestamp, userId: 'u', input: question, output: answer, metadata: { plan: 'team' } }),
  ).toEqual({
    chatId: 't1',
    createdAt: '2026-01-01T10:00:00.000Z',
    said,
    metadata: { userId: 'u', plan: 'team' },
  });
  expect(await readOne({ id: 't2', input: { messages: [asked] }, output: answered })).toMatchObject({ said });
  // A graph of agents answers with the whole conversation.
  expect(
    await readOne({ id: 't3', input: { messages: [asked] }, output: { messages: [asked, answered] } }),
  ).toMatchObject({ said });
  const message = (type: string, content: string): object => ({
    lc: 1,
    id: ['langchain', 'schema', type],
    kwargs: { content },
  });
  const run = {
    id: 'r1',
    run_type: 'llm',
    inputs: { messages: [[message('HumanMessage', question)]] },
    outputs: { generations: [[{ text: answer, message: message('AIMessage', answer) }]] },
  };
  expect(await readOne(run)).toMatchObject({ chatId: 'r1', said });
  // LangSmith has what its users tag a trace with two levels down; a CSV of it as text.
  const extra = { metadata: { thread_id: 'h1', plan: 'team' }, runtime: { sdk: 'langsmith-js' } };
  const tagged = { run_type: 'llm', thread_id: 'h1', plan: 'team' };
  expect(await readOne({ ...run, extra, plan: 'free' })).toMatchObject({ metadata: tagged });
  expect(await readOne({ ...run, extra: JSON.stringify(extra) })).toMatchObject({ metadata: tagged });
});

test('CSV with a question and an answer a row: quotes, line breaks, other columns as metadata', async () => {
  const csv =
    '\uFEFFTimestamp;Customer ID;User message;Assistant message\r\n2026-01-01 10:00;7;"How do I\nrotate; a ""key""?";Under Settings\r\n';
  expect(await readOne(csv)).toEqual({
    chatId: expect.stringMatching(/^[0-9a-f]{16}$/),
    createdAt: '2026-01-01T10:00:00.000Z',
    said: ['user: How do I\nrotate; a "key"?', 'assistant: Under Settings'],
    metadata: { 'Customer ID': '7' },
  });
});

test('rows with one message are put together by conversation and ordered by time', async () => {
  const csv = [
    'conversation_id,created_at,role,content,plan',
    'a,2026-01-01T10:00:01Z,assistant,one,team',
    'b,2026-01-01T10:00:00Z,user,other,free',
    'a,2026-01-01T10:00:00Z,user,first,team',
  ];
  const rows = await read(csv.join('\n'));
  expect(rows).toMatchObject([
    {
      line: 2,
      rowCount: 2,
      conversation: { chatId: 'a', messages: [{ content: 'first' }, { content: 'one' }], metadata: { plan: 'team' } },
    },
    { line: 3, rowCount: 1, conversation: { chatId: 'b' } },
  ]);
});

test('a row that is no conversation is rejected with its keys, and the rest is read', async () => {
  const rows = await read(
    `{"messages": [{"role": "narrator", "content": "x"}]}\n{"level": 30, "msg": "started"}\n${JSON.stringify({ messages: [asked] })}\n`,
  );
  expect(rows).toMatchObject([
    { line: 1, field: 'messages.0.role', reason: 'expected user, assistant, system or tool, got "narrator"' },
    { line: 2, field: null, reason: expect.stringContaining('got an object with the keys level, msg') },
    { line: 3, shape: 'lists of messages' },
  ]);
});

test('a conversation without words is rejected; a time in words stays in the metadata', async () => {
  expect(await read('{"prompt": " ", "response": ""}')).toMatchObject([
    { line: 1, reason: 'expected at least one message with words, got none' },
  ]);
  expect(await readOne({ id: 'q', prompt: question, response: answer, date: 'last Monday' })).toMatchObject({
    createdAt: null,
    said,
    metadata: { date: 'last Monday' },
  });
});
