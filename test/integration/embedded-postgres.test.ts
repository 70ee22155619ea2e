import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase } from '../../packages/api/src/db/connect.ts';
import type { EmbeddedPostgres } from '../../packages/api/src/db/ensure-postgres.ts';
import { ensurePostgres } from '../../packages/api/src/db/ensure-postgres.ts';

let home: string;

beforeAll(() => {
  // A space as in macOS' "Application Support", letters as in a user's name.
  home = mkdtempSync(join(tmpdir(), "understory Zoë's postgres-"));
  chmodSync(home, 0o755);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const connection = connectDatabase(url, { max: 1 });
  try {
    return await connection.sql.unsafe(statement);
  } finally {
    await connection.close();
  }
}

describe('the embedded PostgreSQL', () => {
  it('is one server for three starts at the same moment', async () => {
    const servers = await Promise.all([ensurePostgres(home), ensurePostgres(home), ensurePostgres(home)]);
    expect(new Set(servers.map((server) => server.url)).size).toBe(1);
    for (const server of servers) await server.release();
  });

  it('runs on as long as one holder is left, and keeps its data after the last', async () => {
    const one = await ensurePostgres(home);
    const other = await ensurePostgres(home);
    await ask(one.url, 'create table kept as select 7 as number');
    await one.release();
    expect(await ask(other.url, 'select number from kept')).toEqual([{ number: 7 }]);
    await other.release();
    await expect(ask(other.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);

    const again: EmbeddedPostgres = await ensurePostgres(home);
    expect(await ask(again.url, 'select number from kept')).toEqual([{ number: 7 }]);
    await again.release();
  });

  it('lets nobody in without its password', async () => {
    const server = await ensurePostgres(home);
    const url = new URL(server.url);
    url.password = 'guess';
    await expect(ask(url.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    await server.release();
  });
});
