import { beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { startRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';
import { writeConversations } from './setup/write-conversations.ts';

let server: TestServer;
let workspace: Workspace;

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
});

interface Report {
  importedCount: number;
  rejections: { line: number; field: string | null; reason: string }[];
}

interface ReadDataset {
  id: string;
  name: string;
  contentHash: string;
  conversationCount: number;
  nodes: { chatId: string; position: number; messages: object[]; metadata: object; goldLabel: string | null }[];
}

async function upload(dataset: string, body: string, query = ''): Promise<Report> {
  const response = await fetch(`${server.url}/datasets/${dataset}/conversations${query}`, { method: 'POST', body });
  return (await response.json()) as Report;
}

async function expectUpload(dataset: string, body: string, counts: object): Promise<void> {
  expect(await upload(dataset, body)).toMatchObject(counts);
}

async function readDataset(name: string): Promise<ReadDataset> {
  type Answer = { datasets: (ReadDataset & { conversations: { edges: { node: ReadDataset['nodes'][number] }[] } })[] };
  const { datasets } = await server.query<Answer>(`{ datasets {
    id name contentHash conversationCount
    conversations(first: 1000) { edges { node { chatId position messages { content } metadata goldLabel } } }
  } }`);
  const found = datasets.find((dataset) => dataset.name === name)!;
  return { ...found, nodes: found.conversations.edges.map((edge) => edge.node) };
}

const turns = Array.from({ length: 8 }, (_, index) => ({
  role: index % 2 === 0 ? 'user' : 'assistant',
  content: `turn ${index}`,
}));

describe('an upload', () => {
  it('imports every row in order, across several batches', async () => {
    const report = await upload('in-order', writeConversations(1203));
    expect(report).toMatchObject({ rowCount: 1203, importedCount: 1203, alreadyThereCount: 0, rejectedCount: 0 });
    expect(report.rejections).toEqual([]);
    const dataset = await readDataset('in-order');
    expect(dataset.conversationCount).toBe(1203);
    expect(dataset.nodes.map(({ chatId }) => chatId)).toEqual(Array.from({ length: 1000 }, (_, at) => `chat-${at}`));
  });

  it('finds rows that are there already, and adds the new ones at the end', async () => {
    await upload('repeated', writeConversations(10));
    const before = await readDataset('repeated');
    expect(await upload('repeated', writeConversations(10))).toMatchObject({ importedCount: 0, alreadyThereCount: 10 });
    expect((await readDataset('repeated')).contentHash).toBe(before.contentHash);
    expect(await upload('repeated', writeConversations(12))).toMatchObject({ importedCount: 2, alreadyThereCount: 10 });
    const after = await readDataset('repeated');
    expect(after.contentHash).not.toBe(before.contentHash);
    expect(after.nodes.at(-1)).toMatchObject({ chatId: 'chat-11', position: 11 });
  });

  it('gives the same content hash whether the rows come at once or one after the other', async () => {
    await upload('at-once', writeConversations(7));
    await upload('in-parts', writeConversations(3));
    await upload('in-parts', writeConversations(4, 3));
    expect((await readDataset('in-parts')).contentHash).toBe((await readDataset('at-once')).contentHash);
  });

  it('names each bad row and loses no good one', async () => {
    const [first, second, third] = writeConversations(3).split('\n');
    const noMessages = JSON.stringify({ chat_id: 'x', created_at: null, messages: [], metadata: {} });
    const report = await upload('faulty', [first, '{"chat_id": ', '', second, noMessages, third, '"text"'].join('\n'));
    expect(report).toMatchObject({ rowCount: 6, importedCount: 3, rejectedCount: 3 });
    expect(report.rejections.map(({ line, field }) => [line, field])).toEqual([
      [2, null],
      [5, 'messages'],
      [7, null],
    ]);
  });

  it('rejects a known chat id with other messages, in the file and in the dataset', async () => {
    const row = (content: string): string =>
      JSON.stringify({ chat_id: 'same', created_at: null, messages: [{ role: 'user', content }], metadata: {} });
    const report = await upload('conflict', `${row('one')}\n${row('one')}\n${row('two')}`);
    expect(report).toMatchObject({ importedCount: 1, alreadyThereCount: 1, rejectedCount: 1 });
    expect(report.rejections[0]).toMatchObject({ line: 3, field: 'chat_id' });
    expect(await upload('conflict', row('three'))).toMatchObject({ importedCount: 0, rejectedCount: 1 });
  });

  it('takes a gzipped body', async () => {
    const stream = new Blob([writeConversations(20)]).stream().pipeThrough(new CompressionStream('gzip'));
    const response = await fetch(`${server.url}/datasets/zipped/conversations`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: await new Response(stream).blob(),
    });
    expect(await response.json()).toMatchObject({ importedCount: 20 });
  });

  it('puts rows of single messages together, twice the same, with a column as the gold label', async () => {
    const csv = 'conversation_id,role,content,intent\na,user,How?,help\nb,user,Why?,cause\na,assistant,So.,help\n';
    const expected = { rowCount: 3, rejectedCount: 0, shapes: ['single messages'] };
    expect(await upload('csv', csv, '?goldLabelKey=intent')).toMatchObject({ ...expected, importedCount: 2 });
    expect(await upload('csv', csv, '?goldLabelKey=intent')).toMatchObject({ ...expected, alreadyThereCount: 2 });
    expect((await readDataset('csv')).nodes.map(({ chatId, goldLabel }) => [chatId, goldLabel])).toEqual([
      ['a', 'help'],
      ['b', 'cause'],
    ]);
  });

  it('makes one conversation of rows that repeat each other, with or without an id, and adds nothing the second time', async () => {
    const row = (length: number, rest: object): string => JSON.stringify({ messages: turns.slice(0, length), ...rest });
    const branch = { messages: [...turns.slice(0, 3), { role: 'assistant', content: 'otherwise' }] };
    const rows = [
      ...[2, 4, 8, 6].map((length) => row(length, { model: `m${length}`, created_at: 1767261600 + length })),
      // A batch of its own comes between.
      writeConversations(600).trim(),
      ...[2, 6, 4].map((length) => row(length, { conversation_id: 'mine', intent: `i${length}` })),
      JSON.stringify({ ...branch, conversation_id: 'mine' }),
      JSON.stringify(branch),
      row(8, { model: 'last' }),
    ].join('\n');
    const counts = { rowCount: 610, importedCount: 604, alreadyThereCount: 0, continuedCount: 5, rejectedCount: 1 };
    expect(await upload('turns', rows, '?goldLabelKey=intent')).toMatchObject(counts);
    const before = await readDataset('turns');
    expect(before.nodes[0]).toMatchObject({ position: 0, metadata: { model: 'm8' } });
    expect(before.nodes[601]).toMatchObject({ chatId: 'mine', goldLabel: 'i6' });
    await expectUpload('turns', rows, { ...counts, importedCount: 0, alreadyThereCount: 609, continuedCount: 0 });
    expect(await readDataset('turns')).toEqual(before);
  });

  it('refuses a file of another kind with what to do', async () => {
    const error: unknown = expect.stringContaining('the file is a Parquet file. Write it as JSON lines first');
    await expectUpload('parquet', 'PAR1…', { error });
  });
});

describe('a log that has grown', () => {
  const row = (id: string, length: number): string =>
    JSON.stringify({ conversation_id: id, messages: turns.slice(0, length), intent: `i${length}`, [`m${length}`]: id });

  it('brings the later messages of what was imported before, and the same again changes nothing', async () => {
    await upload('grown', [row('a', 2), row('b', 2), row('c', 4)].join('\n'), '?goldLabelKey=intent');
    const other = JSON.stringify({ conversation_id: 'c', messages: [...turns.slice(0, 3), turns[1]] });
    // The log of an API: every request holds the messages before it.
    const log = [row('a', 2), row('a', 4), row('a', 6), row('b', 2), row('c', 2), other, row('d', 2)].join('\n');
    const counts = { rowCount: 7, alreadyThereCount: 3, frozenCount: 0, rejectedCount: 1 };
    await expectUpload('grown', log, { ...counts, importedCount: 1, extendedCount: 1, continuedCount: 1 });
    const after = await readDataset('grown');
    expect(after.nodes.map(({ chatId, messages }) => [chatId, messages.length])).toEqual([
      ['a', 6],
      ['b', 2],
      ['c', 4],
      ['d', 2],
    ]);
    expect(after.nodes[0]).toMatchObject({ metadata: { m2: 'a', m4: 'a', m6: 'a' }, goldLabel: 'i6' });
    await expectUpload('grown', log, { ...counts, importedCount: 0, alreadyThereCount: 6, extendedCount: 0 });
    expect(await readDataset('grown')).toEqual(after);
  });

  it('without ids is told by its words, each conversation once, unless a run has read it', async () => {
    const say = (...contents: string[]): string =>
      JSON.stringify({
        messages: contents.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content })),
      });
    const monday = [say('Hi', 'Hello'), say('Hi', 'Hello'), say('Why?', 'So.'), say('Alone')];
    await upload('unnamed', monday.join('\n'));
    const tuesday = [
      say('Hi', 'Hello', 'one', 'yes'),
      say('Hi', 'Hello', 'two', 'no'),
      say('Why?', 'So.'),
      say('Why?', 'So.', 'Oh'),
      say('Why?', 'So.', 'Oh', 'Yes.'),
      say('Alone', 'Now not.'),
    ].join('\n');
    const lengths = async (): Promise<number[]> =>
      (await readDataset('unnamed')).nodes.map(({ messages }) => messages.length);
    // The second greeting had a name with a number; a question without an answer is nobody's in particular.
    await expectUpload('unnamed', tuesday, {
      importedCount: 2,
      extendedCount: 2,
      continuedCount: 1,
      alreadyThereCount: 1,
    });
    expect(await lengths()).toEqual([4, 2, 4, 1, 4, 2]);
    await expectUpload('unnamed', tuesday, { importedCount: 0, extendedCount: 0, alreadyThereCount: 6 });
    await startRun(server, (await readDataset('unnamed')).id);
    const wednesday = [say('Hi', 'Hello', 'one', 'yes'), say('Why?', 'So.', 'Oh', 'Yes.', 'Bye')].join('\n');
    await expectUpload('unnamed', wednesday, { importedCount: 1, alreadyThereCount: 1, frozenCount: 0 });
    expect(await lengths()).toEqual([4, 2, 4, 1, 4, 2, 5]);
    expect(await upload('unnamed', wednesday)).toMatchObject({ importedCount: 0, alreadyThereCount: 2 });
  });

  it('has the content hash of the same conversations imported at once, so that runs share results', async () => {
    await upload('grown-in-parts', [row('a', 2), row('b', 4)].join('\n'));
    await upload('grown-in-parts', [row('a', 4), row('b', 6), row('c', 2)].join('\n'));
    await upload('whole', [row('a', 4), row('b', 6), row('c', 2)].join('\n'));
    expect((await readDataset('grown-in-parts')).contentHash).toBe((await readDataset('whole')).contentHash);
  });

  it('leaves what a run has read as it is, and says how many would have grown', async () => {
    await upload('read', [row('a', 2), row('b', 2)].join('\n'));
    const { id, contentHash } = await readDataset('read');
    const runId = await startRun(server, id);
    await upload('read', row('c', 2));
    const log = [row('a', 4), row('a', 6), row('b', 2), row('c', 4)].join('\n');
    const counts = { importedCount: 0, alreadyThereCount: 1, extendedCount: 1, frozenCount: 1, rejectedCount: 0 };
    expect(await upload('read', log)).toMatchObject(counts);
    expect((await readDataset('read')).nodes.map(({ messages }) => messages.length)).toEqual([2, 2, 4]);
    expect((await workspace.runs.listOfDatasets([id]))[0]).toMatchObject({
      datasetContentHash: contentHash,
      conversationCount: 2,
    });
    await server.query('mutation ($id: ID!) { deleteRun(id: $id) }', { id: runId });
    expect(await upload('read', log)).toMatchObject({ extendedCount: 1, continuedCount: 1, frozenCount: 0 });
  });
});

describe('a gold label', () => {
  it('is kept apart from the metadata', async () => {
    await upload('labelled', writeConversations(4), '?goldLabelKey=intent');
    const [node] = (await readDataset('labelled')).nodes;
    expect(node).toMatchObject({ metadata: { source: 'test' }, goldLabel: 'export' });
  });

  it('stays out of the metadata in later imports that do not name its key', async () => {
    await upload('labelled-later', writeConversations(2), '?goldLabelKey=intent');
    await upload('labelled-later', writeConversations(2, 2));
    const { nodes } = await readDataset('labelled-later');
    expect(nodes.map((node) => node.metadata)).toEqual(Array.from({ length: 4 }, () => ({ source: 'test' })));
    expect(nodes[3]?.goldLabel).toBe('delete');
  });

  it('is moved out of the metadata of rows that came before its key was named', async () => {
    await upload('named-late', writeConversations(2));
    await upload('named-late', writeConversations(2), '?goldLabelKey=intent');
    const { nodes } = await readDataset('named-late');
    expect(nodes.map((node) => [node.metadata, node.goldLabel])).toEqual([
      [{ source: 'test' }, 'export'],
      [{ source: 'test' }, 'reset'],
    ]);
  });

  it('has one key in a dataset', async () => {
    await upload('one-key', writeConversations(1), '?goldLabelKey=intent');
    const other = await upload('one-key', writeConversations(1), '?goldLabelKey=source');
    expect(other).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('the mutation importConversations', () => {
  it('gives the report and the dataset', async () => {
    const { importConversations } = await server.query<{ importConversations: object }>(
      `mutation ($input: ImportConversationsInput!) {
        importConversations(input: $input) { rowCount importedCount rejections { line reason } dataset { name conversationCount } }
      }`,
      { input: { datasetName: 'by mutation', content: writeConversations(5), goldLabelKey: 'intent' } },
    );
    expect(importConversations).toEqual({
      rowCount: 5,
      importedCount: 5,
      rejections: [],
      dataset: { name: 'by mutation', conversationCount: 5 },
    });
  });
});

describe('a search in conversations', () => {
  it('takes percent signs and underscores as they are', async () => {
    const rows = ['100% sure', '1000 sure', 'a_b', 'axb'].map((content, index) =>
      JSON.stringify({ chat_id: `${index}`, created_at: null, messages: [{ role: 'user', content }], metadata: {} }),
    );
    await upload('search', rows.join('\n'));
    type Found = {
      name: string;
      percent: { totalCount: number };
      underscore: { edges: { node: { chatId: string } }[] };
    };
    const { datasets } = await server.query<{ datasets: Found[] }>(`{ datasets { name
      percent: conversations(search: "100% SURE") { totalCount }
      underscore: conversations(search: "a_b") { edges { node { chatId } } }
    } }`);
    const found = datasets.find((dataset) => dataset.name === 'search')!;
    expect(found.percent.totalCount).toBe(1);
    expect(found.underscore.edges.map((edge) => edge.node.chatId)).toEqual(['2']);
  });
});
