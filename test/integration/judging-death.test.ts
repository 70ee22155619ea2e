import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { startOpenAIServer } from '../openai-server/openai-server.ts';
import type { OpenAIServer } from '../openai-server/openai-server.ts';
import { mutate, readSession, settleSession, startJudgedRuns } from './setup/judged-runs.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';
import { spawnWorker } from './setup/understory-process.ts';

/** Questions under way at once. */
const CONCURRENCY = 20;
let openai: OpenAIServer;
let workspace: Workspace;
let server: TestServer;
let runs: { a: string; b: string };

beforeAll(async () => {
  openai = await startOpenAIServer();
  workspace = await openTestWorkspace({}, { apiKey: 'sk-any', baseURL: openai.url, client: {} });
  server = await startTestServer(workspace);
  const worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  runs = await startJudgedRuns(server);
  await worker.stop();
});

afterAll(() => openai.close());

/** A worker with the same limits as this process's calls. */
const spawnJudgingWorker = () =>
  spawnWorker({
    DATABASE_URL: workspace.databaseUrl,
    OPENAI_API_KEY: 'sk-any',
    OPENAI_BASE_URL: openai.url,
    UNDERSTORY_MODEL_CONCURRENCY: String(CONCURRENCY),
  });

it('another worker goes on with the judging of one that was killed, and repeats no answered question', async () => {
  openai.configure({ answerAtMost: openai.calls().chat + CONCURRENCY });
  const { id } = await mutate(server, 'startJudging', { input: { ...runs, count: 60 } });
  const first = spawnJudgingWorker();
  const exited = new Promise((resolve) => first.once('exit', resolve));
  // A place is taken again only when the answer before has been kept.
  const placesTakenAgain = (): number => (openai.calls().completed >= CONCURRENCY ? openai.calls().inFlight : 0);
  await expect.poll(placesTakenAgain, { timeout: 60_000, interval: 10 }).toBe(CONCURRENCY);
  const doneQuestions = async (): Promise<number> => (await readSession(server, id)).doneQuestions;
  await expect.poll(doneQuestions, { timeout: 60_000 }).toBe(CONCURRENCY);
  first.kill('SIGKILL');
  await exited;
  const before = await readSession(server, id);
  expect(before.status).toBe('RUNNING');
  expect(before.doneQuestions).toBeLessThan(before.totalQuestions);

  openai.configure({ answerAtMost: Infinity });
  spawnJudgingWorker();
  const ended = await settleSession(server, id);
  expect(ended).toMatchObject({ status: 'COMPLETED', preference: { pairCount: 60 } });
  expect(openai.calls()).toMatchObject({ repeated: 0, completed: before.totalQuestions - countIdentical(ended) });
});

/** Pairs of the same text are one question, which nobody is asked. */
function countIdentical({ total, totalQuestions }: { total: number; totalQuestions: number }): number {
  return 2 * total - totalQuestions;
}
