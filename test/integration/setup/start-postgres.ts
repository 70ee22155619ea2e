import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '../../../packages/api/src/db/connect.ts';
import { ensurePostgres } from '../../../packages/api/src/db/ensure-postgres.ts';
import { migrateDatabase } from '../../../packages/api/src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server that the test files clone their databases on. */
    databaseUrl: string;
  }
}

export const TEMPLATE_DATABASE = 'understory_template';

/**
 * Starts one PostgreSQL for all test files, with a migrated database that each of them clones.
 *
 * UNDERSTORY_TEST_DATABASE_URL runs the same tests on another server; its user must be allowed to create databases.
 */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.UNDERSTORY_TEST_DATABASE_URL;
  const home = mkdtempSync(join(tmpdir(), 'understory-test-'));
  // When the tests run as root, PostgreSQL runs as another user, who must be able to pass through.
  chmodSync(home, 0o755);
  const server = external === undefined ? await ensurePostgres(home) : null;
  const url = external ?? server?.url ?? '';

  const admin = connectDatabase(url, { max: 1 });
  await admin.sql.unsafe(`drop database if exists ${TEMPLATE_DATABASE}`);
  await admin.sql.unsafe(`create database ${TEMPLATE_DATABASE}`);
  await admin.close();
  const template = new URL(url);
  template.pathname = `/${TEMPLATE_DATABASE}`;
  await migrateDatabase(template.href);
  project.provide('databaseUrl', url);

  return async () => {
    await server?.release();
    rmSync(home, { recursive: true, force: true });
  };
}
