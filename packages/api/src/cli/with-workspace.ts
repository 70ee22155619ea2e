import type { Logger } from 'pino';
import { readEnvironment } from '../env.ts';
import { createLogger } from '../server/create-logger.ts';
import type { Workspace } from '../workspace.ts';
import { openHome } from './open-home.ts';

/**
 * What a command's exit code says. Stated in `understory --help`.
 *
 * `partial`: the work is done, but something was left out (rejected rows, a run that was cancelled).
 */
export const EXIT_CODES = { done: 0, failed: 1, badInput: 2, partial: 3 } as const;

/** Opens the workspace for one command and closes it whatever happens. */
export async function withWorkspace(work: (workspace: Workspace, logger: Logger) => Promise<void>): Promise<void> {
  const environment = readEnvironment();
  // A command speaks for itself; its log is for what goes wrong, unless more is asked for.
  const logger = createLogger(environment.logLevel === 'info' ? 'warn' : environment.logLevel);
  const workspace = await openHome(environment);
  try {
    await work(workspace, logger);
  } finally {
    await workspace.close();
  }
}

/** Prints a command's result: one JSON document for scripts, or lines for people. */
export function printResult(asJson: boolean, result: unknown, toLines: () => string): void {
  process.stdout.write(`${asJson ? JSON.stringify(result, null, 2) : toLines()}\n`);
}
