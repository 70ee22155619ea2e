import { InvalidInputError } from '@understory/core';
import type { Workspace } from '../workspace.ts';
import type { StoredSession } from './judgement.repository.ts';

/**
 * Goes on with judging that paused, failed or was cancelled. Answers that are there are kept.
 *
 * @param budgetDollars - the new budget of the whole session; null keeps the old one.
 * @throws {InvalidInputError} if there is no such session, a person judges, it is under way or done, or the budget is
 * spent already.
 */
export async function resumeJudging(
  workspace: Workspace,
  id: string,
  budgetDollars: number | null,
): Promise<StoredSession> {
  const session = await findByModel(workspace, id);
  const budget = budgetDollars ?? session.budgetDollars;
  if (budget !== null && session.costDollars !== null && budget <= session.costDollars) {
    throw new InvalidInputError(
      `budgetDollars: expected more than the $${session.costDollars.toFixed(4)} that are spent, got ${budget}.`,
    );
  }
  if (budget !== null && session.modelId !== null) {
    workspace.models.requirePrice({ provider: 'openai', modelId: session.modelId });
  }
  const reopened = await workspace.judgements.reopen(id, ['paused', 'failed', 'cancelled'], { budgetDollars: budget });
  if (reopened === null) throw new InvalidInputError(`The judging is ${session.status}; there is nothing to resume.`);
  return takeUp(workspace, reopened);
}

/**
 * Asks again what got no usable answer.
 *
 * @throws {InvalidInputError} if there is no such session, or nothing failed in it.
 */
export async function retryJudging(workspace: Workspace, id: string): Promise<StoredSession> {
  await findByModel(workspace, id);
  const reopened = await workspace.judgements.reopen(id, ['completed_with_failures'], { withFailures: true });
  if (reopened === null) throw new InvalidInputError('There is no failed question to ask again.');
  return takeUp(workspace, reopened);
}

/**
 * Stops judging; answers that are there are kept. What has ended stays as it is.
 *
 * @throws {InvalidInputError} if there is no such session.
 */
export async function cancelJudging(workspace: Workspace, id: string): Promise<StoredSession> {
  const { judgements, executor, events } = workspace;
  const session = await findSession(workspace, id);
  if (await judgements.end(id, 'cancelled')) {
    if (session.judge !== 'person') {
      await executor.cancelJudging(session);
      await events.announceCancellation(id);
    }
    await events.announceChange(id);
  }
  return findSession(workspace, id);
}

/** Removes a session with its answers. @throws {InvalidInputError} if there is no such session. */
export async function deleteJudging(workspace: Workspace, id: string): Promise<string> {
  const session = await cancelJudging(workspace, id);
  await workspace.judgements.delete(id);
  if (session.judge !== 'person') await workspace.executor.forgetJudging(session);
  await workspace.events.announceChange(id);
  return id;
}

/** @throws {InvalidInputError} if there is no such session. */
export async function findSession({ judgements }: Workspace, id: string): Promise<StoredSession> {
  const found = await judgements.find(id);
  if (found === null) throw new InvalidInputError(`There is no judging session "${id}".`);
  return found;
}

async function findByModel(workspace: Workspace, id: string): Promise<StoredSession> {
  const session = await findSession(workspace, id);
  if (session.judge === 'person') {
    throw new InvalidInputError('A person judges in this session; it goes on where the last answer was given.');
  }
  return session;
}

async function takeUp({ executor, events }: Workspace, session: StoredSession): Promise<StoredSession> {
  await executor.enqueueJudging(session);
  await events.announceChange(session.id);
  return session;
}
