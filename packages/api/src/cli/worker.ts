import type { Command } from 'commander';
import { readEnvironment } from '../env.ts';
import { createLogger } from '../server/create-logger.ts';
import { startWorker } from '../worker/start-worker.ts';
import { openHome } from './open-home.ts';
import { waitForSignal } from './wait-for-signal.ts';

/** `understory worker`: executes runs, and nothing else. As many as wanted may share a database. */
export function addWorkerCommand(program: Command): void {
  program
    .command('worker')
    .description('Execute runs. Any number of workers may share a DATABASE_URL.')
    .option('--json', 'print the worker id as one line of JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const environment = readEnvironment();
      const logger = createLogger(environment.logLevel);
      // The engine's driver warns about the engine's own calls; nobody here can mend them.
      process.removeAllListeners('warning');
      process.on('warning', (warning) => logger.debug({ error: warning }, 'warning'));
      const workspace = await openHome(environment);
      const { id } = await startWorker(workspace, logger, () => process.exit(1));
      if (json) process.stdout.write(`${JSON.stringify({ worker: id })}\n`);
      // The server that started this process is gone.
      process.once('disconnect', () => process.exit(0));
      await waitForSignal();
      // A run in execution is left as it is: the next worker takes it up from its last completed step. Waiting for it,
      // or telling the engine of an abort, would make it a failed run.
      process.exit(0);
    });
}
