import type { RunStatus } from '../db/schema.ts';
import type { Workspace } from '../workspace.ts';

/** Whether something that is executed will not change any more unless someone starts it again. */
export function isAtRest({ status }: { status: RunStatus }): boolean {
  return status !== 'queued' && status !== 'running';
}

/**
 * Yields something that is executed at once, then after every change of status or progress, the last time when it has
 * ended or paused. Ends early if it was deleted.
 *
 * @param find - reads it; null if it is gone.
 */
export async function* watchUntilRest<T extends { status: RunStatus }>(
  { events }: Workspace,
  id: string,
  find: (id: string) => Promise<T | null>,
): AsyncGenerator<T, void> {
  for await (const _ of events.watch(id)) {
    const found = await find(id);
    if (found === null) return;
    yield found;
    if (isAtRest(found)) return;
  }
}
