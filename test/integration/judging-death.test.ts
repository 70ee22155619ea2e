import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
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

/** Questions under way at once. */
const CONCURRENCY = 20;
const workers: ChildProcess[] = [];
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

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await openai.close();
});

/** A worker in a process of its own, so that it can be killed. */
function spawnWorker(): ChildProcess {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'worker'], {
    cwd: fileURLToPath(new URL('../../packages/api', import.meta.url)),
    env: {
      ...process.env,
      DATABASE_URL: workspace.databaseUrl,
      OPENAI_API_KEY: 'sk-any',
      OPENAI_BASE_URL: openai.url,
      UNDERSTORY_MODEL_CONCURRENCY: String(CONCURRENCY),
      LOG_LEVEL: 'silent',
    },
    stdio: 'ignore',
  });
  workers.push(worker);
  return worker;
}

it('another worker goes on with the judging of one that was killed, and repeats no answered question', async () => {
  openai.configure({ latencyMs: 700 });
  const { id } = await mutate(server, 'startJudging', { input: { ...runs, count: 60 } });
  const first = spawnWorker();
  const exited = new Promise((resolve) => first.once('exit', resolve));
  // When all places are taken for the second time, every answer to the first questions has been kept.
  const placesTakenAgain = (): number => (openai.calls().completed >= CONCURRENCY ? openai.calls().inFlight : 0);
  await expect.poll(placesTakenAgain, { timeout: 60_000, interval: 10 }).toBe(CONCURRENCY);
  first.kill('SIGKILL');
  await exited;
  const before = await readSession(server, id);
  expect(before.status).toBe('RUNNING');
  expect(before.doneQuestions).toBeGreaterThanOrEqual(CONCURRENCY);
  expect(before.doneQuestions).toBeLessThan(before.totalQuestions);

  openai.configure({ latencyMs: 0 });
  spawnWorker();
  const ended = await settleSession(server, id);
  expect(ended).toMatchObject({ status: 'COMPLETED', preference: { count: 60 } });
  expect(openai.calls()).toMatchObject({ repeated: 0, completed: before.totalQuestions - countIdentical(ended) });
});

/** Pairs of the same text are one question, which nobody is asked. */
function countIdentical({ total, totalQuestions }: { total: number; totalQuestions: number }): number {
  return 2 * total - totalQuestions;
}
