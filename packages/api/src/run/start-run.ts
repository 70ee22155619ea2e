import { eq } from 'drizzle-orm';
import { fingerprint, InvalidInputError, planSteps, runOptionsSchema } from '@understory/core';
import { dataset, run, step } from '../db/schema.ts';
import { explainIssues } from '../graphql/explain-issues.ts';
import { isUuid } from '../graphql/is-uuid.ts';
import type { Workspace } from '../workspace.ts';
import { createPipelineConfiguration } from './plan-run.ts';
import type { Run } from './run.type.ts';

/** GraphQL's Int ends here, and the seed is one. */
const MAX_SEED = 2 ** 31 - 1;

export interface StartRunOptions {
  datasetId: string;
  summaryModelVersionId: string;
  /** By default the summary model's name and version. */
  name?: string | null;
  /** Partial options; the rest are defaults. */
  options?: unknown;
}

/** Planning reads fingerprints only. */
function load(): never {
  throw new Error('Planning loads no conversation.');
}

/**
 * Freezes a configuration into a run and hands it to the executor.
 *
 * The run covers the conversations that are in the dataset now; its steps and their fingerprints are known at once.
 *
 * @throws {InvalidInputError} if the dataset is empty or unknown, the version unknown, or an option out of range.
 */
export async function startRun(workspace: Workspace, input: StartRunOptions): Promise<Run> {
  const parsed = runOptionsSchema.safeParse(input.options ?? {});
  if (!parsed.success) throw new InvalidInputError(explainIssues('options', parsed.error));
  const options = parsed.data;
  if (options.seed > MAX_SEED)
    throw new InvalidInputError(`options.seed: expected at most ${MAX_SEED}, got ${options.seed}`);
  const version = await workspace.summaryModels.findVersion(input.summaryModelVersionId);
  if (version === null) {
    throw new InvalidInputError(`There is no summary model version "${input.summaryModelVersionId}".`);
  }
  const model = await workspace.summaryModels.find(version.summaryModelId);

  const started = await workspace.db.transaction(async (tx) => {
    // The lock keeps count and hash together while an import goes on.
    const [found] = isUuid(input.datasetId)
      ? await tx.select().from(dataset).where(eq(dataset.id, input.datasetId)).for('share')
      : [];
    if (found === undefined) throw new InvalidInputError(`There is no dataset "${input.datasetId}".`);
    if (found.conversationCount === 0) {
      throw new InvalidInputError(`The dataset "${found.name}" has no conversation. Import some first.`);
    }
    const { contentHash, conversationCount: count } = found;
    const steps = planSteps(createPipelineConfiguration({ contentHash, count, load }, version.definition, options));
    const [created] = await tx
      .insert(run)
      .values({
        name: input.name?.trim() || `${model?.name ?? 'run'} v${version.version}`,
        datasetId: found.id,
        datasetContentHash: contentHash,
        conversationCount: count,
        summaryModelVersionId: version.id,
        options,
        seed: options.seed,
        fingerprint: fingerprint(steps.map((planned) => planned.fingerprint)),
      })
      .returning();
    if (created === undefined) throw new Error('PostgreSQL returned no row for an insert.');
    await tx.insert(step).values(
      steps.map((planned, position) => ({
        runId: created.id,
        name: planned.name,
        position,
        fingerprint: planned.fingerprint,
      })),
    );
    return created;
  });
  await workspace.executor.enqueue(started.id);
  return started;
}
