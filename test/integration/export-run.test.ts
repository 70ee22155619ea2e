import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportRun } from '../../packages/api/src/export/export-run.ts';
import { modelCallCache } from '../../packages/api/src/db/model-call-schema.ts';
import { measureCache, pruneCache } from '../../packages/api/src/model-call/cache-size.ts';
import { importKura, KURA_FOLDER } from './setup/import-kura.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { readZip } from './setup/read-zip.ts';
import { startTestServer } from './setup/start-test-server.ts';

const workspace = await openTestWorkspace();
const server = await startTestServer(workspace);

it('a run is downloaded as the files that the command line exports', async () => {
  const { run } = await importKura(server, { folder: KURA_FOLDER });
  const answer = await fetch(`${server.url}/runs/${run.id}/export.zip`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=kura-small.zip');
  const files = readZip(Buffer.from(await answer.arrayBuffer()));
  const folder = await mkdtemp(join(tmpdir(), 'understory-test-'));
  try {
    const names = await exportRun(workspace, (await workspace.runs.find(run.id))!, folder);
    expect([...files.keys()].toSorted()).toEqual(names.toSorted());
    expect(names).toContain('conversations.jsonl');
    for (const name of names) expect(files.get(name)).toBe(await readFile(join(folder, name), 'utf8'));
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('there is nothing to download of a run that is not there or not complete', async () => {
  const statusOf = async (id: string) => (await fetch(`${server.url}/runs/${id}/export.zip`)).status;
  expect(await statusOf('nothing')).toBe(404);
  const { run } = await importKura(server, { folder: KURA_FOLDER });
  await workspace.sql.unsafe(`update run set status = 'failed' where id = '${run.id}'`);
  expect(await statusOf(run.id)).toBe(400);
});

it('the cache of model calls is pruned by age and by size, the oldest first', async () => {
  const { db } = workspace;
  const rows = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'].map((day, i) => ({
    key: `key ${i}`,
    provider: 'openai',
    modelId: i === 3 ? 'other' : 'model',
    // With the key's five characters, 100 bytes each.
    answer: 'x'.repeat(95),
    inputTokens: 1,
    outputTokens: 1,
    createdAt: new Date(day),
  }));
  await db.insert(modelCallCache).values(rows);
  const oldest = new Date('2026-01-01');
  expect(await measureCache(db)).toEqual([
    { provider: 'openai', modelId: 'model', answers: 3, bytes: 300, oldestAt: oldest },
    { provider: 'openai', modelId: 'other', answers: 1, bytes: 100, oldestAt: new Date('2026-04-01') },
  ]);
  expect(await pruneCache(db, {})).toBe(0);
  expect(await pruneCache(db, { before: new Date('2026-01-15') })).toBe(1);
  expect(await pruneCache(db, { mostBytes: 250 })).toBe(1);
  const left = await db.select({ key: modelCallCache.key }).from(modelCallCache);
  expect(left.map(({ key }) => key).toSorted()).toEqual(['key 2', 'key 3']);
});
