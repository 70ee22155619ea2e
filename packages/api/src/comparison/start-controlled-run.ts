import { InvalidInputError } from '@understory/core';
import { nameControlledRun } from '../run/name-run.ts';
import { hasMap, startRun } from '../run/start-run.ts';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';

/**
 * Starts the run that makes a comparison clean: A's configuration with only B's summary model.
 *
 * Where B covers the same conversations, its summaries are taken, so that no model is asked again.
 *
 * @throws {InvalidInputError} if A's configuration is not known, or the dataset has changed since A.
 */
export async function startControlledRun(workspace: Workspace, idA: string, idB: string): Promise<Run> {
  const { runs, datasets, summaryModels } = workspace;
  const [a, b] = await Promise.all([runs.find(idA), runs.find(idB)]);
  if (a === null) throw new InvalidInputError(`There is no run "${idA}".`);
  if (b === null) throw new InvalidInputError(`There is no run "${idB}".`);
  if (a.datasetId !== b.datasetId) {
    throw new InvalidInputError(
      `Expected two runs over the same dataset; "${a.name}" and "${b.name}" are over different ones.`,
    );
  }
  if (a.origin !== 'computed') {
    throw new InvalidInputError(
      `"${a.name}" was imported, and with which options is not recorded. Compare two runs that were computed here.`,
    );
  }
  const version = await summaryModels.findVersion(b.summaryModelVersionId);
  const model = version === null ? null : await summaryModels.find(version.summaryModelId);
  const name = nameControlledRun(`${model?.name ?? b.name} v${version?.version ?? 1}`, a.name);
  const { options } = a;
  const steps = await runs.listSteps([b.id]);
  // So that the two maps of the clean comparison can be laid side by side.
  const alignToRunId = hasMap(await runs.listSteps([a.id])) ? a.id : null;
  const hasSummaries = steps.some((step) => step.name === 'summary' && step.status === 'completed');
  if (a.datasetContentHash === b.datasetContentHash && hasSummaries) {
    return startRun(workspace, { summariesFromRunId: b.id, alignToRunId, options, name });
  }
  const dataset = await datasets.find(a.datasetId);
  if (dataset?.contentHash !== a.datasetContentHash) {
    throw new InvalidInputError(
      `The dataset has other conversations now than when "${a.name}" was started. Start a new run of either summary model and compare those.`,
    );
  }
  return startRun(workspace, {
    datasetId: a.datasetId,
    summaryModelVersionId: b.summaryModelVersionId,
    alignToRunId,
    options,
    name,
  });
}
