import type { Command } from 'commander';
import { readEnvironment } from '../env.ts';
import { createLogger } from '../server/create-logger.ts';
import { openHome } from './open-home.ts';
import { serveOrClose } from './serve-or-close.ts';
import { superviseWorker } from '../worker/supervise-worker.ts';
import { waitForSignal } from './wait-for-signal.ts';

/** `understory serve`: API and dashboard on one port, and a worker beside them. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Serve the API and the dashboard, and execute runs.')
    .option('--no-worker', 'serve only; runs are executed by `understory worker` elsewhere')
    .option('--json', 'print the address as one line of JSON', false)
    .action(async ({ worker, json }: { worker: boolean; json: boolean }) => {
      const environment = readEnvironment();
      const logger = createLogger(environment.logLevel);
      const workspace = await openHome(environment);
      const server = await serveOrClose(workspace, environment, logger);
      const supervised = worker ? superviseWorker(workspace.databaseUrl, logger) : null;
      process.stdout.write(json ? `${JSON.stringify({ url: server.url })}\n` : `Understory is at ${server.url}\n`);
      await waitForSignal();
      // Open subscriptions would otherwise keep the server from closing.
      setTimeout(() => process.exit(0), 5000).unref();
      await supervised?.stop();
      await server.stop();
      await workspace.close();
      process.exit(0);
    });
}
