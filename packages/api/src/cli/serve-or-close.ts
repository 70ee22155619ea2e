import type { Logger } from 'pino';
import type { Environment } from '../env.ts';
import type { RunningServer } from '../server/start-server.ts';
import { announceServer } from '../server/announce-server.ts';
import { startServer } from '../server/start-server.ts';
import type { Workspace } from '../workspace.ts';

/** Starts the server and lets other commands know of it; if it cannot start, closes the workspace, so that the command ends with the reason. */
export async function serveOrClose(
  workspace: Workspace,
  environment: Environment,
  logger: Logger,
): Promise<RunningServer> {
  try {
    const server = await startServer(workspace, environment, logger);
    const announced = await announceServer(workspace.databaseUrl, server.url);
    return {
      url: server.url,
      stop: async () => {
        await announced.stop();
        await server.stop();
      },
    };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}
