import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { importDataset, startRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

let workspace: Workspace;
let server: TestServer;
let worker: Worker;
let datasetId: string;
let runA: string;

const openWorker = (): Promise<Worker> => startWorker(workspace, createLogger('silent'), () => undefined);

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  worker = await openWorker();
  datasetId = await importDataset(server, 'mapped', 150);
  runA = await startRun(server, datasetId);
  await watchRun(server, runA);
});

afterAll(() => worker.stop());

async function startAligned(alignToRunId: string, options: object = {}): Promise<string> {
  const { summaryModelVersionId } = (await workspace.runs.find(runA))!;
  const { startRun: run } = await server.query<{ startRun: { id: string } }>(
    'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }',
    { input: { datasetId, summaryModelVersionId, alignToRunId, options } },
  );
  return run.id;
}

interface MapsCompared {
  mapAlignment: { fit: number; scale: number } | null;
  differences: { factor: string }[];
}

async function compareMaps(a: string, b: string): Promise<MapsCompared> {
  const { compareRuns } = await server.query<{ compareRuns: MapsCompared }>(
    `query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) { mapAlignment { fit scale } differences { factor } } }`,
    { a, b },
  );
  return compareRuns;
}

interface MappedRun {
  status: string;
  fingerprint: string;
  alignedTo: { id: string } | null;
  projection: { trustworthiness: number; coordinates: string };
}

async function readRun(id: string): Promise<MappedRun> {
  const { run } = await server.query<{ run: MappedRun }>(
    'query ($id: ID!) { run(id: $id) { status fingerprint alignedTo { id } projection { trustworthiness coordinates } } }',
    { id },
  );
  return run;
}

describe('a run that is aligned to the map of another', () => {
  it('lies over it, where a run of its own seed does not', async () => {
    const aligned = await startAligned(runA, { seed: 7 });
    const free = await startRun(server, datasetId, { seed: 7 });
    for (const id of [aligned, free]) await watchRun(server, id);
    const [over, apart] = [await compareMaps(runA, aligned), await compareMaps(runA, free)];
    expect(over.mapAlignment!.fit).toBeGreaterThan(0.9);
    expect(apart.mapAlignment!.fit).toBeLessThan(over.mapAlignment!.fit);
    // Where a map lies is no difference that results could be put down to.
    expect(over.differences.map(({ factor }) => factor)).toEqual(['options.seed']);

    const [own, other] = [await readRun(aligned), await readRun(free)];
    expect(own.alignedTo?.id).toBe(runA);
    expect(other.alignedTo).toBeNull();
    expect(own.fingerprint).not.toBe(other.fingerprint);
    for (const { projection } of [own, other]) {
      expect(projection.trustworthiness).toBeGreaterThan(0.5);
      expect(projection.trustworthiness).toBeLessThanOrEqual(1);
    }
  });

  it('has the same bytes the second time', async () => {
    const ids = [await startAligned(runA, { seed: 9 }), await startAligned(runA, { seed: 9 })];
    for (const id of ids) await watchRun(server, id);
    const [first, second] = await Promise.all(ids.map(readRun));
    expect(second).toEqual(first);
  });

  it('is drawn as configured although that run was deleted before', async () => {
    const model = await startRun(server, datasetId, { seed: 11, projection: { minDist: 0.3 } });
    await watchRun(server, model);
    await worker.stop();
    const aligned = await startAligned(model, { seed: 12 });
    await server.query('mutation ($id: ID!) { deleteRun(id: $id) }', { id: model });
    worker = await openWorker();
    await watchRun(server, aligned);
    expect(await readRun(aligned)).toMatchObject({ status: 'COMPLETED', alignedTo: null });
  });

  it('must be over the same dataset, and the other must have a map', async () => {
    const otherDataset = await importDataset(server, 'elsewhere', 20);
    const other = await startRun(server, otherDataset);
    await watchRun(server, other);
    await expect(startAligned(other)).rejects.toThrow(/alignToRunId: expected a run over the same dataset/);
    await worker.stop();
    const waiting = await startRun(server, datasetId, { seed: 13 });
    await expect(startAligned(waiting)).rejects.toThrow(/has no map; it is queued/);
    await expect(startAligned('no-such-run')).rejects.toThrow(/alignToRunId: there is no run/);
    worker = await openWorker();
  });
});

describe('the run that makes a comparison clean', () => {
  it('is aligned to A', async () => {
    const b = await startRun(server, datasetId, { cluster: { k: 5 } });
    await watchRun(server, b);
    const { startControlledRun: run } = await server.query<{ startControlledRun: { id: string } }>(
      'mutation ($a: ID!, $b: ID!) { startControlledRun(a: $a, b: $b) { id } }',
      { a: runA, b },
    );
    await watchRun(server, run.id);
    expect((await readRun(run.id)).alignedTo?.id).toBe(runA);
  });
});
