import { createServer } from 'node:http';
import type { Logger } from 'pino';
import type { Environment } from '../env.ts';
import { EnvironmentError } from '../env.ts';
import type { Workspace } from '../workspace.ts';
import { createApp } from './create-app.ts';

export interface RunningServer {
  /** Address for a browser, such as `http://127.0.0.1:4000`. */
  url: string;
  /** Answers the requests that are under way, then closes. */
  stop(): Promise<void>;
}

/**
 * Serves API and dashboard.
 *
 * @throws {EnvironmentError} that says what to do if the port is taken.
 */
export async function startServer(
  workspace: Workspace,
  environment: Pick<Environment, 'apiKey' | 'isLoopback' | 'host' | 'port'>,
  logger: Logger,
): Promise<RunningServer> {
  const { host, port } = environment;
  const { server, stop } = await createApp(workspace, environment, logger, (app) => createServer(app));
  // An upload of a large file may take longer than Node's five minutes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      const advice = `Port ${port} is in use. Set PORT to another one, or to 0 for a free one.`;
      reject(isTaken ? new EnvironmentError(advice) : error);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const boundPort = address !== null && typeof address === 'object' ? address.port : port;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`;
  logger.info({ url }, 'serving');
  return { url, stop };
}
