import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { FAULT_KINDS } from '../openai-server/fault.ts';
import { startOpenAIServer } from '../openai-server/openai-server.ts';
import type { OpenAIServer } from '../openai-server/openai-server.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import {
  createSummaryModel,
  DEFINITION,
  listAccountedFor,
  readPromptedRun,
  settle,
  startPromptedRun,
} from './setup/prompted-runs.ts';
import type { PromptedRun } from './setup/prompted-runs.ts';
import { importDataset } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

let openai: OpenAIServer;
let workspace: Workspace;
let server: TestServer;
let worker: Worker;
let summaryModelVersionId: string;

beforeAll(async () => {
  openai = await startOpenAIServer({ retryAfterSeconds: 0.01 });
  workspace = await openTestWorkspace(
    {},
    {
      apiKey: 'sk-any',
      baseURL: openai.url,
      client: { concurrency: 20, retries: 0, outputAttempts: 1, baseDelayMs: 1 },
    },
  );
  server = await startTestServer(workspace);
  worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  summaryModelVersionId = await createSummaryModel(server, 'prompted', DEFINITION);
});

afterAll(async () => {
  await worker.stop();
  await openai.close();
});

const chatIds = (count: number): string[] => Array.from({ length: count }, (_, i) => `chat-${i}`).toSorted();

describe('a run with a prompted summary model', () => {
  let datasetId: string;
  let first: PromptedRun;

  beforeAll(async () => {
    datasetId = await importDataset(server, 'prompted', 60);
    first = await settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId }));
  });

  it('summarises every conversation with one call each and says what that took', () => {
    expect(first).toMatchObject({ status: 'COMPLETED', error: null, failures: { totalCount: 0 } });
    expect(listAccountedFor(first)).toEqual(chatIds(60));
    expect(first.summaries.edges.every(({ node }) => node.summary !== '' && node.topic !== '')).toBe(true);
    expect(openai.calls()).toMatchObject({ chat: 60, repeated: 0 });
    const { inputTokens, outputTokens, costDollars } = first.usage;
    expect(first.usage).toMatchObject({ calls: 60, cachedCalls: 0, failedCalls: 0, attempts: 60 });
    // gpt-4o-mini: $0.15 and $0.60 for a million tokens.
    expect(costDollars).toBeCloseTo((0.15 * inputTokens + 0.6 * outputTokens) / 1e6, 12);
    expect(inputTokens).toBeGreaterThan(60 * 20);
    expect(first.usage.byModel).toMatchObject([{ modelId: 'gpt-4o-mini', calls: 60, costDollars }]);
    expect(first.steps.map(({ name, usage }) => [name, usage.calls])).toEqual([
      ['SUMMARY', 60],
      ['EMBEDDING', 0],
      ['CLUSTER', 0],
      ['NAME', 0],
      ['TREE', 0],
      ['PROJECTION', 0],
    ]);
  });

  it('again makes no call and gives the same bytes', async () => {
    const again = await settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId }));
    expect(again.steps.map(({ isReused }) => isReused)).toEqual(again.steps.map(() => true));
    expect(again).toMatchObject({ fingerprint: first.fingerprint, summaries: first.summaries, usage: { calls: 0 } });
    expect(openai.calls().chat).toBe(60);
  });

  it('with another number of clusters makes no call for summaries or embeddings', async () => {
    const options = { cluster: { k: 5 } };
    const other = await settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId, options }));
    expect(other.steps.slice(0, 3).map(({ isReused }) => isReused)).toEqual([true, true, false]);
    expect(openai.calls()).toMatchObject({ chat: 60, embedding: 0 });
  });

  it('whose results are all deleted is computed again from the cache of calls', async () => {
    const { runs } = await server.query<{ runs: { edges: { node: { id: string } }[] } }>(
      'query ($datasetId: ID!) { runs(datasetId: $datasetId) { edges { node { id } } } }',
      { datasetId },
    );
    for (const { node } of runs.edges)
      await server.query('mutation ($id: ID!) { deleteRun(id: $id) }', { id: node.id });
    const again = await settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId }));
    expect(again.steps[0]).toMatchObject({ isReused: false, usage: { calls: 60, cachedCalls: 60, costDollars: 0 } });
    expect(again).toMatchObject({ fingerprint: first.fingerprint, summaries: first.summaries });
    expect(openai.calls().chat).toBe(60);
  });
});

describe('with 30 % of the calls going wrong in every way', () => {
  const COUNT = 300;
  let datasetId: string;
  let run: PromptedRun;

  beforeAll(async () => {
    openai.reset();
    // But for an answer that does not end: it would need a time-out that a busy machine's sound answers exceed, too.
    const kinds = FAULT_KINDS.filter((kind) => kind !== 'slow-body');
    openai.configure({ faults: { rate: 0.3, seed: 3, kinds } });
    datasetId = await importDataset(server, 'faulty', COUNT);
    run = await settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId }));
  });

  it('every conversation ends in a summary or in a listed failure, and the run ends', () => {
    expect(run.status).toBe('COMPLETED_WITH_FAILURES');
    expect(run.summaries.totalCount + run.failures.totalCount).toBe(COUNT);
    expect(listAccountedFor(run)).toEqual(chatIds(COUNT));
    expect(run.failures.totalCount).toBeGreaterThan(COUNT / 10);
    const failures = run.failures.edges.map(({ node }) => node);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['MODEL_CALL', 'MODEL_OUTPUT']));
    expect(failures.every(({ step, item, conversation }) => step === 'SUMMARY' && item === conversation.chatId)).toBe(
      true,
    );
    const broken = failures.filter(({ reason }) => reason.includes('not JSON'));
    expect(broken.length).toBeGreaterThan(0);
    expect(broken.every(({ code, rawAnswer }) => code === 'MODEL_OUTPUT' && rawAnswer !== '')).toBe(true);
    expect(run.usage).toMatchObject({ calls: COUNT, failedCalls: run.failures.totalCount });
  });

  it('a comparison says how many have no summary, although it is over those that have one', async () => {
    type Answer = {
      compareRuns: {
        conversationCount: number;
        computation: { id: string };
        summaryQuality: { a: { missing: number }; b: { missing: number } } | null;
      };
    };
    const text = `query ($id: ID!) { compareRuns(a: $id, b: $id, options: { reseedCount: 2 }) {
      conversationCount computation { id } summaryQuality { a { missing } b { missing } } } }`;
    const { compareRuns } = await server.query<Answer>(text, { id: run.id });
    const progress = 'subscription ($id: ID!) { comparisonProgress(id: $id) { status } }';
    for await (const _ of server.subscribe(progress, { id: compareRuns.computation.id }));
    const { conversationCount, summaryQuality } = (await server.query<Answer>(text, { id: run.id })).compareRuns;
    const missing = run.failures.totalCount;
    expect(conversationCount).toBe(COUNT - missing);
    expect(summaryQuality).toEqual({ a: { missing }, b: { missing } });
  });

  it('a retry asks for the failed ones only and completes the run', async () => {
    openai.configure({ faults: { rate: 0 } });
    const before = openai.calls().chat;
    await server.query('mutation ($id: ID!) { retryFailures(id: $id) { status } }', { id: run.id });
    const whole = await settle(server, run.id);
    expect(whole).toMatchObject({ status: 'COMPLETED', summaries: { totalCount: COUNT }, failures: { totalCount: 0 } });
    expect(listAccountedFor(whole)).toEqual(chatIds(COUNT));
    expect(openai.calls().chat - before).toBe(run.failures.totalCount);
    expect(openai.calls().repeated).toBe(0);
    const summarised = new Map(whole.summaries.edges.map(({ node }) => [node.conversation.chatId, node.summary]));
    for (const { node } of run.summaries.edges) expect(summarised.get(node.conversation.chatId)).toBe(node.summary);
    // What lacks conversations was never stored under the name of what is complete.
    expect(whole.steps.map(({ fingerprint }) => fingerprint)).not.toContain(run.steps[0]!.fingerprint);
  });

  it('has then the fingerprint and the bytes of a run in which nothing failed', async () => {
    const whole = await readPromptedRun(server, run.id);
    const calls = openai.calls().chat;
    const sound = await settle(server, await startPromptedRun(server, { datasetId, summaryModelVersionId }));
    expect(sound.fingerprint).toBe(whole.fingerprint);
    expect(sound.steps.every(({ isReused }) => isReused)).toBe(true);
    expect(openai.calls().chat).toBe(calls);
    const { errors } = await server.send('mutation ($id: ID!) { retryFailures(id: $id) { id } }', { id: run.id });
    expect(errors?.[0]?.message).toMatch(/has no failures/);
  });

  it('a run whose every conversation fails is a failed one, and a retry saves it', async () => {
    openai.configure({ faults: { rate: 1, kinds: ['refusal'] } });
    const few = await importDataset(server, 'refused', 20);
    const other = await createSummaryModel(server, 'other', { ...DEFINITION, temperature: 1 });
    const refused = await settle(
      server,
      await startPromptedRun(server, { datasetId: few, summaryModelVersionId: other }),
    );
    expect(refused).toMatchObject({ status: 'FAILED', failures: { totalCount: 20 }, summaries: { totalCount: 0 } });
    expect(refused.error).toMatch(/No conversation got a summary.*refused/);
    openai.configure({ faults: { rate: 0 } });
    await server.query('mutation ($id: ID!) { retryFailures(id: $id) { id } }', { id: refused.id });
    expect(await settle(server, refused.id)).toMatchObject({ status: 'COMPLETED', summaries: { totalCount: 20 } });
  });
});

describe('a budget', () => {
  it('pauses the run before it is exceeded; with a larger one it goes on from the finished calls', async () => {
    openai.reset();
    const datasetId = await importDataset(server, 'budget', 100);
    const model = await createSummaryModel(server, 'thrifty', { ...DEFINITION, temperature: 0.7 });
    const budgetDollars = 0.003;
    const id = await startPromptedRun(server, { datasetId, summaryModelVersionId: model, budgetDollars });
    const paused = await settle(server, id);
    expect(paused.status).toBe('PAUSED');
    expect(paused.error).toMatch(/budget of \$0\.00/);
    expect(paused.usage.costDollars).toBeGreaterThan(0);
    expect(paused.usage.costDollars).toBeLessThanOrEqual(budgetDollars);
    const finished = openai.calls().completed;
    expect(finished).toBeGreaterThan(0);

    const RESUME = 'mutation ($id: ID!, $budget: Float) { resumeRun(id: $id, budgetDollars: $budget) { status } }';
    const { errors } = await server.send(RESUME, { id, budget: paused.usage.costDollars! / 2 });
    expect(errors?.[0]?.message).toMatch(/Expected a budget above/);
    await server.query(RESUME, { id, budget: 1 });
    const done = await settle(server, id);
    expect(done).toMatchObject({ status: 'COMPLETED', error: null, summaries: { totalCount: 100 } });
    expect(openai.calls()).toMatchObject({ chat: 100, repeated: 0 });
    expect(done.usage).toMatchObject({ attempts: 100, cachedCalls: finished });
  });

  it('is refused for a model whose price nobody knows', async () => {
    const datasetId = await importDataset(server, 'budget', 100);
    const model = await createSummaryModel(server, 'unpriced', { ...DEFINITION, modelId: 'llama3' });
    await expect(
      startPromptedRun(server, { datasetId, summaryModelVersionId: model, budgetDollars: 1 }),
    ).rejects.toThrow(/price of \\"llama3\\" is not known.*UNDERSTORY_PRICES/);
  });
});

describe('cancelling while answers are slow', () => {
  it('drops the calls under way and frees the worker for the next run', async () => {
    openai.reset();
    // Longer than this test may take: only a call that was dropped lets it go on.
    openai.configure({ latencyMs: 600_000 });
    const datasetId = await importDataset(server, 'slow', 40);
    const model = await createSummaryModel(server, 'slow', { ...DEFINITION, temperature: 0.9 });
    const id = await startPromptedRun(server, { datasetId, summaryModelVersionId: model });
    await expect.poll(() => openai.calls().inFlight, { timeout: 20_000 }).toBe(20);
    const sent = openai.calls().chat;
    await server.query('mutation ($id: ID!) { cancelRun(id: $id) { id } }', { id });
    expect((await settle(server, id)).status).toBe('CANCELLED');
    openai.configure({ latencyMs: 0 });
    const next = await settle(
      server,
      await startPromptedRun(server, { datasetId: await importDataset(server, 'prompted', 60), summaryModelVersionId }),
    );
    expect(next.status).toBe('COMPLETED');
    expect(openai.calls().chat).toBe(sent);
  });
});
