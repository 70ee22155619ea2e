import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { waitForRun, watchRun } from '../../packages/api/src/run/watch-run.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { importDataset, startRun } from './setup/start-runs.ts';
import { startTestServer } from './setup/start-test-server.ts';

const workers: ChildProcess[] = [];

/** A worker in a process of its own, so that it can be killed. */
function spawnWorker(databaseUrl: string): ChildProcess {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'worker'], {
    cwd: fileURLToPath(new URL('../../packages/api', import.meta.url)),
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  workers.push(worker);
  return worker;
}

afterAll(() => {
  for (const worker of workers) worker.kill('SIGKILL');
});

it('another worker completes the run of one that was killed, and repeats no completed step', async () => {
  const workspace = await openTestWorkspace();
  const server = await startTestServer(workspace);
  const id = await startRun(server, await importDataset(server, 'killed', 800));
  const first = spawnWorker(workspace.databaseUrl);

  const exited = new Promise((resolve) => first.once('exit', resolve));
  for await (const _run of watchRun(workspace, id)) {
    const steps = await workspace.runs.listSteps([id]);
    if (steps[0]?.status === 'completed') break;
  }
  first.kill('SIGKILL');
  await exited;
  const [summaryBefore] = await workspace.runs.listSteps([id]);
  expect((await workspace.runs.find(id))?.status).toBe('running');

  spawnWorker(workspace.databaseUrl);
  expect((await waitForRun(workspace, id))?.status).toBe('completed');
  const [summaryAfter] = await workspace.runs.listSteps([id]);
  expect(summaryAfter).toEqual(summaryBefore);
  const [row] = await workspace.sql`select attempts from run where id = ${id}`;
  expect(row?.attempts).toBe(1);
});
