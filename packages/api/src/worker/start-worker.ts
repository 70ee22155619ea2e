import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Logger } from 'pino';
import { STEP_NAMES } from '@understory/core';
import type { Workspace } from '../workspace.ts';
import { adoptRuns, enqueueLostRuns } from './adopt-runs.ts';
import { createComparisonWorkflow } from './create-comparison-workflow.ts';
import { createJudgingWorkflow } from './create-judging-workflow.ts';
import {
  APPLICATION_NAME,
  APPLICATION_VERSION,
  COMPARISON_QUEUE,
  COMPARISON_WORKFLOW,
  JUDGING_QUEUE,
  JUDGING_WORKFLOW,
  RUN_QUEUE,
  RUN_WORKFLOW,
} from './engine.ts';
import { createEngineLogger } from './engine-logger.ts';
import { executeStep } from './execute-step.ts';
import { acquireWorkerLock } from './worker-lock.ts';

const ADOPTION_INTERVAL_MS = 2000;
const QUEUE_POLLING_MS = 200;
/** A run whose last step is done needs a moment to be noted as such by the engine. */
const WRAP_UP_MS = 500;

export interface Worker {
  id: string;
  /** Stops at once. A run in execution stays unfinished and is taken up by the next worker. */
  stop(): Promise<void>;
}

/**
 * Starts to execute runs, comparisons and judging in this process, one of each at a time: one durable workflow a run, one
 * durable step a stage.
 *
 * @param onLockLost - called when other workers may take this one for dead; the process should end.
 */
export async function startWorker(workspace: Workspace, logger: Logger, onLockLost: () => void): Promise<Worker> {
  const workerId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const lock = await acquireWorkerLock(workspace.databaseUrl, workerId);
  const running = new Map<string, AbortController>();
  await workspace.events.onCancellation((id) => running.get(id)?.abort(new Error('It was cancelled.')));

  const executeRun = async (runId: string): Promise<void> => {
    const { runs, events } = workspace;
    const controller = new AbortController();
    running.set(runId, controller);
    try {
      if (!(await runs.markStarted(runId))) return;
      const run = await runs.find(runId);
      if (run === null) return;
      await events.announceChange(runId);
      for (const name of STEP_NAMES) {
        await DBOS.runStep(() => executeStep(workspace, logger, run, name, controller.signal), { name });
        // The message of a cancellation is lost if it comes while the connection that listens is down.
        if (!(await runs.isRunning(runId))) return;
      }
      const isWhole = (await workspace.failures.findFirstStep(runId)) === null;
      await runs.end(runId, isWhole ? 'completed' : 'completed_with_failures');
      logger.info({ run: runId, isWhole }, 'run completed');
    } catch (error) {
      if (controller.signal.aborted) {
        logger.info({ run: runId }, 'run cancelled');
      } else {
        logger.error({ run: runId, error }, 'run failed');
        await runs.end(runId, 'failed', error instanceof Error ? error.message : String(error));
      }
    } finally {
      running.delete(runId);
      await events.announceChange(runId);
    }
  };

  DBOS.setConfig({
    name: APPLICATION_NAME,
    applicationVersion: APPLICATION_VERSION,
    executorID: workerId,
    systemDatabaseUrl: workspace.databaseUrl,
    systemDatabasePoolSize: 5,
    runMigrations: false,
    listenQueues: [RUN_QUEUE, COMPARISON_QUEUE, JUDGING_QUEUE],
    logger: createEngineLogger(logger),
  });
  DBOS.registerWorkflow(executeRun, { name: RUN_WORKFLOW });
  DBOS.registerWorkflow(createComparisonWorkflow(workspace, logger, running), { name: COMPARISON_WORKFLOW });
  DBOS.registerWorkflow(createJudgingWorkflow(workspace, logger, running), { name: JUDGING_WORKFLOW });
  await DBOS.launch();
  await DBOS.registerQueue(RUN_QUEUE, { workerConcurrency: 1, minPollingIntervalMs: QUEUE_POLLING_MS });

  await DBOS.registerQueue(COMPARISON_QUEUE, { workerConcurrency: 1, minPollingIntervalMs: QUEUE_POLLING_MS });

  await DBOS.registerQueue(JUDGING_QUEUE, { workerConcurrency: 1, minPollingIntervalMs: QUEUE_POLLING_MS });

  const lookAfterRuns = async (): Promise<void> => {
    if (!(await lock.isHeld())) {
      logger.fatal('the connection that holds the worker lock is lost');
      onLockLost();
      return;
    }
    await adoptRuns(workspace, lock, workerId, logger);
    await enqueueLostRuns(workspace);
  };
  await lookAfterRuns();
  const timer = setInterval(() => {
    lookAfterRuns().catch((error: unknown) => logger.error({ error }, 'could not look after unfinished runs'));
  }, ADOPTION_INTERVAL_MS);
  logger.info({ worker: workerId }, 'worker started');

  return {
    id: workerId,
    async stop() {
      clearInterval(timer);
      await DBOS.shutdown({ deregister: true, workflowCompletionTimeoutMS: WRAP_UP_MS });
      await lock.release();
    },
  };
}
