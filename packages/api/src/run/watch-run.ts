import type { Workspace } from '../workspace.ts';
import type { Run } from './run.type.ts';

/** Whether a run will not change any more unless someone resumes it or retries its failures. */
export function isAtRest({ status }: Run): boolean {
  return status !== 'queued' && status !== 'running';
}

/** Yields a run at once, then after every change of status or progress, the last time when it has ended or paused. */
export async function* watchRun({ events, runs }: Workspace, id: string): AsyncGenerator<Run, void> {
  const changes = events.watch(id);
  for await (const _ of changes) {
    const found = await runs.find(id);
    if (found === null) return;
    yield found;
    if (isAtRest(found)) return;
  }
}

/** Waits until a run has ended or paused. @returns null if it was deleted. */
export async function waitForRun(workspace: Workspace, id: string): Promise<Run | null> {
  let last: Run | null = null;
  for await (const found of watchRun(workspace, id)) last = found;
  return last !== null && isAtRest(last) ? last : null;
}
