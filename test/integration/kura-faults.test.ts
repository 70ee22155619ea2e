import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { copyFolder, importKura, IMPORT_KURA, KURA_FOLDER } from './setup/import-kura.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

const API_KEY = 'a key of at least sixteen characters';

let workspace: Workspace;
let server: TestServer;
let scratch: string;

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  scratch = await mkdtemp(join(tmpdir(), 'understory-kura-'));
  await importKura(server, { folder: KURA_FOLDER });
});

afterAll(async () => {
  await rm(scratch, { recursive: true });
});

async function messageOfImport(input: object): Promise<string> {
  const { errors } = await server.send(IMPORT_KURA, { input: { datasetName: 'faulty', name: 'faulty', ...input } });
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
  return errors?.[0]?.message ?? '';
}

describe('a faulty checkpoint', () => {
  it.each([
    [
      'an unknown parent',
      'meta_clusters.jsonl',
      (text: string) => text.replace(`"parent_id":"${'d1'.repeat(16)}"`, '"parent_id":"gone"'),
      'meta_clusters.jsonl:4 parent_id: expected the id of a cluster or null, got "gone"',
    ],
    [
      'a circle of parents',
      'meta_clusters.jsonl',
      (text: string) => text.replace(/("id":"(?:d1){16}".*)"parent_id":null/, `$1"parent_id":"${'c1'.repeat(16)}"`),
      'meta_clusters.jsonl:6 parent_id: expected parents that lead to a root, got a circle',
    ],
    [
      'a conversation in two leaves',
      'meta_clusters.jsonl',
      (text: string) => text.replace('["trip-05","trip-04"]', '["trip-05","trip-01"]'),
      'meta_clusters.jsonl:3 chat_ids.1: expected every conversation in one leaf; "trip-01" is in the leaf of line 2 too',
    ],
    [
      'a conversation in no leaf',
      'meta_clusters.jsonl',
      (text: string) => text.replace('["trip-05","trip-04"]', '["trip-05"]').replace('"count":2', '"count":1'),
      'summaries.jsonl:1 chat_id: expected every conversation in one leaf of meta_clusters.jsonl; "trip-04" is in none',
    ],
    [
      'a parent with a conversation of no child',
      'meta_clusters.jsonl',
      (text: string) => text.replace('["trip-06","trip-07","trip-08"]', '["trip-06","trip-07","trip-01"]'),
      'meta_clusters.jsonl:5 chat_ids: expected the conversations of its children; "trip-01" is in none of them',
    ],
    [
      'a summary of no conversation',
      'summaries.jsonl',
      (text: string) => text.replace('"chat_id":"trip-06"', '"chat_id":"trip-60"'),
      'summaries.jsonl:6 chat_id: expected a conversation of conversations.jsonl, got "trip-60"',
    ],
    [
      'a score out of range',
      'summaries.jsonl',
      (text: string) => text.replace('"user_frustration":5', '"user_frustration":6'),
      'summaries.jsonl:8 user_frustration: ',
    ],
    ['an empty row', 'summaries.jsonl', (text: string) => `{}\n${text}`, 'summaries.jsonl:1 chat_id: expected text'],
    [
      'an empty line between rows',
      'summaries.jsonl',
      (text: string) => text.replace('\n', '\n\n'),
      'summaries.jsonl:2: expected a JSON object, got an empty line',
    ],
    [
      'a row that breaks off',
      'dimensionality.jsonl',
      (text: string) => text.slice(0, -20),
      'dimensionality.jsonl:6: expected a JSON object, got text that is not valid JSON',
    ],
    [
      'a conversation without messages',
      'conversations.jsonl',
      (text: string) => text.replace(/"messages":\[.*?\],"metadata"/, '"messages":[],"metadata"'),
      'conversations.jsonl:1 messages: expected at least one message',
    ],
    [
      'base clusters of another run',
      'clusters.jsonl',
      (text: string) => text.replace('b1'.repeat(16), 'ab'.repeat(16)),
      `clusters.jsonl:2 id: expected a leaf of the tree, got "${'ab'.repeat(16)}"`,
    ],
  ])(
    'with %s is refused with file, line and field, and leaves nothing behind',
    async (name, file, change, expected) => {
      const folder = await copyFolder(scratch, name.replaceAll(' ', '-'), file, change);
      expect(await messageOfImport({ folder })).toContain(expected);
      const { datasets } = await server.query<{ datasets: { name: string }[] }>('{ datasets { name } }');
      expect(datasets.map((dataset) => dataset.name)).not.toContain('faulty');
    },
  );

  it('without a file is refused with its name and what it would hold', async () => {
    const folder = await copyFolder(scratch, 'incomplete', 'summaries.jsonl', (text) => text);
    await rm(join(folder, 'conversations.jsonl'));
    await rm(join(folder, 'meta_clusters.jsonl'));
    const message = await messageOfImport({ folder });
    expect(message).toContain('conversations.jsonl: the conversations');
    expect(message).toContain('meta_clusters.jsonl: the clusters of all levels');
    expect(message).not.toContain('summaries.jsonl');
    const conversationsFile = join(KURA_FOLDER, 'conversations.jsonl');
    expect(await messageOfImport({ folder, conversationsFile })).not.toContain('conversations.jsonl:');
  });

  it('does not fit into a dataset that has other messages under the same ids', async () => {
    const folder = await copyFolder(scratch, 'other-words', 'conversations.jsonl', (text) =>
      text.replace('hello?', 'hello!'),
    );
    const message = await messageOfImport({ folder, datasetName: 'bikes' });
    expect(message).toMatch(/1 conversations do not fit .*line 9 chat_id/s);
  });
});

describe('a folder on the machine of the server', () => {
  it('is not read for clients of a server with an API key, which may come from other machines', async () => {
    const remote = await startTestServer(workspace, API_KEY);
    const input = { folder: KURA_FOLDER, datasetName: 'remote', name: 'remote' };
    const { errors } = await remote.send(IMPORT_KURA, { input });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    expect(errors?.[0]?.message).toContain('Send the files as `files`');
  });
});
