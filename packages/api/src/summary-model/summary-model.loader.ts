import { createListLoader, createLoaderById } from '../graphql/load-by-id.ts';
import type { SummaryModelRepository } from './summary-model.repository.ts';

/** Loaders of one request. */
export function createSummaryModelLoaders(summaryModels: SummaryModelRepository) {
  return {
    summaryModel: createLoaderById(summaryModels.findMany, (model) => model.id),
    summaryModelVersion: createLoaderById(summaryModels.findVersions, (version) => version.id),
    versionsOfSummaryModel: createListLoader(summaryModels.listVersionsOfModels, (version) => version.summaryModelId),
  };
}
