import type { Pipeline } from '@understory/core';
import { createPipeline } from '@understory/core';
import { createPipelineConfiguration } from '../run/plan-run.ts';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';
import { createDatabaseCheckpointStore } from './database-checkpoint-store.ts';

/** A run's pipeline over the results that the database keeps. */
export async function openPipeline(
  { db, conversations, summaryModels }: Workspace,
  run: Run,
): Promise<{
  pipeline: Pipeline;
  /** Position of each of the run's conversations by chat id. */
  loadPositions: () => Promise<Map<string, number>>;
}> {
  const { datasetId, datasetContentHash: contentHash, conversationCount: count } = run;
  const version = await summaryModels.findVersion(run.summaryModelVersionId);
  if (version === null) throw new Error('The summary model version of the run is gone.');
  const loadPositions = (): Promise<Map<string, number>> => conversations.positionsByChatId(datasetId, count);
  const source = { contentHash, count, load: () => conversations.load(datasetId, count) };
  const pipeline = createPipeline({
    ...createPipelineConfiguration(source, version.definition, run.options),
    checkpoints: createDatabaseCheckpointStore(db, loadPositions),
  });
  return { pipeline, loadPositions };
}
