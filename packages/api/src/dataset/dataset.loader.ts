import { createLoaderById } from '../graphql/load-by-id.ts';
import type { DatasetRepository } from './dataset.repository.ts';

/** Loaders of one request. */
export function createDatasetLoaders(datasets: DatasetRepository) {
  return { dataset: createLoaderById(datasets.findMany, (dataset) => dataset.id) };
}
