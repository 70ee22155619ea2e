import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderCheckpointStore, openKuraFolder } from '../../packages/core/src/index.ts';
import { importKuraCheckpoint } from '../../packages/api/src/kura-import/import-kura-checkpoint.ts';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import { openPipeline } from '../../packages/api/src/worker/open-pipeline.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import type { KuraImport, RunContent } from './setup/import-kura.ts';
import { importKura, KURA_FOLDER, readRun } from './setup/import-kura.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { startRun as startGenericRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

let workspace: Workspace;
let server: TestServer;
let worker: Worker;
let scratch: string;
let imported: KuraImport;

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  scratch = await mkdtemp(join(tmpdir(), 'understory-kura-'));
  imported = await importKura(server, { folder: KURA_FOLDER });
});

afterAll(async () => {
  await worker.stop();
  await rm(scratch, { recursive: true });
});

/** What must survive every way in and out. */
function contentOf(run: RunContent): object {
  return {
    clusters: run.clusters,
    summaries: run.summaries.edges.map(({ node }) => node),
  };
}

describe('a run from the summaries of another', () => {
  const START = 'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }';
  const start = async (input: object): Promise<string> => {
    const { startRun } = await server.query<{ startRun: { id: string } }>(START, { input });
    await watchRun(server, startRun.id);
    return startRun.id;
  };

  it('clusters, names and projects recorded summaries here, without summarising', async () => {
    const id = await start({ summariesFromRunId: imported.run.id, options: { cluster: { k: 2 } } });
    const [own, source] = [await readRun(server, id), await readRun(server, imported.run.id)];
    expect(own).toMatchObject({ status: 'COMPLETED', origin: 'COMPUTED', conversationCount: 9 });
    expect(own.steps.map(({ name, isReused }) => [name, isReused])).toEqual([
      ['SUMMARY', true],
      ['EMBEDDING', false],
      ['CLUSTER', false],
      ['NAME', false],
      ['TREE', false],
      ['PROJECTION', false],
    ]);
    const textOf = (run: RunContent): string[] => run.summaries.edges.map(({ node }) => node.summary);
    expect(textOf(own)).toEqual(textOf(source));
    expect(own.statistics.leafCount).toBe(2);
    expect(own.projection?.isPlacedByLeaf).toBe(false);
  });

  it('can be compared with the imported run, with a warning that its settings are unknown', async () => {
    const id = await start({ summariesFromRunId: imported.run.id });
    const { compareRuns } = await server.query<{ compareRuns: { differences: object[]; warnings: string[] } }>(
      'query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) { differences { factor a b } warnings conversationCount } }',
      { a: imported.run.id, b: id },
    );
    expect(compareRuns.differences).toEqual([{ factor: 'origin', a: 'kura', b: 'computed' }]);
    expect(compareRuns.warnings[0]).toContain('"kura small" was imported');
  });

  it('makes the clean comparison with an imported run, in a dataset whose log came row by row too', async () => {
    const log = await readFile(join(KURA_FOLDER, 'conversations.jsonl'), 'utf8');
    const { messages, ...first } = JSON.parse(log.slice(0, log.indexOf('\n'))) as { messages: object[] };
    const jsonl = `${JSON.stringify({ ...first, messages: messages.slice(0, 1) })}\n${log}`;
    const { importConversations } = await server.query<{
      importConversations: { continuedCount: number; dataset: { id: string } };
    }>(
      `mutation ($input: ImportConversationsInput!) { importConversations(input: $input) { continuedCount dataset { id } } }`,
      { input: { datasetName: 'row by row', content: jsonl, goldLabelKey: 'intent' } },
    );
    expect(importConversations.continuedCount).toBe(1);
    const a = await startGenericRun(server, importConversations.dataset.id);
    await watchRun(server, a);
    const { run } = await importKura(server, { folder: KURA_FOLDER, datasetName: 'row by row' });
    const { startControlledRun } = await server.query<{ startControlledRun: { id: string } }>(
      'mutation ($a: ID!, $b: ID!) { startControlledRun(a: $a, b: $b) { id } }',
      { a, b: run.id },
    );
    await watchRun(server, startControlledRun.id);
    const [clean, recorded] = [await readRun(server, startControlledRun.id), await readRun(server, run.id)];
    expect(clean).toMatchObject({ status: 'COMPLETED', origin: 'COMPUTED' });
    const textOf = ({ summaries }: RunContent): string[] => summaries.edges.map(({ node }) => node.summary);
    expect(textOf(clean)).toEqual(textOf(recorded));
  });

  it('outlives the run it took them from', async () => {
    const { run } = await importKura(server, { folder: KURA_FOLDER, datasetName: 'outlived' });
    const id = await start({ summariesFromRunId: run.id });
    await server.query('mutation ($id: ID!) { deleteRun(id: $id) }', { id: run.id });
    const { summaries } = await readRun(server, id);
    expect(summaries.edges).toHaveLength(8);
    expect(await start({ summariesFromRunId: id })).not.toBe(id);
  });

  it('is refused with another dataset, an unknown run, or nothing to start from', async () => {
    for (const [input, message] of [
      [{ summariesFromRunId: imported.run.id, datasetId: imported.run.id }, /^datasetId: expected that of the run/],
      [{ summariesFromRunId: imported.run.dataset.id }, /there is no run/],
      [{}, /^datasetId: expected an id/],
    ] as const) {
      const { errors } = await server.send(START, { input });
      expect(errors?.[0]?.message).toMatch(message);
    }
  });

  it('is the only way to use a recorded model for conversations that it never saw', async () => {
    const { run } = await importKura(server, { folder: KURA_FOLDER, datasetName: 'grown' });
    const row = { chat_id: 'new', messages: [{ role: 'user', content: 'Do you rent helmets?' }], metadata: {} };
    await server.query(
      'mutation ($input: ImportConversationsInput!) { importConversations(input: $input) { importedCount } }',
      { input: { datasetName: 'grown', content: JSON.stringify(row) } },
    );
    const { run: found } = await server.query<{ run: { summaryModelVersion: { id: string } } }>(
      'query ($id: ID!) { run(id: $id) { summaryModelVersion { id } } }',
      { id: run.id },
    );
    const { errors } = await server.send(START, {
      input: { datasetId: run.dataset.id, summaryModelVersionId: found.summaryModelVersion.id },
    });
    expect(errors?.[0]?.message).toContain('recorded summaries, but not of the conversations');
  });
});

describe('an exported run', () => {
  const exportRun = async (id: string, name: string): Promise<string> => {
    const folder = join(scratch, name);
    const run = await workspace.runs.find(id);
    const { pipeline } = await openPipeline(workspace, run!);
    const files = new FolderCheckpointStore(folder);
    await files.writeConversations(await workspace.conversations.load(run!.datasetId, run!.conversationCount));
    for (const step of pipeline.steps) await files.write(step.name, step.fingerprint, await pipeline.result(step.name));
    return folder;
  };

  it('that was imported comes back as the same run', async () => {
    const folder = await exportRun(imported.run.id, 'exported');
    expect(await importKura(server, { folder })).toMatchObject({ isNew: false, run: imported.run });
  });

  it('comes back in another dataset with the same tree, summaries and leaves', async () => {
    const { startRun } = await server.query<{ startRun: { id: string } }>(
      'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }',
      { input: { summariesFromRunId: imported.run.id, options: { cluster: { k: 4 } } } },
    );
    await watchRun(server, startRun.id);
    const sources = await openKuraFolder(await exportRun(startRun.id, 'exported-computed'));
    const { run } = await importKuraCheckpoint(workspace, { sources, dataset: 'round trip', name: 'round trip' });
    expect(contentOf(await readRun(server, run.id))).toEqual(contentOf(await readRun(server, startRun.id)));
  });
});
