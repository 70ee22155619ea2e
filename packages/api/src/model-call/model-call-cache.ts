import DataLoader from 'dataloader';
import type { CachedAnswer, ModelCallCache } from '@understory/core';
import { inArray } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { modelCallCache } from '../db/model-call-schema.ts';

const MAX_KEYS_PER_READ = 1000;
const ANSWERS_PER_INSERT = 1000;

/** Keeps finished model calls in PostgreSQL, for all runs and all processes. An answer that is there is never replaced. */
export function createDatabaseModelCallCache(db: Database): ModelCallCache {
  // Calls that start together ask together. Nothing is remembered here: another process may write at any time.
  const reads = new DataLoader<string, CachedAnswer | null>(
    async (keys) => {
      const rows = await db
        .select()
        .from(modelCallCache)
        .where(inArray(modelCallCache.key, [...keys]));
      const byKey = new Map(
        rows.map(({ key, provider, modelId, answer, inputTokens, outputTokens }) => [
          key,
          { provider, modelId, text: answer, usage: { inputTokens, outputTokens } },
        ]),
      );
      return keys.map((key) => byKey.get(key) ?? null);
    },
    { cache: false, maxBatchSize: MAX_KEYS_PER_READ },
  );

  return {
    async read(keys) {
      const answers = await Promise.all([...new Set(keys)].map(async (key) => [key, await reads.load(key)] as const));
      return new Map(answers.flatMap(([key, answer]) => (answer === null ? [] : [[key, answer] as const])));
    },

    async write(answers) {
      const rows = [...answers].map(([key, { provider, modelId, text, usage }]) => ({
        key,
        provider,
        modelId,
        answer: text,
        ...usage,
      }));
      for (let start = 0; start < rows.length; start += ANSWERS_PER_INSERT) {
        await db
          .insert(modelCallCache)
          .values(rows.slice(start, start + ANSWERS_PER_INSERT))
          .onConflictDoNothing();
      }
    },
  };
}
