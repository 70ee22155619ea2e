import { createListLoader, createLoaderById } from '../graphql/load-by-id.ts';
import type { RunRepository } from './run.repository.ts';

/** Loaders of one request. */
export function createRunLoaders(runs: RunRepository) {
  return {
    run: createLoaderById(runs.findMany, (run) => run.id),
    stepsOfRun: createListLoader(runs.listSteps, (step) => step.runId),
    runsOfDataset: createListLoader(runs.listOfDatasets, (run) => run.datasetId),
  };
}
