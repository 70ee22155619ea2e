import { watchUntilRest } from '../run/watch-until-rest.ts';
import type { Workspace } from '../workspace.ts';
import type { StoredComparison } from './comparison.repository.ts';

/** Yields a comparison at once, then after every change of status or progress, the last time when it has ended. */
export function watchComparison(workspace: Workspace, id: string): AsyncGenerator<StoredComparison, void> {
  return watchUntilRest(workspace, id, workspace.comparisons.find);
}
