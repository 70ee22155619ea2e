import { DBOSClient } from '@dbos-inc/dbos-sdk';
import type { RunExecutor } from '../run/run-executor.ts';
import {
  APPLICATION_NAME,
  APPLICATION_VERSION,
  COMPARISON_QUEUE,
  COMPARISON_WORKFLOW,
  comparisonWorkflowIdOf,
  JUDGING_QUEUE,
  JUDGING_WORKFLOW,
  judgingWorkflowIdOf,
  RUN_QUEUE,
  RUN_WORKFLOW,
  workflowIdOf,
} from './engine.ts';
import { SILENT_ENGINE_LOGGER } from './engine-logger.ts';

/** Hands runs to the durable engine: one workflow a run, under the run's id. Executes nothing itself. */
export async function createDurableExecutor(databaseUrl: string): Promise<RunExecutor> {
  const client = await DBOSClient.create({
    systemDatabaseUrl: databaseUrl,
    systemDatabasePoolSize: 3,
    applicationName: APPLICATION_NAME,
    logger: SILENT_ENGINE_LOGGER,
  });
  return {
    async enqueue(run) {
      const workflowID = workflowIdOf(run);
      await client.enqueue(
        { queueName: RUN_QUEUE, workflowName: RUN_WORKFLOW, workflowID, appVersion: APPLICATION_VERSION },
        run.id,
      );
    },
    cancel: (run) => client.cancelWorkflow(workflowIdOf(run)),
    async enqueueComparison(comparison) {
      const workflowID = comparisonWorkflowIdOf(comparison);
      await client.enqueue(
        {
          queueName: COMPARISON_QUEUE,
          workflowName: COMPARISON_WORKFLOW,
          workflowID,
          appVersion: APPLICATION_VERSION,
        },
        comparison.id,
      );
    },
    cancelComparison: (comparison) => client.cancelWorkflow(comparisonWorkflowIdOf(comparison)),
    async enqueueJudging(session) {
      const workflowID = judgingWorkflowIdOf(session);
      await client.enqueue(
        { queueName: JUDGING_QUEUE, workflowName: JUDGING_WORKFLOW, workflowID, appVersion: APPLICATION_VERSION },
        session.id,
      );
    },
    cancelJudging: (session) => client.cancelWorkflow(judgingWorkflowIdOf(session)),
    async forgetJudging({ id, resumptions }) {
      for (let n = 0; n <= resumptions; n++) await client.deleteWorkflow(judgingWorkflowIdOf({ id, resumptions: n }));
    },
    async forget({ id, resumptions }) {
      for (let n = 0; n <= resumptions; n++) await client.deleteWorkflow(workflowIdOf({ id, resumptions: n }));
    },
    async forgetComparison({ id, resumptions }) {
      for (let n = 0; n <= resumptions; n++) {
        await client.deleteWorkflow(comparisonWorkflowIdOf({ id, resumptions: n }));
      }
    },
    close: () => client.destroy(),
  };
}
