import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { startOpenAIServer } from '../openai-server/openai-server.ts';
import type { OpenAIServer } from '../openai-server/openai-server.ts';
import { startJudgedRuns } from './setup/judged-runs.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { startTestServer } from './setup/start-test-server.ts';

let openai: OpenAIServer;
let workspace: Workspace;
let runs: { a: string; b: string };

beforeAll(async () => {
  openai = await startOpenAIServer();
  workspace = await openTestWorkspace();
  const server = await startTestServer(workspace);
  const worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  runs = await startJudgedRuns(server);
  await worker.stop();
});

afterAll(() => openai.close());

interface Outcome {
  code: number;
  out: string;
  err: string;
}

/** Runs `understory …` in a process of its own. */
async function runCommand(words: readonly string[], environment: object = {}): Promise<Outcome> {
  const cwd = fileURLToPath(new URL('../../packages/api', import.meta.url));
  const env = { ...process.env, DATABASE_URL: workspace.databaseUrl, OPENAI_API_KEY: '', ...environment };
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'src/main.ts', ...words],
      { cwd, env },
    );
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

it('judges with progress, pauses at the budget, goes on with the same command, and stands in the report', async () => {
  const reachable = { OPENAI_API_KEY: 'sk-any', OPENAI_BASE_URL: openai.url };
  const words = ['judge', runs.a, runs.b, '--count', '30', '--purpose', 'Find what to fix.'];
  const paused = await runCommand([...words, '--budget', '0.001'], reachable);
  expect(paused.code).toBe(3);
  expect(paused.out).toContain('Go on with the same command and a larger --budget.');
  const whole = await runCommand([...words, '--budget', '1'], reachable);
  expect(whole).toMatchObject({ code: 0 });
  expect(whole.err).toMatch(/\d+ of \d+ questions/);
  expect(whole.out).toContain('Purpose: Find what to fix.');
  expect(whole.out).toContain('The summaries of B serve the purpose better');
  expect(whole.out).toMatch(/win rate of B {2,}\d+\.\d % \(95 % interval/);
  expect(openai.calls().repeated).toBe(0);

  const names = await runCommand(['naming-test', runs.a, runs.b, '--count', '20', '--json']);
  const { judgeName, namingTest } = JSON.parse(names.out) as { judgeName: string; namingTest: { a: object } };
  expect(judgeName).toBe('local/lsa');
  expect(namingTest.a).toMatchObject({ accuracy: { count: 20, method: 'wilson' } });

  const report = await runCommand(['compare', runs.a, runs.b, '--reseeds', '2']);
  expect(report.out).toContain('Which summaries serve the purpose better, judged blind');
  expect(report.out).toContain('How well names alone tell where a conversation belongs');
});
