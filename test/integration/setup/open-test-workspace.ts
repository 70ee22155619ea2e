import { afterAll } from 'vitest';
import type { ConnectOptions } from '../../../packages/api/src/db/connect.ts';
import type { ModelSettings } from '../../../packages/api/src/model-call/models.ts';
import type { Workspace } from '../../../packages/api/src/workspace.ts';
import { openWorkspace } from '../../../packages/api/src/workspace.ts';
import { createTestDatabase } from './create-test-database.ts';

/** A workspace on a database of its own; both are gone after the test file. */
export async function openTestWorkspace(options: ConnectOptions = {}, models?: ModelSettings): Promise<Workspace> {
  const { url, drop } = await createTestDatabase();
  const workspace = await openWorkspace({ databaseUrl: url, home: '/nonexistent', models }, options);
  afterAll(async () => {
    await workspace.close();
    await drop();
  });
  return workspace;
}
