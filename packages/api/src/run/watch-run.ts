import type { Workspace } from '../workspace.ts';
import type { Run } from './run.type.ts';

/** Whether a run will not change any more. */
export function hasEnded({ status }: Run): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

/** Yields a run at once, then after every change of status or progress, the last time when it has ended. */
export async function* watchRun({ events, runs }: Workspace, id: string): AsyncGenerator<Run, void> {
  const changes = events.watch(id);
  for await (const _ of changes) {
    const found = await runs.find(id);
    if (found === null) return;
    yield found;
    if (hasEnded(found)) return;
  }
}

/** Waits for the end of a run. @returns null if it was deleted. */
export async function waitForRun(workspace: Workspace, id: string): Promise<Run | null> {
  let last: Run | null = null;
  for await (const found of watchRun(workspace, id)) last = found;
  return last !== null && hasEnded(last) ? last : null;
}
