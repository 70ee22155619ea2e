import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import type { KuraImport } from './setup/import-kura.ts';
import { copyFolder, importKura, KURA_FOLDER, readRun } from './setup/import-kura.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

let workspace: Workspace;
let server: TestServer;
let scratch: string;
let imported: KuraImport;

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  scratch = await mkdtemp(join(tmpdir(), 'understory-kura-'));
  imported = await importKura(server, { folder: KURA_FOLDER });
});

afterAll(async () => {
  await rm(scratch, { recursive: true });
});

describe('an imported Kura checkpoint', () => {
  it('is a finished run over all conversations of the folder', async () => {
    const run = await readRun(server, imported.run.id);
    expect(imported).toMatchObject({ isNew: true, conversations: { rowCount: 9, importedCount: 9 } });
    expect(run).toMatchObject({
      status: 'COMPLETED',
      origin: 'KURA',
      options: {},
      conversationCount: 9,
      summaryModelVersion: { provider: 'recorded', definition: { kind: 'recorded' } },
    });
    expect(run.steps.map(({ name, status }) => [name, status])).toEqual(
      ['SUMMARY', 'EMBEDDING', 'CLUSTER', 'NAME', 'TREE', 'PROJECTION'].map((name) => [name, 'COMPLETED']),
    );
  });

  it('has the tree as it was recorded, with depths from the parents and single children kept', async () => {
    const { clusters, statistics } = await readRun(server, imported.run.id);
    expect(clusters.map(({ name, depth, size }) => [name, depth, size])).toEqual([
      ['Ride shared bikes', 0, 5],
      ['Use bikes from start to end', 1, 5],
      ['Reserve bikes ahead of time', 2, 3],
      ['Return bikes to the dock', 2, 2],
      ['Pay for trips', 0, 3],
      ['Settle charges and invoices', 1, 3],
    ]);
    expect(clusters[2]).toMatchObject({ key: 'b1'.repeat(16), x: 0.5, y: 2.25, parent: { key: 'c1'.repeat(16) } });
    expect(statistics).toMatchObject({
      rootCount: 2,
      leafCount: 3,
      clusterCount: 6,
      singleChildCount: 2,
      maxDepth: 2,
      // `wc -w` of the eight summaries: 13, 11, 11, 11, 13, 11, 6 and 14.
      meanSummaryWords: 90 / 8,
    });
  });

  it('has each summary at its conversation, with what Kura knew besides, in the leaf that Kura chose', async () => {
    const { summaries } = await readRun(server, imported.run.id);
    const nodes = summaries.edges.map(({ node }) => node);
    expect(nodes.map(({ conversation }) => conversation.chatId)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `trip-0${number}`),
    );
    expect(nodes[3]).toEqual({
      summary: 'The user cannot return a bike because the dock does not lock it.',
      fields: { conversation_turns: 1, station: { dock: 17 } },
      conversation: { chatId: 'trip-04' },
      cluster: { key: 'b2'.repeat(16) },
    });
  });

  it('keeps the gold label out of the summaries, into which Kura copies the metadata', async () => {
    const { summaries } = await readRun(server, imported.run.id);
    expect(JSON.stringify(summaries.edges.map(({ node }) => node.fields))).not.toContain('intent');
  });

  it('shows conversations at their leaf on the map, and none without a summary', async () => {
    const { projection, clusters } = await readRun(server, imported.run.id);
    expect(projection?.isPlacedByLeaf).toBe(true);
    const bytes = (text = ''): ArrayBuffer => Uint8Array.from(Buffer.from(text, 'base64')).buffer;
    const coordinates = new Float32Array(bytes(projection?.coordinates));
    const leaves = new Int32Array(bytes(projection?.leaves));
    expect([...leaves]).toEqual([2, 2, 2, 3, 3, 5, 5, 5, -1]);
    for (const [position, leaf] of leaves.entries()) {
      const place = [...coordinates.subarray(2 * position, 2 * position + 2)];
      expect(place).toEqual(leaf === -1 ? [Number.NaN, Number.NaN] : [clusters[leaf]?.x, clusters[leaf]?.y]);
    }
  });

  it('is the same run when the same content comes again, as a folder or as text', async () => {
    const again = await importKura(server, { folder: KURA_FOLDER, name: 'another name' });
    expect(again).toMatchObject({
      isNew: false,
      run: imported.run,
      conversations: { importedCount: 0, alreadyThereCount: 9 },
    });
    const read = (name: string): Promise<string> => readFile(join(KURA_FOLDER, `${name}.jsonl`), 'utf8');
    const shuffled = (text: string): string => `${text.trim().split('\n').toReversed().join('\n')}\n`;
    const files = {
      conversations: await read('conversations'),
      summaries: shuffled(await read('summaries')),
      metaClusters: shuffled(await read('meta_clusters')),
      dimensionality: await read('dimensionality'),
    };
    expect(await importKura(server, { files })).toMatchObject({ isNew: false, run: imported.run });
  });

  it('keeps its run apart from conversations that are imported later', async () => {
    const mutation =
      'mutation ($input: ImportConversationsInput!) { importConversations(input: $input) { importedCount } }';
    const row = { chat_id: 'later', messages: [{ role: 'user', content: 'Is there a night tariff?' }], metadata: {} };
    await server.query(mutation, { input: { datasetName: 'bikes', content: JSON.stringify(row) } });
    expect(await importKura(server, { folder: KURA_FOLDER })).toMatchObject({ isNew: false, run: imported.run });
  });

  it('has no map without dimensionality.jsonl', async () => {
    const folder = await copyFolder(scratch, 'no-map', 'summaries.jsonl', (text) => text);
    await rm(join(folder, 'dimensionality.jsonl'));
    const { run } = await importKura(server, { folder, datasetName: 'no map' });
    const content = await readRun(server, run.id);
    expect(content.projection).toBeNull();
    expect(content.steps.map(({ name }) => name)).not.toContain('PROJECTION');
    expect(content.clusters.every(({ x }) => x === null)).toBe(true);
  });

  it('lists the conversation that Kura gave no summary, and cannot ask for it again', async () => {
    type Failures = { run: { failures: { edges: { node: { item: string; reason: string } }[] } } };
    const { run } = await server.query<Failures>(
      'query ($id: ID!) { run(id: $id) { failures { edges { node { item reason } } } } }',
      { id: imported.run.id },
    );
    expect(run.failures.edges.map(({ node }) => node)).toEqual([
      { item: 'trip-09', reason: 'The imported checkpoint has the conversation, but no summary of it.' },
    ]);
    const { errors } = await server.send('mutation ($id: ID!) { retryFailures(id: $id) { id } }', {
      id: imported.run.id,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    expect((await readRun(server, imported.run.id)).status).toBe('COMPLETED');
  });

  it('is deleted like any other run', async () => {
    const { run } = await importKura(server, { folder: KURA_FOLDER, datasetName: 'to delete' });
    await server.query('mutation ($id: ID!) { deleteRun(id: $id) }', { id: run.id });
    expect(await importKura(server, { folder: KURA_FOLDER, datasetName: 'to delete' })).toMatchObject({ isNew: true });
  });
});
