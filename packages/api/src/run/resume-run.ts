import { InvalidInputError } from '@understory/core';
import type { Workspace } from '../workspace.ts';
import type { Run } from './run.type.ts';

/**
 * Goes on with a paused run where it stopped; its finished calls are in the cache.
 *
 * @param budgetDollars - the new budget of the whole run, what it has spent included; null keeps the old one.
 * @throws {InvalidInputError} if the run is not paused, or the budget is spent already.
 */
export async function resumeRun(workspace: Workspace, id: string, budgetDollars: number | null): Promise<Run> {
  const run = await findRun(workspace, id);
  if (run.status !== 'paused') {
    const isBroken = run.status === 'cancelled' || run.status === 'failed';
    const advice = isBroken ? ' A new run with the same options takes over the steps that it finished.' : '';
    throw new InvalidInputError(`Expected a paused run, but "${run.name}" is ${run.status}.${advice}`);
  }
  const budget = budgetDollars ?? run.budgetDollars;
  const spent = await workspace.usage.sumCost(id);
  if (budget !== null && budget <= spent) {
    throw new InvalidInputError(
      `Expected a budget above the $${spent.toFixed(6)} that the run has spent, got $${budget}.`,
    );
  }
  return takeUp(workspace, await workspace.runs.reopen(id, ['paused'], { budgetDollars: budget ?? undefined }));
}

/**
 * Asks again for the items that a run's models failed, and computes the later steps anew. Everything else is there.
 *
 * @throws {InvalidInputError} if the run has no failures, is under way, or was imported.
 */
export async function retryFailures(workspace: Workspace, id: string): Promise<Run> {
  const run = await findRun(workspace, id);
  const firstStep = await workspace.failures.findFirstStep(id);
  if (firstStep === null || run.origin !== 'computed') {
    throw new InvalidInputError(`The run "${run.name}" has no failures of its own that could be retried.`);
  }
  const reopened = await workspace.runs.reopen(id, ['completed_with_failures', 'failed', 'cancelled'], { firstStep });
  if (reopened === null) throw new InvalidInputError(`The run "${run.name}" is ${run.status}; wait for its end.`);
  return takeUp(workspace, reopened);
}

async function takeUp({ executor, events }: Workspace, reopened: Run | null): Promise<Run> {
  if (reopened === null) throw new InvalidInputError('The run has been resumed by someone else.');
  await executor.enqueue(reopened);
  await events.announceChange(reopened.id);
  return reopened;
}

async function findRun({ runs }: Workspace, id: string): Promise<Run> {
  const found = await runs.find(id);
  if (found === null) throw new InvalidInputError(`There is no run "${id}".`);
  return found;
}
