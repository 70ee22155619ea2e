import { and, asc, eq, sql } from 'drizzle-orm';
import type { KuraCheckpoint, KuraSources, Pipeline, StepName, StepResults, SummaryFailure } from '@understory/core';
import {
  createEmbeddingModel,
  defineSummaryModel,
  fingerprint,
  fingerprintKura,
  InvalidInputError,
  KeywordNamingModel,
  planSteps,
  readKuraCheckpoint,
  runOptionsSchema,
  STEP_NAMES,
  toStepResults,
} from '@understory/core';
import { EMPTY_CONTENT_HASH, extendContentHash } from '../dataset/content-hash.ts';
import { importConversations } from '../dataset/import-conversations.ts';
import type { ImportReport } from '../dataset/dataset.type.ts';
import type { Transaction } from '../db/connect.ts';
import { conversation, dataset, run, step } from '../db/schema.ts';
import type { Run } from '../run/run.type.ts';
import { createSummaryModel } from '../summary-model/create-summary-model.ts';
import { createDatabaseCheckpointStore } from '../worker/database-checkpoint-store.ts';
import { saveTree } from '../worker/save-tree.ts';
import type { Workspace } from '../workspace.ts';

export interface KuraImportOptions {
  sources: KuraSources;
  /** Name of the dataset; made if there is none. */
  dataset: string;
  /** The run's name; its summary model is called after it. */
  name: string;
  /** Metadata key of the gold label; null takes the dataset's own. */
  goldLabelKey?: string | null;
}

export interface KuraImportResult {
  run: Run;
  /** False if the dataset had a run of this content already; that one is given back as it is. */
  isNew: boolean;
  conversations: ImportReport;
}

/**
 * Turns a Kura checkpoint into a dataset and a finished run: its summaries, tree and map as they were recorded.
 *
 * The run covers the dataset from its beginning to the last conversation of the checkpoint. Its summary model is of
 * kind `recorded`. The run appears whole or not at all; the same content again gives the same run.
 *
 * @throws {InvalidInputError} with file, line and field of each fault; nothing was written then. If the dataset has other
 * conversations under the same ids, those without conflict have been added to it, but there is no run.
 */
export async function importKuraCheckpoint(
  { db, events }: Pick<Workspace, 'db' | 'events'>,
  { sources, dataset: datasetName, name: givenName, goldLabelKey = null }: KuraImportOptions,
): Promise<KuraImportResult> {
  const name = givenName.trim();
  if (name === '' || name.length > 180) {
    throw new InvalidInputError(`Expected a run name of 1 … 180 characters, got ${name.length}.`);
  }
  const checkpoint = await readKuraCheckpoint(sources);
  const report = await importConversations(db, {
    dataset: datasetName,
    source: sources.conversations.open(),
    goldLabelKey,
    isExact: true,
  });
  if (report.rejectedCount > 0) throw new InvalidInputError(describeConflict(datasetName, report));
  const { datasetId } = report;
  if (datasetId === null) throw new InvalidInputError('The checkpoint has no conversations.');
  const imported = await db.transaction((tx) => recordRun(tx, datasetId, name, checkpoint));
  if (imported.isNew) await events.announceChange(imported.run.id);
  return { ...imported, conversations: report };
}

function describeConflict(datasetName: string, { rejectedCount, rejections }: ImportReport): string {
  const rows = rejections.slice(0, 20).map(({ line, field, reason }) => `  line ${line} ${field ?? ''}: ${reason}`);
  return (
    `${rejectedCount} conversations do not fit into the dataset "${datasetName}", so no run was made. ` +
    `Import into a dataset of another name.\n${rows.join('\n')}`
  );
}

async function recordRun(
  tx: Transaction,
  datasetId: string,
  name: string,
  read: KuraCheckpoint,
): Promise<Omit<KuraImportResult, 'conversations'>> {
  // The lock makes two imports of the same content take turns.
  const [target] = await tx.select().from(dataset).where(eq(dataset.id, datasetId)).for('update');
  if (target === undefined) throw new InvalidInputError('The dataset was deleted during the import.');
  const rows = await tx
    .select({ chatId: conversation.chatId, position: conversation.position, contentHash: conversation.contentHash })
    .from(conversation)
    .where(eq(conversation.datasetId, datasetId))
    .orderBy(asc(conversation.position));
  const positions = new Map(rows.map(({ chatId, position }) => [chatId, position]));
  const checkpoint = arrangeByPosition(withoutField(read, target.goldLabelKey), positions);
  const chatIds = [...checkpoint.unsummarised, ...checkpoint.summaries.map(({ chatId }) => chatId)];
  const count = 1 + chatIds.reduce((last, chatId) => Math.max(last, positions.get(chatId) ?? -1), -1);
  const covered = rows.slice(0, count);
  const contentHash = covered.reduce(
    (hash, row) => extendContentHash(hash, row.chatId, row.contentHash),
    EMPTY_CONTENT_HASH,
  );

  const fingerprints = fingerprintKura(checkpoint);
  const definition = { kind: 'recorded' as const, source: 'kura' as const, contentHash: fingerprints.summaries };
  const source = { contentHash, count, load: () => Promise.reject(new Error('A recorded run loads nothing.')) };
  const options = runOptionsSchema.parse({});
  const configuration = {
    conversations: source,
    summaryModel: defineSummaryModel(definition),
    // Only the fingerprint of the summary step is taken from the plan, and these have no part in it.
    embeddingModel: createEmbeddingModel(options.embedding),
    namingModel: new KeywordNamingModel(),
    options,
  };
  const [{ fingerprint: summaryFingerprint }] = planSteps(configuration);
  const results = toStepResults(checkpoint, listFailures(covered, checkpoint));
  const steps = STEP_NAMES.filter((stepName) => results[stepName] !== null).map((stepName) => ({
    name: stepName,
    // Which conversation a label belongs to depends on their order, for which the summary step's fingerprint stands.
    fingerprint:
      stepName === 'summary'
        ? summaryFingerprint
        : fingerprint({ summary: summaryFingerprint, content: fingerprints.ofStep(stepName) }),
  }));
  const runFingerprint = fingerprint(steps.map((each) => each.fingerprint));
  const [earlier] = await tx
    .select()
    .from(run)
    .where(and(eq(run.datasetId, datasetId), eq(run.fingerprint, runFingerprint), eq(run.origin, 'kura')));
  if (earlier !== undefined) return { run: earlier, isNew: false };

  const version = await createSummaryModel(tx, {
    name: `${name} (recorded)`,
    description: `The summaries of the Kura checkpoint that was imported as “${name}”. It writes no new ones.`,
    definition,
  });
  const now = sql`now()`;
  const [created] = await tx
    .insert(run)
    .values({
      name,
      datasetId,
      datasetContentHash: contentHash,
      conversationCount: count,
      summaryModelVersionId: version.id,
      origin: 'kura',
      options: {},
      seed: 0,
      fingerprint: runFingerprint,
      status: 'completed',
      startedAt: now,
      finishedAt: now,
    })
    .returning();
  if (created === undefined) throw new Error('PostgreSQL returned no row for an insert.');
  await tx.insert(step).values(
    steps.map((each, position) => ({
      ...each,
      runId: created.id,
      position,
      status: 'completed' as const,
      done: checkpoint.summaries.length,
      total: checkpoint.summaries.length,
      startedAt: now,
      finishedAt: now,
    })),
  );
  const store = createDatabaseCheckpointStore(tx, async () => positions);
  for (const each of steps) {
    const result = results[each.name];
    if (result !== null) await store.write(each.name, each.fingerprint, result);
  }
  await saveTree(tx, created, readFrom(results), results.projection, positions);
  return { run: created, isNew: true };
}

/** Our results go by the order of the dataset, which may hold the conversations in another order than the folder. */
function arrangeByPosition(checkpoint: KuraCheckpoint, positions: ReadonlyMap<string, number>): KuraCheckpoint {
  const { summaries, labels } = checkpoint;
  const positionOf = (item: number): number => positions.get(summaries[item].chatId) ?? -1;
  const order = Array.from(summaries.keys()).sort((a, b) => positionOf(a) - positionOf(b));
  return {
    ...checkpoint,
    summaries: order.map((item) => summaries[item]),
    labels: Int32Array.from(order, (item) => labels[item]),
  };
}

/** Kura copies a conversation's metadata into its summary: the gold label must not come back that way. */
function withoutField(checkpoint: KuraCheckpoint, key: string | null): KuraCheckpoint {
  if (key === null) return checkpoint;
  const summaries = checkpoint.summaries.map((summary) => {
    const { [key]: _label, ...fields } = summary.fields;
    return { ...summary, fields };
  });
  return { ...checkpoint, summaries };
}

/** Every conversation that the run covers has a summary or a reason. */
function listFailures(
  covered: readonly { chatId: string }[],
  { summaries, unsummarised }: KuraCheckpoint,
): SummaryFailure[] {
  const summarised = new Set(summaries.map(({ chatId }) => chatId));
  const known = new Set(unsummarised);
  return covered
    .filter(({ chatId }) => !summarised.has(chatId))
    .map(({ chatId }) => ({
      chatId,
      reason: known.has(chatId)
        ? 'The imported checkpoint has the conversation, but no summary of it.'
        : 'The imported checkpoint does not have the conversation.',
    }));
}

function readFrom(results: { [S in StepName]: StepResults[S] | null }): Pick<Pipeline, 'result'> {
  return {
    async result(name) {
      const result = results[name];
      if (result === null) throw new Error(`The checkpoint has no result of the step "${name}".`);
      return result;
    },
  };
}
