import type { TextEncoder } from '@understory/core';
import { Budget, createEmbeddingModel, runOptionsSchema } from '@understory/core';
import type { Database } from '../db/connect.ts';
import type { Models } from '../model-call/models.ts';
import type { UsageWriter } from '../model-call/usage-writer.ts';
import { createUsageWriter } from '../model-call/usage-writer.ts';
import type { UsageRepository } from '../model-call/usage.repository.ts';
import type { Run } from '../run/run.type.ts';
import type { SearchSpace } from './search-space.ts';

/** Puts a text into the space of a run, with the run's own embedding model. @returns null if it knows no word of it. */
export type EmbedQuery = (run: Run, space: SearchSpace, text: string) => Promise<Float32Array | null>;

/**
 * A remote model is asked through the client, so an answer is kept and a second search for the same text is free. What
 * the call costs counts as the run's, and a run's budget holds for it too. It may throw:
 *
 * - InvalidInputError if the model is remote and cannot be reached,
 * - ModelCallError or BudgetExceededError if it gives no answer, or the budget does not allow the call.
 */
export function createEmbedQuery(db: Database, models: Models, usage: UsageRepository): EmbedQuery {
  const localEncoders = new WeakMap<SearchSpace, Promise<TextEncoder>>();
  /** One a run, because each writes what has been used since it was made. */
  const usageWriters = new Map<string, UsageWriter>();

  const encodeLocally = async ({ options }: Run, space: SearchSpace, text: string) => {
    let encoder = localEncoders.get(space);
    if (encoder === undefined) {
      encoder = createEmbeddingModel(runOptionsSchema.parse(options).embedding).restoreEncoder(space.encoder);
      localEncoders.set(space, encoder);
    }
    return (await encoder).encode([text]);
  };

  const encodeRemotely = async (run: Run, space: SearchSpace, text: string) => {
    const { embedding } = runOptionsSchema.parse(run.options);
    models.requireReachable(embedding);
    const step = 'embedding';
    const budget = run.budgetDollars === null ? undefined : new Budget(run.budgetDollars, await usage.sumCost(run.id));
    const writer = usageWriters.get(run.id) ?? createUsageWriter(db, models.client.usage, { runId: run.id, step });
    usageWriters.set(run.id, writer);
    const model = createEmbeddingModel(embedding, models.embeddingAccess({ run: run.id, step, budget }));
    try {
      return await (await model.restoreEncoder(space.encoder)).encode([text]);
    } finally {
      await writer.save();
    }
  };

  return async (run, space, text) => {
    const isLocal = space.encoder.header.provider === 'local';
    const { data } = await (isLocal ? encodeLocally : encodeRemotely)(run, space, text);
    return data.some((value) => value !== 0) ? data : null;
  };
}
