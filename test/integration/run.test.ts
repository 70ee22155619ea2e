import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { openWorkspace } from '../../packages/api/src/workspace.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { importDataset, startRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';
import { writeConversations } from './setup/write-conversations.ts';

const COUNT = 120;
const ALL_STEPS = ['SUMMARY', 'EMBEDDING', 'CLUSTER', 'NAME', 'TREE', 'PROJECTION'];

let workspace: Workspace;
let workerWorkspace: Workspace;
let server: TestServer;
let worker: Worker;
let datasetId: string;
let runId: string;

const statements: string[] = [];

beforeAll(async () => {
  workspace = await openTestWorkspace({ onStatement: (statement) => statements.push(statement) });
  server = await startTestServer(workspace);
  // On connections of its own, so that only the server's statements are counted.
  workerWorkspace = await openWorkspace({ databaseUrl: workspace.databaseUrl, home: '' });
  worker = await startWorker(workerWorkspace, createLogger('silent'), () => undefined);
  datasetId = await importDataset(server, 'runs', COUNT);
  runId = await startRun(server, datasetId);
});

afterAll(async () => {
  await worker.stop();
  await workerWorkspace.close();
});

describe('a run', () => {
  it('reports its progress from the start to the end', async () => {
    const states = await watchRun(server, runId);
    expect(states.at(-1)).toMatchObject({ status: 'COMPLETED', progress: 1, error: null });
    expect(states.at(-1)?.steps.map((step) => [step.name, step.status, step.isReused])).toEqual(
      ALL_STEPS.map((name) => [name, 'COMPLETED', false]),
    );
    const progress = states.map((state) => state.progress);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it('is sent once to a subscriber that comes after its end', async () => {
    expect(await watchRun(server, runId)).toHaveLength(1);
  });

  it('has a tree in which every conversation is in one leaf and sizes add up', async () => {
    type Node = { index: number; size: number; depth: number; isLeaf: boolean; parent: { index: number } | null };
    type Member = { conversation: { position: number } };
    type Answer = {
      run: {
        clusters: (Node & {
          path: { index: number }[];
          children: { index: number; size: number }[];
          conversations: { totalCount: number; edges: { node: Member }[] };
        })[];
      };
    };
    const { run } = await server.query<Answer>(
      `query ($id: ID!) { run(id: $id) { clusters { index size depth isLeaf parent { index } path { index }
        children { index size }
        conversations(first: 1000) { totalCount edges { node { conversation { position } } } } } } }`,
      { id: runId },
    );
    const leafMembers: number[] = [];
    for (const cluster of run.clusters) {
      const members = cluster.conversations.edges.map((edge) => edge.node.conversation.position);
      expect(new Set(members).size).toBe(cluster.size);
      expect(cluster.conversations.totalCount).toBe(cluster.size);
      expect(cluster.path).toHaveLength(cluster.depth + 1);
      expect(cluster.path.at(-1)?.index).toBe(cluster.index);
      expect(cluster.path.at(-2)?.index).toBe(cluster.parent?.index);
      expect(cluster.isLeaf).toBe(cluster.children.length === 0);
      if (cluster.isLeaf) leafMembers.push(...members);
      const childSizes = cluster.children.reduce((sum, child) => sum + child.size, 0);
      expect(childSizes).toBe(cluster.isLeaf ? 0 : cluster.size);
    }
    expect(leafMembers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, position) => position));
  });

  it('has a map whose leaves are those of the summaries', async () => {
    type Answer = {
      run: {
        projection: { count: number; coordinates: string; leaves: string };
        summaries: { edges: { node: { cluster: { index: number } } }[] };
      };
    };
    const { run } = await server.query<Answer>(
      `query ($id: ID!) { run(id: $id) { projection { count coordinates leaves }
        summaries(first: 1000) { edges { node { cluster { index } } } } } }`,
      { id: runId },
    );
    const decode = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, 'base64')).buffer;
    const coordinates = new Float32Array(decode(run.projection.coordinates));
    expect(run.projection.count).toBe(COUNT);
    expect(coordinates).toHaveLength(2 * COUNT);
    expect(coordinates.every((value) => Number.isFinite(value))).toBe(true);
    const leaves = new Int32Array(decode(run.projection.leaves));
    expect([...leaves]).toEqual(run.summaries.edges.map((edge) => edge.node.cluster.index));
  });

  it('gives the pages of a cluster nearest first, without a gap or a repetition', async () => {
    type Page = { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: { id: string } }[] };
    type Answer = { run: { rootClusters: { id: string; conversations: Page }[] } };
    const ask = (first: number, after: string | null): Promise<Answer> =>
      server.query(
        `query ($id: ID!, $first: Int, $after: String) { run(id: $id) { rootClusters { id
          conversations(first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } } } } }`,
        { id: runId, first, after },
      );
    const whole = (await ask(1000, null)).run.rootClusters[0]!.conversations.edges.map((edge) => edge.node.id);
    const paged: string[] = [];
    let after: string | null = null;
    for (let hasNextPage = true; hasNextPage;) {
      const page: Page = (await ask(7, after)).run.rootClusters[0]!.conversations;
      paged.push(...page.edges.map((edge) => edge.node.id));
      ({ hasNextPage, endCursor: after } = page.pageInfo);
    }
    expect(paged).toEqual(whole);
  });
});

describe('a tree query', () => {
  const leaf = 'name size conversations(first: 3) { edges { node { summary conversation { chatId goldLabel } } } }';
  const nested = (levels: number): string =>
    levels === 0 ? leaf : `${leaf} path { name } parent { name } children { ${nested(levels - 1)} }`;

  it('asks the database as often for five levels as for two', async () => {
    const countStatements = async (levels: number): Promise<number> => {
      statements.length = 0;
      await server.query(`query ($id: ID!) { run(id: $id) { rootClusters { ${nested(levels)} } } }`, { id: runId });
      // A connection that is new asks for the types first.
      return statements.filter((statement) => !statement.includes('pg_catalog.pg_type')).length;
    };
    const two = await countStatements(2);
    expect(await countStatements(5)).toBe(two);
    expect(two).toBeLessThanOrEqual(8);
  });
});

describe('a second run', () => {
  it('with the same configuration reuses every step and gives the same bytes', async () => {
    const again = await startRun(server, datasetId);
    const states = await watchRun(server, again);
    expect(states.at(-1)?.steps.map((step) => step.isReused)).toEqual(ALL_STEPS.map(() => true));
    const read = (id: string): Promise<object> =>
      server.query(
        `query ($id: ID!) { run(id: $id) { fingerprint projection { coordinates leaves }
          clusters { key name description slug size x y } } }`,
        { id },
      );
    expect(await read(again)).toEqual(await read(runId));
  });

  it('with other clusters reuses summaries and embeddings only', async () => {
    const other = await startRun(server, datasetId, { cluster: { k: 5 } });
    const states = await watchRun(server, other);
    expect(states.at(-1)?.steps.map((step) => step.isReused)).toEqual([true, true, false, false, false, false]);
  });

  it('computed afresh, gives the same bytes as the first', async () => {
    type Answer = { run: { projection: { coordinates: string }; clusters: { key: string }[] } };
    const read = (id: string): Promise<Answer> =>
      server.query('query ($id: ID!) { run(id: $id) { projection { coordinates } clusters { key name } } }', { id });
    const first = await startRun(server, datasetId, { seed: 7 });
    await watchRun(server, first);
    const before = await read(first);
    await server.query('mutation ($id: ID!) { deleteRun(id: $id) }', { id: first });
    const second = await startRun(server, datasetId, { seed: 7 });
    const states = await watchRun(server, second);
    expect(states.at(-1)?.steps.find((step) => step.name === 'PROJECTION')?.isReused).toBe(false);
    expect(await read(second)).toEqual(before);
  });
});

describe('a dataset that grows', () => {
  it('leaves earlier runs as they were', async () => {
    const growing = await importDataset(server, 'growing', 30);
    const early = await startRun(server, growing);
    await server.query(
      'mutation ($input: ImportConversationsInput!) { importConversations(input: $input) { importedCount } }',
      {
        input: { datasetName: 'growing', content: writeConversations(10, 30) },
      },
    );
    await watchRun(server, early);
    const late = await startRun(server, growing);
    await watchRun(server, late);
    type Answer = { run: { conversationCount: number; summaries: { totalCount: number } } };
    const read = (id: string): Promise<Answer> =>
      server.query('query ($id: ID!) { run(id: $id) { conversationCount summaries { totalCount } } }', { id });
    expect((await read(early)).run).toEqual({ conversationCount: 30, summaries: { totalCount: 30 } });
    expect((await read(late)).run).toEqual({ conversationCount: 40, summaries: { totalCount: 40 } });
  });
});

describe('deleting a run', () => {
  it('removes the stored results that no other run uses, and no others', async () => {
    const count = async (): Promise<number> => (await workspace.sql`select count(*)::int as n from checkpoint`)[0]!.n;
    const before = await count();
    const other = await startRun(server, datasetId, { projection: { minDist: 0.3 } });
    await watchRun(server, other);
    expect(await count()).toBe(before + 1);
    await server.query('mutation ($id: ID!) { deleteRun(id: $id) }', { id: other });
    expect(await count()).toBe(before);
    expect(await server.query('query ($id: ID!) { run(id: $id) { id } }', { id: other })).toEqual({ run: null });
  });
});
