import type { Workspace } from '../workspace.ts';
import type { StoredSession } from './judgement.repository.ts';

/** Whether nothing more happens in a session unless someone takes it up again. */
export function hasStopped({ status }: Pick<StoredSession, 'status'>): boolean {
  return status !== 'queued' && status !== 'running';
}

/** Yields a session at once, then after every change, the last time when it has ended or paused. */
export async function* watchJudging(
  { events, judgements }: Workspace,
  id: string,
): AsyncGenerator<StoredSession, void> {
  for await (const _ of events.watch(id)) {
    const found = await judgements.find(id);
    if (found === null) return;
    yield found;
    if (hasStopped(found)) return;
  }
}
