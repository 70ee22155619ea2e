import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import { createDatabaseCheckpointStore } from '../../packages/api/src/worker/database-checkpoint-store.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { startOpenAIServer } from '../openai-server/openai-server.ts';
import type { OpenAIServer } from '../openai-server/openai-server.ts';
import { importKura, KURA_FOLDER } from './setup/import-kura.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { readPromptedRun } from './setup/prompted-runs.ts';
import { importDataset, startRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

const COUNT = 90;

interface Hit {
  similarity: number | null;
  summary: {
    summary: string;
    conversation: { chatId: string; position: number };
    cluster: { id: string; path: { id: string; isLeaf: boolean }[] } | null;
  };
}
interface ClusterHit {
  similarity: number | null;
  cluster: { id: string; name: string; index: number };
}
interface Found {
  method: string;
  note: string | null;
  hits: Hit[];
  clusters: ClusterHit[];
}

const HIT = 'similarity summary { summary conversation { chatId position } cluster { id path { id isLeaf } } }';
const SEARCH = `query ($runId: ID!, $text: String!, $first: Int) { search(runId: $runId, text: $text, first: $first) {
  method note hits { ${HIT} } clusters { similarity cluster { id name index } } } }`;

let openai: OpenAIServer;
let workspace: Workspace;
let server: TestServer;
let worker: Worker;
let datasetId: string;
let runId: string;

const search = async (text: string, first = 10, id = runId): Promise<Found> =>
  (await server.query<{ search: Found }>(SEARCH, { runId: id, text, first })).search;

beforeAll(async () => {
  openai = await startOpenAIServer();
  workspace = await openTestWorkspace({}, { apiKey: null, baseURL: openai.url, client: { retries: 0 } });
  server = await startTestServer(workspace);
  worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  datasetId = await importDataset(server, 'searched', COUNT);
  runId = await startRun(server, datasetId);
  await watchRun(server, runId);
});

afterAll(async () => {
  await worker.stop();
  await openai.close();
});

/** Cosines of one conversation with all, from the stored embeddings, by the definition. */
async function listCosines(position: number): Promise<number[]> {
  const step = (await workspace.runs.listSteps([runId])).find(({ name }) => name === 'embedding');
  const store = createDatabaseCheckpointStore(workspace.db, async () => new Map());
  const { data, columns: d } = (await store.read('embedding', step!.fingerprint))!.embeddings;
  const product = (a: number, b: number): number => {
    let sum = 0;
    for (let t = 0; t < d; t++) sum += data[a * d + t]! * data[b * d + t]!;
    return sum;
  };
  return Array.from(
    { length: COUNT },
    (_, other) => product(position, other) / Math.sqrt(product(position, position) * product(other, other)),
  );
}

describe('a search', () => {
  it('finds conversations about what was asked, the nearest first, with their paths', async () => {
    const { method, note, hits, clusters } = await search('two-factor device', 12);
    expect([method, note]).toEqual(['SIMILARITY', null]);
    expect(hits).toHaveLength(12);
    const similarities = hits.map(({ similarity }) => similarity!);
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
    expect(similarities.every((similarity) => Math.abs(similarity) <= 1)).toBe(true);
    // Every twelfth generated conversation is about it, which makes seven of the ninety.
    const about = hits.slice(0, 7).map(({ summary }) => summary.conversation.position % 12);
    expect(about).toEqual([5, 5, 5, 5, 5, 5, 5]);
    expect(hits.every(({ summary }) => summary.cluster!.path.at(-1)!.isLeaf)).toBe(true);
    // Of the topics, those that have nothing in common with the text are left out.
    expect(clusters).toHaveLength(3);
    expect(clusters[0]!.similarity).toBeGreaterThanOrEqual(clusters[2]!.similarity!);
  });

  it('leaves out what has nothing in common with the text, and says so', async () => {
    const { note, hits } = await search('two-factor device', COUNT);
    expect(note).toBe(
      `Only ${hits.length} of ${COUNT} conversations are like it; the others have nothing in common with it.`,
    );
    expect(hits.length).toBeGreaterThan(12);
    expect(hits.length).toBeLessThan(COUNT);
    expect(hits.every(({ similarity }) => similarity! >= 0.005)).toBe(true);
  });

  it('says so when no word is known, and looks for the text itself', async () => {
    const unknown = await search('zyzzyva quux');
    expect(unknown).toMatchObject({ method: 'WORDS', hits: [] });
    expect(unknown.note).toMatch(/knows no word of “zyzzyva quux”.*No summary contains it\./);
    const { hits, ...found } = await search('the');
    expect(found.method).toBe('WORDS');
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.every(({ similarity, summary }) => similarity === null && /the/i.test(summary.summary))).toBe(true);
  });

  it('takes null for what the schema names as the default', async () => {
    const { run } = await server.query<{ run: { clusters: { name: string }[] } }>(
      'query ($id: ID!) { run(id: $id) { clusters { name } } }',
      { id: runId },
    );
    const text = run.clusters.map(({ name }) => name).join(' ');
    const { search: found } = await server.query<{ search: { all: object[]; byDefault: object[]; byNull: object[] } }>(
      `query ($runId: ID!, $text: String!) { search(runId: $runId, text: $text) {
        all: clusters(first: 100) { similarity }
        byDefault: clusters { similarity } byNull: clusters(first: null) { similarity } } }`,
      { runId, text },
    );
    expect(found.all.length).toBeGreaterThan(5);
    expect(found.byDefault).toHaveLength(5);
    expect(found.byNull).toEqual(found.byDefault);
  });

  it('explains what is wrong with a request', async () => {
    const ask = async (variables: object) =>
      (await server.send(SEARCH, { runId, text: 'x', ...variables })).errors?.map(({ message }) => message);
    expect(await ask({ text: '  ' })).toEqual(['Expected a text of 1 … 10000 characters to search for, got 0.']);
    expect(await ask({ first: 0 })).toEqual(['Expected first in 1 … 1000, got 0.']);
    expect(await ask({ runId: datasetId })).toEqual([`There is no run "${datasetId}".`]);
  });

  it('of an imported run goes by words, for it has no embeddings', async () => {
    const { run } = await importKura(server, { folder: KURA_FOLDER });
    const { method, note } = await search('bike', 3, run.id);
    expect(method).toBe('WORDS');
    expect(note).toContain('was imported without embeddings');
  });
});

describe('neighbours', () => {
  it('of a conversation are those with the highest cosines, itself left out', async () => {
    const own = 17;
    const { run } = await server.query<{ run: { summaryAt: { similarConversations: Hit[] } } }>(
      `query ($id: ID!) { run(id: $id) { summaryAt(position: ${own}) { similarConversations(first: 6) { ${HIT} } } } }`,
      { id: runId },
    );
    const cosines = await listCosines(own);
    const expected = Array.from(cosines.keys())
      .filter((position) => position !== own)
      .sort((a, b) => cosines[b]! - cosines[a]! || a - b)
      .slice(0, 6);
    const hits = run.summaryAt.similarConversations;
    expect(hits.map(({ summary }) => summary.conversation.position)).toEqual(expected);
    expect(hits.map(({ similarity }) => similarity)).toEqual(
      expected.map((position) => expect.closeTo(cosines[position]!, 9)),
    );

    const { conversation } = await server.query<{ conversation: { similarConversations: Hit[] } }>(
      `query ($id: ID!, $runId: ID!) { conversation(id: $id) { similarConversations(runId: $runId, first: 6) { ${HIT} } } }`,
      { id: (await workspace.conversations.findAtPlaces([{ datasetId, position: own }]))[0]!.id, runId },
    );
    expect(conversation.similarConversations).toEqual(hits);
  });

  it('of a cluster are outsiders, and clusters neither above nor below it', async () => {
    type Node = { id: string; path: { id: string }[]; nearestOutsiders: Hit[]; similarClusters: ClusterHit[] };
    const { run } = await server.query<{ run: { clusters: Node[] } }>(
      `query ($id: ID!) { run(id: $id) { clusters { id path { id }
        nearestOutsiders(first: 4) { ${HIT} } similarClusters(first: 3) { similarity cluster { id name index } } } } }`,
      { id: runId },
    );
    const pathOf = new Map(run.clusters.map(({ id, path }) => [id, path.map((node) => node.id)]));
    for (const { id, path, nearestOutsiders, similarClusters } of run.clusters) {
      for (const { summary } of nearestOutsiders) {
        expect(summary.cluster!.path.map((node) => node.id)).not.toContain(id);
      }
      for (const { cluster } of similarClusters) {
        expect(path.map((node) => node.id)).not.toContain(cluster.id);
        expect(pathOf.get(cluster.id)).not.toContain(id);
      }
    }
    expect(run.clusters.some(({ nearestOutsiders }) => nearestOutsiders.length === 4)).toBe(true);
  });
});

it('a run with remote embeddings asks their model once for a text, and accounts for it', async () => {
  const id = await startRun(server, datasetId, { embedding: { provider: 'openai' } });
  await watchRun(server, id);
  const before = await readPromptedRun(server, id);
  const calls = openai.calls().embedding;
  const [first, second] = [await search('export contacts', 3, id), await search('export contacts', 3, id)];
  expect(first).toMatchObject({ method: 'SIMILARITY' });
  expect(second).toEqual(first);
  expect(openai.calls().embedding).toBe(calls + 1);
  const after = await readPromptedRun(server, id);
  expect(after.usage.calls - before.usage.calls).toBe(2);
  expect(after.usage.cachedCalls - before.usage.cachedCalls).toBe(1);
  expect(after.usage.costDollars!).toBeGreaterThan(before.usage.costDollars!);
});
