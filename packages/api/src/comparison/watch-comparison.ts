import type { Workspace } from '../workspace.ts';
import type { StoredComparison } from './comparison.repository.ts';

/** Whether a comparison will not change any more unless someone starts it again. */
export function hasEnded({ status }: Pick<StoredComparison, 'status'>): boolean {
  return status !== 'queued' && status !== 'running';
}

/** Yields a comparison at once, then after every change of status or progress, the last time when it has ended. */
export async function* watchComparison(
  { events, comparisons }: Workspace,
  id: string,
): AsyncGenerator<StoredComparison, void> {
  for await (const _ of events.watch(id)) {
    const found = await comparisons.find(id);
    if (found === null) return;
    yield found;
    if (hasEnded(found)) return;
  }
}
