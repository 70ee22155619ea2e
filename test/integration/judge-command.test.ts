import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { startOpenAIServer } from '../openai-server/openai-server.ts';
import type { OpenAIServer } from '../openai-server/openai-server.ts';
import { startJudgedRuns } from './setup/judged-runs.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { startTestServer } from './setup/start-test-server.ts';
import { runUnderstory } from './setup/understory-process.ts';

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

const runCommand = (words: readonly string[], variables: Record<string, string> = {}) =>
  runUnderstory(words, { DATABASE_URL: workspace.databaseUrl, LOG_LEVEL: 'info', ...variables });

it('judges with progress, pauses at the budget, goes on with the same command, and stands in the report', async () => {
  const reachable = { OPENAI_API_KEY: 'sk-any', OPENAI_BASE_URL: openai.url };
  const words = ['judge', runs.a, runs.b, '--count', '30', '--purpose', 'Find what to fix.'];
  const paused = await runCommand([...words, '--budget', '0.001'], reachable);
  expect(paused.code).toBe(3);
  expect(paused.stdout).toContain('Go on with the same command and a larger --budget.');
  const whole = await runCommand([...words, '--budget', '1'], reachable);
  expect(whole).toMatchObject({ code: 0 });
  expect(whole.stderr).toMatch(/\d+ of \d+ questions/);
  expect(whole.stdout).toContain('Purpose: Find what to fix.');
  expect(whole.stdout).toContain('The summaries of B serve the purpose better');
  expect(whole.stdout).toMatch(/win rate of B {2,}\d+\.\d % \(95 % interval/);
  expect(openai.calls().repeated).toBe(0);

  const names = await runCommand(['naming-test', runs.a, runs.b, '--count', '20', '--json']);
  const { judgeName, namingTest } = JSON.parse(names.stdout) as { judgeName: string; namingTest: { a: object } };
  expect(judgeName).toBe('local/lsa');
  expect(namingTest.a).toMatchObject({ accuracy: { count: 20, method: 'wilson' } });

  const report = await runCommand(['compare', runs.a, runs.b, '--reseeds', '2']);
  expect(report.stdout).toContain('Which summaries serve the purpose better, judged blind');
  expect(report.stdout).toContain('How well names alone tell where a conversation belongs');
});
