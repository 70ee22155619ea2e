import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import type { ConnectOptions } from '../../../packages/api/src/db/connect.ts';
import { connectDatabase } from '../../../packages/api/src/db/connect.ts';
import type { ModelSettings } from '../../../packages/api/src/model-call/models.ts';
import type { Workspace } from '../../../packages/api/src/workspace.ts';
import { openWorkspace } from '../../../packages/api/src/workspace.ts';
import { TEMPLATE_DATABASE } from './start-postgres.ts';

/** A workspace on a database of its own; both are gone after the test file. */
export async function openTestWorkspace(options: ConnectOptions = {}, models?: ModelSettings): Promise<Workspace> {
  const server = inject('databaseUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = connectDatabase(server, { max: 1 });
  await admin.sql.unsafe(`create database ${name} template ${TEMPLATE_DATABASE}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const workspace = await openWorkspace({ databaseUrl: url.href, home: '/nonexistent', models }, options);
  afterAll(async () => {
    await workspace.close();
    await admin.sql.unsafe(`drop database ${name} with (force)`);
    await admin.close();
  });
  return workspace;
}
