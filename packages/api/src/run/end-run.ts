import { eq, sql } from 'drizzle-orm';
import { InvalidInputError } from '@understory/core';
import { cancelComparison } from '../comparison/start-comparison.ts';
import { checkpoint, run, step } from '../db/schema.ts';
import type { Workspace } from '../workspace.ts';
import { cancelJudging } from '../judgement/resume-judging.ts';
import type { Run } from './run.type.ts';

/**
 * Stops a run. One that has ended stays as it is.
 *
 * @throws {InvalidInputError} if there is no such run.
 */
export async function cancelRun(workspace: Workspace, id: string): Promise<Run> {
  const found = await findRun(workspace, id);
  if (await workspace.runs.end(id, 'cancelled')) {
    await workspace.executor.cancel(found);
    await workspace.events.announceCancellation(id);
    await workspace.events.announceChange(id);
  }
  return findRun(workspace, id);
}

/**
 * Removes a run with its comparisons, and the stored results that no other run uses.
 *
 * @throws {InvalidInputError} if there is no such run.
 */
export async function deleteRun(workspace: Workspace, id: string): Promise<string> {
  const ended = await cancelRun(workspace, id);
  const comparisons = await workspace.comparisons.listOfRun(id);
  for (const comparison of comparisons) await cancelComparison(workspace, comparison.id);
  const sessions = await workspace.judgements.listOfRun(id);
  for (const session of sessions) await cancelJudging(workspace, session.id);
  await workspace.db.transaction(async (tx) => {
    await tx.delete(run).where(eq(run.id, id));
    await tx.delete(checkpoint).where(
      sql`not exists (select from ${step} where ${step.fingerprint} = ${checkpoint.fingerprint})
          and not exists (select from ${run} where ${checkpoint.fingerprint} in (
            ${run.options} #>> '{projection,alignTo,summary}', ${run.options} #>> '{projection,alignTo,projection}'))`,
    );
  });
  await workspace.executor.forget(ended);
  for (const comparison of comparisons) await workspace.executor.forgetComparison(comparison);
  for (const session of sessions) {
    if (session.judge !== 'person') await workspace.executor.forgetJudging(session);
  }
  await workspace.events.announceChange(id);
  return id;
}

async function findRun({ runs }: Workspace, id: string): Promise<Run> {
  const found = await runs.find(id);
  if (found === null) throw new InvalidInputError(`There is no run "${id}".`);
  return found;
}
