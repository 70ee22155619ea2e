import type { Context } from '../context.ts';
import { loadExisting } from '../graphql/load-by-id.ts';
import type { Run } from '../run/run.type.ts';
import type { RunConfiguration } from './configuration-differences.ts';

/** Everything that a run was configured with. */
export async function readConfiguration({ loaders }: Pick<Context, 'loaders'>, run: Run): Promise<RunConfiguration> {
  const version = await loadExisting(loaders.summaryModelVersion, run.summaryModelVersionId);
  const { name } = await loadExisting(loaders.summaryModel, version.summaryModelId);
  return { run, version, modelName: name };
}
