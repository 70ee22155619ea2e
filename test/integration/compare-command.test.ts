import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRun } from '../../packages/api/src/cli/find-run.ts';
import { readComparisonOptions, startComparison } from '../../packages/api/src/comparison/start-comparison.ts';
import { watchComparison } from '../../packages/api/src/comparison/watch-comparison.ts';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { importKura, KURA_FOLDER } from './setup/import-kura.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { importDataset, startRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';
import type { CommandOutcome } from './setup/understory-process.ts';
import { runUnderstory, spawnWorker } from './setup/understory-process.ts';

let workspace: Workspace;
let server: TestServer;
let scratch: string;
const runs: string[] = [];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'understory-compare-'));
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  const worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  const datasetId = await importDataset(server, 'reported', 120);
  for (const k of [12, 6, 4]) runs.push(await startRun(server, datasetId, { cluster: { k } }));
  for (const id of runs) await watchRun(server, id);
  await worker.stop();
});

afterAll(() => rm(scratch, { recursive: true }));

async function understory(...words: string[]): Promise<CommandOutcome> {
  const outcome = await runUnderstory(words, { DATABASE_URL: workspace.databaseUrl });
  if (outcome.code !== 0) throw new Error(outcome.stderr);
  return outcome;
}

describe('understory compare', () => {
  it('finds a run by its number with and without the hash, and by the beginning of its id', async () => {
    const [first] = runs as [string];
    const { sequence } = await findRun(workspace, first);
    for (const reference of [String(sequence), `#${sequence}`, first.slice(0, 8)]) {
      expect((await findRun(workspace, reference)).id).toBe(first);
    }
    await expect(findRun(workspace, '999')).rejects.toThrow('There is no run "999".');
  });

  it('says in plain words what differs, and whether it is more than noise', async () => {
    const { stdout, stderr } = await understory('compare', runs[0]!, runs[1]!);
    expect(stderr).toContain('Noise floor');
    for (const heading of ['What differs in the configuration', 'Structure', 'Summary quality', 'Gold labels']) {
      expect(stdout).toContain(heading);
    }
    expect(stdout).toContain('options.cluster.k: 12 → 6');
    expect(stdout).toMatch(/A against itself under other seeds +\d\.\d{3}/);
  });

  it('finds everything the second time, and writes a page that asks nothing of the network', async () => {
    const file = join(scratch, 'report.html');
    const { stdout, stderr } = await understory('compare', runs[0]!, runs[1]!, '--json', '--html', file);
    expect(stderr).not.toContain('Noise floor');
    const report = JSON.parse(stdout) as { conversationCount: number; mostChanged: object[]; verdict: string };
    expect(report.conversationCount).toBe(120);
    expect(report.mostChanged.length).toBeLessThanOrEqual(10);
    const page = await readFile(file, 'utf8');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(?:src|href)=|url\(|@import/);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('@media print');
  });
});

describe('a comparison whose worker is killed', () => {
  it('is completed by another worker, which repeats no part that was done', async () => {
    const a = await workspace.runs.find(runs[0]!);
    const b = await workspace.runs.find(runs[2]!);
    const options = readComparisonOptions({ reseedCount: 32 });
    const { id } = await startComparison(workspace, { a: a!, b: b!, options, isAgain: false });
    const first = spawnWorker({ DATABASE_URL: workspace.databaseUrl });
    const exited = new Promise((resolve) => first.once('exit', resolve));
    for await (const _comparison of watchComparison(workspace, id)) {
      const parts = await workspace.comparisons.listParts(id);
      if (parts[2]?.status === 'completed') break;
    }
    first.kill('SIGKILL');
    await exited;
    const before = (await workspace.comparisons.listParts(id)).filter(({ status }) => status === 'completed');

    const second = spawnWorker({ DATABASE_URL: workspace.databaseUrl });
    for await (const comparison of watchComparison(workspace, id)) {
      if (comparison.status === 'completed') break;
    }
    second.kill('SIGKILL');
    expect((await workspace.comparisons.find(id))?.status).toBe('completed');
    const after = await workspace.comparisons.listParts(id);
    expect(after.slice(0, before.length)).toEqual(before);
  });
});

describe('a matrix of runs', () => {
  it('has every pair once, and a consensus no larger than any pair allows', async () => {
    type Matrix = {
      rows: { run: { id: string }; structure: { leafCount: number } }[];
      agreement: { a: number; b: number; leaves: { adjustedRandIndex: number } }[];
      consensus: { pairShare: number; settledCount: number };
    };
    const { runMatrix } = await server.query<{ runMatrix: Matrix }>(
      `query ($ids: [ID!]!) { runMatrix(ids: $ids) { rows { run { id } structure { leafCount } }
        agreement { a b leaves { adjustedRandIndex } } consensus { pairShare settledCount } } }`,
      { ids: runs },
    );
    expect(runMatrix.rows.map(({ run }) => run.id)).toEqual(runs);
    expect(runMatrix.rows.map(({ structure }) => structure.leafCount)).toEqual([12, 6, 4]);
    expect(runMatrix.agreement.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(runMatrix.consensus.pairShare).toBeGreaterThan(0);
    expect(runMatrix.consensus.pairShare).toBeLessThan(1);
  });
});

describe('the noise floor of an imported run', () => {
  it('says in plain words why there is none for a handful of conversations', async () => {
    const imported = await importKura(server, { folder: KURA_FOLDER });
    const worker = await startWorker(workspace, createLogger('silent'), () => undefined);
    const run = (await workspace.runs.find(imported.run.id))!;
    const { id } = await startComparison(workspace, {
      a: run,
      b: run,
      options: readComparisonOptions({}),
      isAgain: false,
    });
    for await (const _comparison of watchComparison(workspace, id));
    await worker.stop();
    type Answer = { compareRuns: { noiseFloor: { verdict: string; sentence: string; spreadA: null } } };
    const { compareRuns } = await server.query<Answer>(
      'query ($a: ID!) { compareRuns(a: $a, b: $a) { noiseFloor { verdict sentence spreadA { mean } } } }',
      { a: run.id },
    );
    expect(compareRuns.noiseFloor).toMatchObject({ verdict: 'CANNOT_TELL', spreadA: null });
    expect(compareRuns.noiseFloor.sentence).toContain('fewer than 10 cannot show what another seed would change');
  });
});

describe('deleting a run', () => {
  it('takes its comparisons along, and leaves those of other runs', async () => {
    const count = async (): Promise<number> => (await workspace.sql`select from comparison`).length;
    const before = await count();
    await server.query('mutation ($id: ID!) { deleteRun(id: $id) }', { id: runs[2]! });
    expect(await count()).toBe(before - 1);
    expect(await workspace.comparisons.listOfRun(runs[2]!)).toEqual([]);
  });
});
