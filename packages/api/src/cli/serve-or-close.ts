import type { Logger } from 'pino';
import type { Environment } from '../env.ts';
import type { RunningServer } from '../server/start-server.ts';
import { startServer } from '../server/start-server.ts';
import type { Workspace } from '../workspace.ts';

/** Starts the server; if it cannot start, closes the workspace, so that the command ends with the reason. */
export async function serveOrClose(
  workspace: Workspace,
  environment: Environment,
  logger: Logger,
): Promise<RunningServer> {
  try {
    return await startServer(workspace, environment, logger);
  } catch (error) {
    await workspace.close();
    throw error;
  }
}
