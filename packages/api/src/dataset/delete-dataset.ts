import { eq } from 'drizzle-orm';
import { InvalidInputError } from '@understory/core';
import { dataset } from '../db/schema.ts';
import { deleteRun } from '../run/end-run.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Removes a dataset with its conversations, its runs and their comparisons, and the stored results that no other run
 * uses. Runs that are under way are cancelled first.
 *
 * @throws {InvalidInputError} if there is no such dataset.
 */
export async function deleteDataset(workspace: Workspace, id: string): Promise<string> {
  if ((await workspace.datasets.find(id)) === null) throw new InvalidInputError(`There is no dataset "${id}".`);
  for (const { id: runId } of await workspace.runs.listOfDatasets([id])) await deleteRun(workspace, runId);
  // A run that was started in the meantime goes with the row; its execution finds that it is gone.
  await workspace.db.delete(dataset).where(eq(dataset.id, id));
  return id;
}
