import { createListLoader } from '../graphql/load-by-id.ts';
import type { UsageRepository } from './usage.repository.ts';

/** Loaders of one request. */
export function createUsageLoaders(usage: UsageRepository) {
  return { usageOfRun: createListLoader(usage.listOfRuns, (part) => part.runId) };
}
