import type { Matrix } from '@understory/core';
import {
  createEmbeddingModel,
  embedSummaries,
  InvalidInputError,
  runOptionsSchema,
  sampleRows,
  takeRows,
} from '@understory/core';
import type { Context } from '../context.ts';
import { createDatabaseCheckpointStore } from '../worker/database-checkpoint-store.ts';
import type { ComparedRunConfigurations, RunConfiguration } from './configuration-differences.ts';
import { compareRunConfigurations } from './configuration-differences.ts';
import type { ComparisonOptions } from './comparison-options.ts';
import type { ComparedRun, LoadedComparison } from './load-comparison.ts';
import { loadComparison } from './load-comparison.ts';
import { readConfiguration } from './read-configuration.ts';

/** Unit vectors of a run's shared conversations, in the order of `positions`. */
export interface SharedEmbeddings {
  embeddings: Matrix;
  /** What a reader must know of where they come from. */
  remarks: string[];
}

/** What the parts of a comparison are computed from. The heavy things are loaded when a part asks, and once. */
export interface ComparisonInputs extends LoadedComparison {
  options: ComparisonOptions;
  configurationA: RunConfiguration;
  configurationB: RunConfiguration;
  difference: ComparedRunConfigurations;
  /** Places among the shared conversations that costly measures are taken on; null for all. */
  sample: Int32Array | null;
  loadEmbeddings(run: ComparedRun, signal: AbortSignal): Promise<SharedEmbeddings | { reason: string }>;
}

/** Loads what two runs' comparison works on. @throws {InvalidInputError} if a run is gone. */
export async function loadComparisonInputs(
  context: Context,
  idA: string,
  idB: string,
  options: ComparisonOptions,
): Promise<ComparisonInputs> {
  const loaded = await loadComparison(context, idA, idB);
  const [configurationA, configurationB] = await Promise.all([
    readConfiguration(context, loaded.a.run),
    readConfiguration(context, loaded.b.run),
  ]);
  const embeddings = new Map<ComparedRun, ReturnType<ComparisonInputs['loadEmbeddings']>>();
  return {
    ...loaded,
    options,
    configurationA,
    configurationB,
    difference: compareRunConfigurations(configurationA, configurationB),
    sample: sampleRows(loaded.positions.length, options.sampleSize),
    loadEmbeddings(run, signal) {
      const found = embeddings.get(run) ?? loadEmbeddings(context, run, signal);
      embeddings.set(run, found);
      return found;
    },
  };
}

async function loadEmbeddings(
  { db, runs, conversations }: Context,
  { run, items }: ComparedRun,
  signal: AbortSignal,
): Promise<SharedEmbeddings | { reason: string }> {
  const steps = await runs.listSteps([run.id]);
  const fingerprintOf = (name: 'summary' | 'embedding'): string | null =>
    steps.find((step) => step.name === name)?.fingerprint ?? null;
  const store = createDatabaseCheckpointStore(db, () =>
    conversations.positionsByChatId(run.datasetId, run.conversationCount),
  );
  const embeddingStep = fingerprintOf('embedding');
  const stored = embeddingStep === null ? null : await store.read('embedding', embeddingStep);
  if (stored !== null && stored.embeddings.columns > 0) {
    return { embeddings: takeAll(stored.embeddings, items), remarks: [] };
  }
  const summaryStep = fingerprintOf('summary');
  const summaries = summaryStep === null ? null : await store.read('summary', summaryStep);
  if (summaries === null || summaries.summaries.length === 0) {
    return { reason: `"${run.name}" has neither embeddings nor summaries to make them from.` };
  }
  const { embedding, seed } = runOptionsSchema.parse({});
  const model = createEmbeddingModel(embedding);
  try {
    const made = await embedSummaries(summaries.summaries, { model, seed, signal });
    const remark = `"${run.name}" was imported without embeddings. They were made here from its summaries by the local model (${embedding.modelId}), so its clusters under other seeds come from other vectors than the imported ones.`;
    return { embeddings: takeAll(made.embeddings, items), remarks: [remark] };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { reason: `"${run.name}" was imported without embeddings, and none could be made: ${error.message}` };
  }
}

function takeAll(matrix: Matrix, rows: Int32Array): Matrix {
  return rows.length === matrix.rows ? matrix : takeRows(matrix, rows);
}
