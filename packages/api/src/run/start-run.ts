import { eq, sql } from 'drizzle-orm';
import type { RunOptions } from '@understory/core';
import {
  describeIssues,
  fingerprint,
  InvalidInputError,
  planSteps,
  referToMap,
  runOptionsSchema,
  STEP_NAMES,
} from '@understory/core';
import type { Database } from '../db/connect.ts';
import { checkpoint, dataset, run, step } from '../db/schema.ts';
import { isUuid } from '../graphql/is-uuid.ts';
import type { Workspace } from '../workspace.ts';
import { MAX_RUN_NAME_LENGTH, nameRun } from './name-run.ts';
import { createPipelineConfiguration, listRemoteModels } from './plan-run.ts';
import type { Run, Step } from './run.type.ts';

/** GraphQL's Int ends here, and the seed is one. */
const MAX_SEED = 2 ** 31 - 1;

export interface StartRunOptions {
  /** Required without `summariesFromRunId`. */
  datasetId?: string | null;
  /** Required without `summariesFromRunId`. */
  summaryModelVersionId?: string | null;
  /** Run whose summaries are taken; the new run covers its conversations. */
  summariesFromRunId?: string | null;
  /** Run over the same dataset whose map this one's is to resemble; sets `options.projection.alignTo`. */
  alignToRunId?: string | null;
  /** US dollars that the model calls may cost; no limit by default. */
  budgetDollars?: number | null;
  /** By default its number, the summary model's name and version, and the settings that differ from the defaults. */
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
 * The run covers the conversations that are in the dataset now, or those of the run whose summaries it takes; its steps
 * and their fingerprints are known at once.
 *
 * @throws {InvalidInputError} if the dataset is empty or unknown, the version unknown, an option out of range, the name
 * too long, or the run that is to give its summaries has none.
 */
export async function startRun(workspace: Workspace, input: StartRunOptions): Promise<Run> {
  const parsed = runOptionsSchema.safeParse(input.options ?? {});
  if (!parsed.success) throw new InvalidInputError(describeIssues('options', parsed.error));
  let options = parsed.data;
  const name = input.name?.trim() ?? '';
  if (name.length > MAX_RUN_NAME_LENGTH) {
    throw new InvalidInputError(
      `Expected a run name of at most ${MAX_RUN_NAME_LENGTH} characters, got ${name.length}.`,
    );
  }
  if (options.seed > MAX_SEED)
    throw new InvalidInputError(`options.seed: expected at most ${MAX_SEED}, got ${options.seed}`);
  const source = await findSummarySource(workspace, input);
  const datasetId = required('datasetId', source?.run.datasetId ?? input.datasetId);
  options = { ...options, projection: { ...options.projection, ...(await findMap(workspace, input, datasetId)) } };
  const versionId = required('summaryModelVersionId', source?.run.summaryModelVersionId ?? input.summaryModelVersionId);
  const version = await workspace.summaryModels.findVersion(versionId);
  if (version === null) throw new InvalidInputError(`There is no summary model version "${versionId}".`);
  const model = await workspace.summaryModels.find(version.summaryModelId);
  const budgetDollars = input.budgetDollars ?? null;
  if (budgetDollars !== null && !(budgetDollars > 0)) {
    throw new InvalidInputError(`budgetDollars: expected more than 0, got ${budgetDollars}.`);
  }

  const started = await workspace.db.transaction(async (tx) => {
    // The lock keeps count and hash together while an import goes on.
    const [found] = isUuid(datasetId)
      ? await tx.select().from(dataset).where(eq(dataset.id, datasetId)).for('share')
      : [];
    if (found === undefined) throw new InvalidInputError(`There is no dataset "${datasetId}".`);
    if (found.conversationCount === 0) {
      throw new InvalidInputError(`The dataset "${found.name}" has no conversation. Import some first.`);
    }
    const contentHash = source?.run.datasetContentHash ?? found.contentHash;
    const count = source?.run.conversationCount ?? found.conversationCount;
    const given = source === null ? {} : { summary: source.fingerprint };
    const steps = planSteps(
      createPipelineConfiguration({ contentHash, count, load }, version.definition, options, workspace, given),
    );
    if (version.definition.kind === 'recorded') await expectCheckpoint(tx, steps[0].fingerprint, found.name);
    for (const remote of listRemoteModels(version.definition, options)) {
      const { fingerprint: planned } = steps[STEP_NAMES.indexOf(remote.step)];
      if ((await tx.$count(checkpoint, eq(checkpoint.fingerprint, planned))) > 0) continue;
      workspace.models.requireReachable(remote);
      if (budgetDollars !== null) workspace.models.requirePrice(remote);
    }
    const [created] = await tx
      .insert(run)
      .values({
        name,
        datasetId: found.id,
        datasetContentHash: contentHash,
        conversationCount: count,
        summaryModelVersionId: version.id,
        options,
        budgetDollars,
        seed: options.seed,
        fingerprint: fingerprint(steps.map((planned) => planned.fingerprint)),
      })
      .returning();
    if (created === undefined) throw new Error('PostgreSQL returned no row for an insert.');
    if (created.name === '') {
      created.name = nameRun(created.sequence, `${model?.name ?? 'run'} v${version.version}`, options);
      await tx.update(run).set({ name: created.name }).where(eq(run.id, created.id));
    }
    await tx.insert(step).values(
      steps.map((planned, position) => ({
        runId: created.id,
        name: planned.name,
        position,
        fingerprint: planned.fingerprint,
        ...(planned.name in given ? TAKEN : {}),
      })),
    );
    return created;
  });
  await workspace.executor.enqueue(started);
  return started;
}

/** State of a step that has nothing left to do. */
const TAKEN = {
  status: 'completed',
  isReused: true,
  done: 1,
  total: 1,
  startedAt: sql`now()`,
  finishedAt: sql`now()`,
} as const;

async function findSummarySource(
  { runs }: Workspace,
  { summariesFromRunId, datasetId, summaryModelVersionId }: StartRunOptions,
): Promise<{ run: Run; fingerprint: string } | null> {
  if (summariesFromRunId === undefined || summariesFromRunId === null) return null;
  const found = await runs.find(summariesFromRunId);
  if (found === null) throw new InvalidInputError(`summariesFromRunId: there is no run "${summariesFromRunId}".`);
  const summary = (await runs.listSteps([found.id])).find(({ name }) => name === 'summary');
  if (summary?.status !== 'completed') {
    throw new InvalidInputError(`summariesFromRunId: the run "${found.name}" has no summaries; it is ${found.status}.`);
  }
  for (const [name, given, own] of [
    ['datasetId', datasetId, found.datasetId],
    ['summaryModelVersionId', summaryModelVersionId, found.summaryModelVersionId],
  ]) {
    if (given !== undefined && given !== null && given !== own) {
      throw new InvalidInputError(`${name}: expected that of the run "${found.name}" or nothing, got "${given}".`);
    }
  }
  return { run: found, fingerprint: summary.fingerprint };
}

/** The option that names the map to resemble. */
async function findMap(
  { runs }: Workspace,
  { alignToRunId }: StartRunOptions,
  datasetId: string,
): Promise<Partial<RunOptions['projection']>> {
  if (alignToRunId === undefined || alignToRunId === null) return {};
  const found = await runs.find(alignToRunId);
  if (found === null) throw new InvalidInputError(`alignToRunId: there is no run "${alignToRunId}".`);
  if (found.datasetId !== datasetId) {
    throw new InvalidInputError(`alignToRunId: expected a run over the same dataset; "${found.name}" is over another.`);
  }
  const steps = await runs.listSteps([found.id]);
  if (!hasMap(steps)) {
    throw new InvalidInputError(`alignToRunId: the run "${found.name}" has no map; it is ${found.status}.`);
  }
  return { alignTo: referToMap(steps) };
}

/** Whether a run with these steps has a map that another can be aligned to. */
export function hasMap(steps: readonly Pick<Step, 'name' | 'status'>[]): boolean {
  return steps.some(({ name, status }) => name === 'projection' && status === 'completed');
}

function required(name: string, value: string | null | undefined): string {
  if (value !== undefined && value !== null) return value;
  throw new InvalidInputError(`${name}: expected an id, or summariesFromRunId instead.`);
}

/** A recorded model answers for the conversations whose summaries were imported, and for no other. */
async function expectCheckpoint(tx: Pick<Database, '$count'>, stepFingerprint: string, name: string): Promise<void> {
  if ((await tx.$count(checkpoint, eq(checkpoint.fingerprint, stepFingerprint))) > 0) return;
  throw new InvalidInputError(
    `The summary model holds recorded summaries, but not of the conversations that "${name}" has now. ` +
      'Start from the summaries of the imported run (summariesFromRunId), or choose another summary model.',
  );
}
