import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { importDataset, startRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

let workspace: Workspace;
let server: TestServer;
let worker: Worker;

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  worker = await startWorker(workspace, createLogger('silent'), () => undefined);
});

afterAll(() => worker.stop());

const countRows = async (table: string): Promise<number> => {
  const [row] = await workspace.sql.unsafe(`select count(*)::int as count from ${table}`);
  return Number(row?.count);
};
const nameOf = async (id: string): Promise<string> =>
  (await server.query<{ run: { name: string } }>('query ($id: ID!) { run(id: $id) { name } }', { id })).run.name;

describe('deleting a dataset', () => {
  it('takes its conversations, runs and results along, and leaves those of others', async () => {
    const kept = await importDataset(server, 'kept', 30);
    const keptRun = await startRun(server, kept);
    await watchRun(server, keptRun);
    const tables = ['conversation', 'gold_label', 'run', 'step', 'checkpoint', 'summary', 'cluster', 'run_map'];
    const before = await Promise.all(tables.map(countRows));

    const doomed = await importDataset(server, 'doomed', 40);
    await watchRun(server, await startRun(server, doomed));
    // The second is under way, or about to be.
    await startRun(server, doomed, { seed: 7 });
    const DELETE = 'mutation ($id: ID!) { deleteDataset(id: $id) }';
    expect(await server.query(DELETE, { id: doomed })).toEqual({ deleteDataset: doomed });
    expect(await server.query('query ($id: ID!) { dataset(id: $id) { id } }', { id: doomed })).toEqual({
      dataset: null,
    });
    expect(await Promise.all(tables.map(countRows))).toEqual(before);

    const { errors } = await server.send(DELETE, { id: doomed });
    expect(errors?.[0]?.message).toBe(`There is no dataset "${doomed}".`);
  });
});

describe('an import of nothing', () => {
  const IMPORT = `mutation ($content: String!) {
    importConversations(input: { datasetName: "nothing", content: $content }) { rowCount importedCount rejectedCount dataset { name } } }`;
  const listNames = async (): Promise<string[]> =>
    (await server.query<{ datasets: { name: string }[] }>('{ datasets { name } }')).datasets.map(({ name }) => name);

  it.each(['', '\n\n', '{"chat_id": 1', '{"chat_id": "x", "messages": []}\n{"chat_id": "y", "messages": []}'])(
    'leaves no dataset: %j',
    async (content) => {
      const { importConversations } = await server.query<{ importConversations: object }>(IMPORT, { content });
      expect(importConversations).toMatchObject({ importedCount: 0, dataset: null });
      expect(await listNames()).not.toContain('nothing');
    },
  );

  it('into a dataset that is there leaves it there', async () => {
    await importDataset(server, 'nothing', 3);
    expect(await server.query(IMPORT, { content: '' })).toMatchObject({
      importConversations: { importedCount: 0, dataset: { name: 'nothing' } },
    });
  });
});

it('runs without a name can be told apart', async () => {
  const dataset = await importDataset(server, 'names', 5);
  const names = await Promise.all(
    [await startRun(server, dataset), await startRun(server, dataset, { seed: 9, cluster: { k: 2 } })].map(nameOf),
  );
  expect(names[0]).toMatch(/^#\d+ generic v1$/);
  expect(names[1]).toMatch(/^#\d+ generic v1, seed 9, k 2$/);
});

describe('what is not there, and what cannot be read', () => {
  it.each([
    ['run', 'subscription ($id: ID!) { runProgress(id: $id) { id } }'],
    ['comparison', 'subscription ($id: ID!) { comparisonProgress(id: $id) { id } }'],
  ])('a subscription to an unknown %s is an error, not an end', async (kind, text) => {
    const id = '00000000-0000-4000-8000-000000000000';
    await expect(server.subscribe(text, { id }).next()).rejects.toThrow(`There is no ${kind} \\"${id}\\".`);
  });

  it.each([
    ['a syntax error', '{ runs'],
    ['an unknown field', '{ walks }'],
    ['too many tokens', `{ ${'a '.repeat(5000)} }`],
  ])('%s in a query is the client’s fault', async (_name, query) => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).toMatch(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/);
  });

  it('options are explained in plain words', async () => {
    const datasetId = await importDataset(server, 'names', 5);
    const options = { tree: { maxRoots: 'many', colour: 'red' } };
    await expect(startRun(server, datasetId, options)).rejects.toThrow(
      'options.tree.maxRoots: expected a number, got text; options.tree.colour: there is no such setting, leave it out',
    );
  });
});
