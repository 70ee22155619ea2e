import { existsSync } from 'node:fs';
import type { Environment } from '../env.ts';
import type { Workspace } from '../workspace.ts';
import { openWorkspace } from '../workspace.ts';

/**
 * Opens the workspace of a command, and says on standard error where data is kept if that folder is new: a mistyped
 * UNDERSTORY_HOME, or a relative one seen from another folder, would otherwise look like lost data.
 */
export async function openHome(environment: Environment): Promise<Workspace> {
  const isNew = environment.databaseUrl === null && !existsSync(environment.home);
  const workspace = await openWorkspace(environment);
  if (isNew) process.stderr.write(`Data is kept in ${environment.home}, a new folder.\n`);
  return workspace;
}
