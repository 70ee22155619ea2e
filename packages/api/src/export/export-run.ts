import { readdir } from 'node:fs/promises';
import { CURVES_FILE, FolderCheckpointStore, InvalidInputError } from '@understory/core';
import type { Run } from '../run/run.type.ts';
import { openPipeline } from '../worker/open-pipeline.ts';
import type { Workspace } from '../workspace.ts';

/** @throws {InvalidInputError} if a run cannot be exported, because it is not complete. */
export function expectExportable({ name, status }: Run): void {
  if (status === 'completed' || status === 'completed_with_failures') return;
  throw new InvalidInputError(`The run "${name}" is ${status}; only a completed run can be exported.`);
}

/**
 * Writes a run as Kura's five JSONL files, `outliers.jsonl` where it leaves conversations out of its clusters, and
 * `curves.json` where it chose its number of clusters or of levels.
 *
 * @param folder - is there already.
 * @returns the names of the files.
 * @throws {InvalidInputError} if the run is not complete.
 */
export async function exportRun(workspace: Workspace, run: Run, folder: string): Promise<string[]> {
  expectExportable(run);
  const { pipeline } = await openPipeline(workspace, run);
  // An imported run without coordinates has no projection step.
  const own = new Set((await workspace.runs.listSteps([run.id])).map((step) => step.name));
  const files = new FolderCheckpointStore(folder);
  await files.writeConversations(await workspace.conversations.load(run.datasetId, run.conversationCount));
  for (const { name, fingerprint } of pipeline.steps) {
    if (own.has(name)) await files.write(name, fingerprint, await pipeline.result(name));
  }
  return (await readdir(folder)).filter((file) => file.endsWith('.jsonl') || file === CURVES_FILE);
}
