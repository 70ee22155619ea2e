import type { BlindChoice } from '@understory/core';
import { InvalidInputError } from '@understory/core';
import type { Workspace } from '../workspace.ts';
import type { StoredSession } from './judgement.repository.ts';
import { findSession } from './resume-judging.ts';

const MAX_REASON_LENGTH = 1000;

/**
 * Keeps a person's answer on one pair. The last answer completes the session; it stays blind until it is revealed.
 *
 * @param item - the pair's place in the sample.
 * @throws {InvalidInputError} if there is no such session or pair, it was answered before, or the result was revealed.
 */
export async function recordJudgement(
  workspace: Workspace,
  id: string,
  { item, choice, reason }: { item: number; choice: BlindChoice; reason: string | null },
): Promise<StoredSession> {
  const { judgements } = workspace;
  await requireBlind(workspace, id);
  if (reason !== null && reason.length > MAX_REASON_LENGTH) {
    throw new InvalidInputError(`Expected a reason of at most ${MAX_REASON_LENGTH} characters, got ${reason.length}.`);
  }
  if (!(await judgements.saveAnswer(id, { item, part: 0 }, { choice, reason: reason?.trim() || null }))) {
    throw new InvalidInputError(`The pair ${item + 1} is not open: it was answered before, or there is no such pair.`);
  }
  if ((await judgements.countOpen(id)).pending === 0) await judgements.end(id, 'completed');
  return announce(workspace, id);
}

/** Takes back a person's last answer. @throws {InvalidInputError} if there is none, or the result was revealed. */
export async function undoJudgement(workspace: Workspace, id: string): Promise<StoredSession> {
  await requireBlind(workspace, id);
  if (!(await workspace.judgements.undoLast(id))) throw new InvalidInputError('There is no answer to take back.');
  return announce(workspace, id);
}

/** Ends a person's session and says which summary came from which run. @throws {InvalidInputError} if a model judges. */
export async function revealJudging(workspace: Workspace, id: string): Promise<StoredSession> {
  const session = await findSession(workspace, id);
  if (session.judge !== 'person')
    throw new InvalidInputError('Only what a person judged is hidden until it is revealed.');
  await workspace.judgements.reveal(id);
  return announce(workspace, id);
}

async function requireBlind(workspace: Workspace, id: string): Promise<void> {
  const session = await findSession(workspace, id);
  if (session.judge !== 'person') throw new InvalidInputError('A model judges in this session.');
  if (session.revealedAt !== null) {
    throw new InvalidInputError('The result has been revealed, so no answer can be given or taken back any more.');
  }
}

async function announce(workspace: Workspace, id: string): Promise<StoredSession> {
  await workspace.events.announceChange(id);
  return findSession(workspace, id);
}
