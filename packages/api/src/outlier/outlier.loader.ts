import { createLoaderById } from '../graphql/load-by-id.ts';
import type { OutlierRepository } from './outlier.repository.ts';

/** Loaders of one request. */
export function createOutlierLoaders(outliers: OutlierRepository) {
  return { outlierTotals: createLoaderById(outliers.listTotals, (totals) => totals.runId) };
}
