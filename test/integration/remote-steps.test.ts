import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import { startOpenAIServer } from '../openai-server/openai-server.ts';
import type { OpenAIServer } from '../openai-server/openai-server.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { createSummaryModel, DEFINITION, settle, startPromptedRun } from './setup/prompted-runs.ts';
import type { PromptedRun } from './setup/prompted-runs.ts';
import { importDataset } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

const COUNT = 80;
const REMOTE = { embedding: { provider: 'openai' }, naming: { provider: 'openai' } };

let openai: OpenAIServer;
let server: TestServer;
let worker: Worker;
let datasetId: string;
let summaryModelVersionId: string;

const run = async (options: object): Promise<PromptedRun> =>
  settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId, options }));
const callsOf = ({ steps }: PromptedRun, name: string): number =>
  steps.find((step) => step.name === name)?.usage.calls ?? Number.NaN;

beforeAll(async () => {
  openai = await startOpenAIServer();
  const client = { retries: 0, outputAttempts: 1 };
  const workspace = await openTestWorkspace({}, { apiKey: null, baseURL: openai.url, client });
  server = await startTestServer(workspace);
  worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  datasetId = await importDataset(server, 'remote', COUNT);
  summaryModelVersionId = await createSummaryModel(server, 'prompted', DEFINITION);
});

afterAll(async () => {
  await worker.stop();
  await openai.close();
});

it('embeddings and names of a language model are accounted under the steps that asked', async () => {
  const first = await run({ ...REMOTE, tree: { maxRoots: 3 } });
  expect(first).toMatchObject({ status: 'COMPLETED', failures: { totalCount: 0 } });
  expect(callsOf(first, 'SUMMARY')).toBe(COUNT);
  expect(callsOf(first, 'EMBEDDING')).toBeGreaterThan(0);
  expect(callsOf(first, 'NAME')).toBeGreaterThanOrEqual(8);
  expect(callsOf(first, 'TREE')).toBeGreaterThan(0);
  expect(callsOf(first, 'PROJECTION')).toBe(0);
  expect(first.usage.byModel.map(({ modelId }) => modelId)).toEqual(['gpt-4o-mini', 'text-embedding-3-small']);
  expect(first.usage.calls).toBe(first.steps.reduce((sum, { usage }) => sum + usage.calls, 0));
});

it('another number of clusters asks for names only, neither for summaries nor for embeddings', async () => {
  const before = openai.calls();
  const other = await run({ ...REMOTE, cluster: { k: 6 }, tree: { maxRoots: 3 } });
  expect(other.status).toBe('COMPLETED');
  expect(other.steps.map(({ isReused }) => isReused)).toEqual([true, true, false, false, false, false]);
  expect(openai.calls().embedding).toBe(before.embedding);
  expect(openai.calls().chat - before.chat).toBe(other.usage.calls - other.usage.cachedCalls);
  expect(callsOf(other, 'NAME')).toBe(6);
});

it('clusters that the model failed to name are listed, have another name, and a retry names them', async () => {
  openai.configure({ faults: { rate: 0.5, kinds: ['refusal', 'server-error', 'truncated-json'], seed: 4 } });
  const faulty = await run({ ...REMOTE, cluster: { k: 10 }, seed: 7, embedding: { provider: 'local' } });
  expect(faulty).toMatchObject({ status: 'COMPLETED_WITH_FAILURES', summaries: { totalCount: COUNT } });
  const failures = faulty.failures.edges.map(({ node }) => node);
  expect(failures.length).toBeGreaterThan(1);
  expect(failures.every(({ step, conversation }) => step !== 'SUMMARY' && conversation === null)).toBe(true);

  openai.configure({ faults: { rate: 0 } });
  await server.query('mutation ($id: ID!) { retryFailures(id: $id) { id } }', { id: faulty.id });
  const whole = await settle(server, faulty.id);
  expect(whole).toMatchObject({ status: 'COMPLETED', failures: { totalCount: 0 } });
  expect(callsOf(whole, 'SUMMARY')).toBe(0);
  expect(openai.calls().repeated).toBe(0);
});

it('a tree that the model builds comes out whole', async () => {
  const built = await run({ ...REMOTE, tree: { builder: 'model', maxRoots: 4 } });
  expect(built.status).toMatch(/^COMPLETED/);
  expect(callsOf(built, 'TREE')).toBeGreaterThan(0);
});

it('a key that the server refuses while clusters are named pauses the run, and it goes on with a key that it takes', async () => {
  openai.configure({ apiKey: 'the-right-key' });
  const options = { naming: { provider: 'openai' }, cluster: { k: 7 }, seed: 11 };
  const refused = await run(options);
  expect(refused).toMatchObject({ status: 'PAUSED', failures: { totalCount: 0 } });
  expect(refused.error).toMatch(/401 .*does not let this key use the model\. Set OPENAI_API_KEY .* resume the run/);
  expect(refused.steps.map(({ status }) => status)).toEqual([
    'COMPLETED',
    'COMPLETED',
    'COMPLETED',
    'PENDING',
    'PENDING',
    'PENDING',
  ]);

  openai.configure({ apiKey: undefined });
  await server.query('mutation ($id: ID!) { resumeRun(id: $id) { id } }', { id: refused.id });
  const whole = await settle(server, refused.id);
  expect(whole).toMatchObject({ status: 'COMPLETED', error: null, failures: { totalCount: 0 } });
  expect(callsOf(whole, 'NAME')).toBeGreaterThanOrEqual(7);
});
