import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connectDatabase } from '../../../packages/api/src/db/connect.ts';
import { TEMPLATE_DATABASE } from './start-postgres.ts';

/** A database that a test file has for itself. */
export interface TestDatabase {
  url: string;
  /** Ends all connections to it. */
  drop(): Promise<void>;
}

/** Makes a migrated, empty database on the server that all test files share. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('databaseUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = connectDatabase(server, { max: 1 });
  await admin.sql.unsafe(`create database ${name} template ${TEMPLATE_DATABASE}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await admin.sql.unsafe(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}
