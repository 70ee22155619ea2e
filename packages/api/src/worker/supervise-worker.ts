import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Logger } from 'pino';
import { childEnvironment } from '../env.ts';

const RESTART_DELAY_MS = 1000;
const STOP_TIMEOUT_MS = 3000;

/** Computing takes what answering leaves: a run may use every core for minutes, a query must not wait for it. */
function giveWay({ pid }: ChildProcess, logger: Logger): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    logger.debug({ error }, 'the worker keeps the priority of the server');
  }
}

/**
 * Runs `understory worker` as a child process and starts it again when it dies. Heavy computing there leaves this
 * process free to answer.
 */
export function superviseWorker(databaseUrl: string, logger: Logger): { stop(): Promise<void> } {
  let isStopping = false;
  let child: ChildProcess;
  let restart: NodeJS.Timeout | undefined;

  const start = (): void => {
    child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', 'worker'], {
      // The channel tells the worker when this process is gone.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: childEnvironment(databaseUrl, logger.level),
    });
    giveWay(child, logger);
    child.on('error', (error) => logger.error({ error }, 'the worker could not be started'));
    child.on('exit', (code, signal) => {
      if (isStopping) return;
      logger.error({ code, signal }, 'the worker ended; starting another');
      restart = setTimeout(start, RESTART_DELAY_MS);
    });
  };
  start();

  return {
    async stop() {
      isStopping = true;
      clearTimeout(restart);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
