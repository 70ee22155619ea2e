import type { Pipeline, StepName } from '@understory/core';
import { Budget, createPipeline, runOptionsSchema } from '@understory/core';
import { createPipelineConfiguration } from '../run/plan-run.ts';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';
import { createDatabaseCheckpointStore } from './database-checkpoint-store.ts';

/**
 * A run's pipeline over the results that the database keeps. Model calls are accounted under `step`.
 *
 * Completed steps keep the fingerprints they were completed under, whatever this version of the code would plan: those
 * of an imported run, of summaries taken from another run, and of runs of an older version.
 */
export async function openPipeline(
  { db, conversations, summaryModels, runs, models, usage }: Workspace,
  run: Run,
  step?: StepName,
): Promise<{
  pipeline: Pipeline;
  /** Position of each of the run's conversations by chat id. */
  loadPositions: () => Promise<Map<string, number>>;
}> {
  const { datasetId, datasetContentHash: contentHash, conversationCount: count } = run;
  const version = await summaryModels.findVersion(run.summaryModelVersionId);
  if (version === null) throw new Error('The summary model version of the run is gone.');
  const steps = await runs.listSteps([run.id]);
  const given = Object.fromEntries(
    steps.filter(({ status }) => status === 'completed').map(({ name, fingerprint }) => [name, fingerprint]),
  );
  const budget = run.budgetDollars === null ? undefined : new Budget(run.budgetDollars, await usage.sumCost(run.id));
  const account = { run: run.id, step, budget };
  const options = runOptionsSchema.parse(run.options);
  const loadPositions = (): Promise<Map<string, number>> => conversations.positionsByChatId(datasetId, count);
  const source = { contentHash, count, load: () => conversations.load(datasetId, count) };
  const pipeline = createPipeline({
    ...createPipelineConfiguration(source, version.definition, options, { models, account }, given),
    checkpoints: createDatabaseCheckpointStore(db, loadPositions),
  });
  return { pipeline, loadPositions };
}
