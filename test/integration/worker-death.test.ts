import { expect, it } from 'vitest';
import { waitForRun, watchRun } from '../../packages/api/src/run/watch-run.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { importDataset, startRun } from './setup/start-runs.ts';
import { startTestServer } from './setup/start-test-server.ts';
import { spawnWorker } from './setup/understory-process.ts';

it('another worker completes the run of one that was killed, and repeats no completed step', async () => {
  const workspace = await openTestWorkspace();
  const server = await startTestServer(workspace);
  const id = await startRun(server, await importDataset(server, 'killed', 800));
  const first = spawnWorker({ DATABASE_URL: workspace.databaseUrl });

  const exited = new Promise((resolve) => first.once('exit', resolve));
  for await (const _run of watchRun(workspace, id)) {
    const steps = await workspace.runs.listSteps([id]);
    if (steps[0]?.status === 'completed') break;
  }
  first.kill('SIGKILL');
  await exited;
  const [summaryBefore] = await workspace.runs.listSteps([id]);
  expect((await workspace.runs.find(id))?.status).toBe('running');

  spawnWorker({ DATABASE_URL: workspace.databaseUrl });
  expect((await waitForRun(workspace, id))?.status).toBe('completed');
  const [summaryAfter] = await workspace.runs.listSteps([id]);
  expect(summaryAfter).toEqual(summaryBefore);
  const [row] = await workspace.sql`select attempts from run where id = ${id}`;
  expect(row?.attempts).toBe(1);
});
