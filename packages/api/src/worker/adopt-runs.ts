import { DBOS } from '@dbos-inc/dbos-sdk';
import { eq, sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { run } from '../db/schema.ts';
import type { Workspace } from '../workspace.ts';
import { COMPARISON_QUEUE, comparisonIdOf, JUDGING_QUEUE, judgingIdOf, RUN_QUEUE, runIdOf } from './engine.ts';
import type { WorkerLock } from './worker-lock.ts';

/** A run that has taken down this many workers takes no more. */
const MAX_ATTEMPTS = 5;

/** Puts the unfinished runs of workers that are gone back into the queue. Their completed steps are kept. */
export async function adoptRuns(
  workspace: Workspace,
  lock: WorkerLock,
  workerId: string,
  logger: Logger,
): Promise<void> {
  const pending = await DBOS.listWorkflows({ status: 'PENDING', loadInput: false, loadOutput: false });
  const others = new Set(pending.map((workflow) => workflow.executorId ?? '').filter((id) => id !== workerId));
  for (const executorId of others) {
    await lock.withLockOfDead(executorId, async () => {
      // Read again: before the lock was ours, another worker may have adopted them.
      const orphans = await DBOS.listWorkflows({ status: 'PENDING', executorId, loadInput: false, loadOutput: false });
      for (const { workflowID } of orphans) await adopt(workspace, workflowID, logger);
    });
  }
}

async function adopt(workspace: Workspace, workflowId: string, logger: Logger): Promise<void> {
  const comparisonId = comparisonIdOf(workflowId);
  if (comparisonId !== null) return adoptComparison(workspace, comparisonId, workflowId, logger);
  const judgingId = judgingIdOf(workflowId);
  if (judgingId !== null) return adoptJudging(workspace, judgingId, workflowId, logger);
  const { db, runs, events, executor } = workspace;
  const runId = runIdOf(workflowId);
  const [adopted] = await db
    .update(run)
    .set({ attempts: sql`${run.attempts} + 1` })
    .where(eq(run.id, runId))
    .returning({ id: run.id, attempts: run.attempts, resumptions: run.resumptions });
  if (adopted === undefined || adopted.attempts >= MAX_ATTEMPTS) {
    await runs.end(
      runId,
      'failed',
      `Its worker ended ${MAX_ATTEMPTS} times without a reason, perhaps for want of memory.`,
    );
    if (adopted !== undefined) await executor.cancel(adopted);
    await events.announceChange(runId);
    return;
  }
  logger.warn({ run: runId, attempt: adopted.attempts }, 'taking over a run whose worker is gone');
  await DBOS.resumeWorkflows([workflowId], { queueName: RUN_QUEUE });
}

async function adoptComparison(
  { comparisons, events, executor }: Workspace,
  id: string,
  workflowId: string,
  logger: Logger,
): Promise<void> {
  const adopted = await comparisons.countAttempt(id);
  if (adopted === null) return;
  if (adopted.attempts >= MAX_ATTEMPTS) {
    await comparisons.end(
      id,
      'failed',
      `Its worker ended ${MAX_ATTEMPTS} times without a reason, perhaps for want of memory.`,
    );
    await executor.cancelComparison(adopted);
    await events.announceChange(id);
    return;
  }
  logger.warn({ comparison: id, attempt: adopted.attempts }, 'taking over a comparison whose worker is gone');
  await DBOS.resumeWorkflows([workflowId], { queueName: COMPARISON_QUEUE });
}

async function adoptJudging(
  { judgements, events, executor }: Workspace,
  id: string,
  workflowId: string,
  logger: Logger,
): Promise<void> {
  const adopted = await judgements.countAttempt(id);
  if (adopted === null) return;
  if (adopted.attempts >= MAX_ATTEMPTS) {
    await judgements.end(id, 'failed', `Its worker ended ${MAX_ATTEMPTS} times without a reason.`);
    await executor.cancelJudging(adopted);
    await events.announceChange(id);
    return;
  }
  logger.warn({ judging: id, attempt: adopted.attempts }, 'taking over judging whose worker is gone');
  await DBOS.resumeWorkflows([workflowId], { queueName: JUDGING_QUEUE });
}

/** Hands over runs, comparisons and judging that were recorded while the process died before it could do so. */
export async function enqueueLostRuns({ db, executor, comparisons, judgements }: Workspace): Promise<void> {
  const lost = await db
    .select({ id: run.id, resumptions: run.resumptions })
    .from(run)
    .where(
      sql`${run.status} = 'queued' and ${run.createdAt} < now() - interval '5 seconds'
        and not exists (select from dbos.workflow_status where workflow_uuid = ${run.id}::text ||
          case when ${run.resumptions} = 0 then '' else '.' || ${run.resumptions} end)`,
    );
  for (const execution of lost) await executor.enqueue(execution);
  for (const comparison of await comparisons.listLost()) await executor.enqueueComparison(comparison);
  for (const session of await judgements.listLost()) await executor.enqueueJudging(session);
}
