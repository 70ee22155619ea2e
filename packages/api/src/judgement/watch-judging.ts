import { watchUntilRest } from '../run/watch-until-rest.ts';
import type { Workspace } from '../workspace.ts';
import type { StoredSession } from './judgement.repository.ts';

/** Yields a session at once, then after every change, the last time when it has ended or paused. */
export function watchJudging(workspace: Workspace, id: string): AsyncGenerator<StoredSession, void> {
  return watchUntilRest(workspace, id, workspace.judgements.find);
}
