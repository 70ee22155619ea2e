import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import type { RunState } from './setup/start-runs.ts';
import { importDataset, startRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

let workspace: Workspace;
let server: TestServer;
let worker: Worker;
let datasetId: string;
/** What people at a terminal would see of the worker. */
const log: string[] = [];

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  datasetId = await importDataset(server, 'cancelled', 1500);
});

afterAll(() => worker.stop());

const CANCEL = 'mutation ($id: ID!) { cancelRun(id: $id) { status steps { status } } }';

describe('cancelling', () => {
  it('keeps a queued run from ever starting', async () => {
    const id = await startRun(server, datasetId);
    const { cancelRun } = await server.query<{ cancelRun: RunState }>(CANCEL, { id });
    expect(cancelRun.status).toBe('CANCELLED');
    expect(new Set(cancelRun.steps.map((step) => step.status))).toEqual(new Set(['CANCELLED']));

    worker = await startWorker(workspace, createLogger('warn', { write: (line) => log.push(line) }), () => undefined);
    const next = await startRun(server, await importDataset(server, 'small', 20));
    expect((await watchRun(server, next)).at(-1)?.status).toBe('COMPLETED');
    expect((await watchRun(server, id)).at(-1)?.status).toBe('CANCELLED');
  });

  it('stops a run in the middle of a step and frees the worker for the next', async () => {
    const id = await startRun(server, datasetId, { seed: 1 });
    let isCancelled = false;
    const text = 'subscription ($id: ID!) { runProgress(id: $id) { status progress steps { name status } } }';
    let last: RunState | null = null;
    for await (const { runProgress } of server.subscribe<{ runProgress: RunState }>(text, { id })) {
      last = runProgress;
      if (!isCancelled && runProgress.progress > 0) {
        isCancelled = true;
        await server.query(CANCEL, { id });
      }
    }
    expect(last?.status).toBe('CANCELLED');
    expect(last?.progress).toBeLessThan(1);
    const small = await importDataset(server, 'small', 20);
    expect((await watchRun(server, await startRun(server, small, { seed: 2 }))).at(-1)?.status).toBe('COMPLETED');
    expect((await watchRun(server, id)).at(-1)?.status).toBe('CANCELLED');
    expect(log).toEqual([]);
  });

  it('leaves a run that has ended as it is', async () => {
    const id = await startRun(server, await importDataset(server, 'small', 20));
    await watchRun(server, id);
    expect((await server.query<{ cancelRun: RunState }>(CANCEL, { id })).cancelRun.status).toBe('COMPLETED');
  });
});
