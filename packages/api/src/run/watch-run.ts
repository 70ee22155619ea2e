import type { Workspace } from '../workspace.ts';
import type { Run } from './run.type.ts';
import { isAtRest, watchUntilRest } from './watch-until-rest.ts';

/** Yields a run at once, then after every change of status or progress, the last time when it has ended or paused. */
export function watchRun(workspace: Workspace, id: string): AsyncGenerator<Run, void> {
  return watchUntilRest(workspace, id, workspace.runs.find);
}

/** Waits until a run has ended or paused. @returns null if it was deleted. */
export async function waitForRun(workspace: Workspace, id: string): Promise<Run | null> {
  let last: Run | null = null;
  for await (const found of watchRun(workspace, id)) last = found;
  return last !== null && isAtRest(last) ? last : null;
}
