import type { StepName } from '@understory/core';
import { bigint, doublePrecision, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './column-types.ts';
import { checkpoint, run } from './schema.ts';

/** The items of a step that a model failed: shared, like its result, by all runs with that fingerprint. */
export const itemFailure = pgTable(
  'item_failure',
  {
    fingerprint: text('fingerprint').notNull(),
    /** From 0, in the order of the items. */
    index: integer('index').notNull(),
    /** A chat id, or what the step calls the item: `base cluster 12`. */
    item: text('item').notNull(),
    /** Of the conversation in its dataset; null for other items. */
    position: integer('position'),
    reason: text('reason').notNull(),
    code: text('code'),
    rawAnswer: text('raw_answer'),
  },
  (table) => [
    primaryKey({ columns: [table.fingerprint, table.index] }),
    foreignKey({ columns: [table.fingerprint], foreignColumns: [checkpoint.fingerprint] }).onDelete('cascade'),
  ],
);

/** Finished model calls under the hash of everything that changes the answer. Shared by all runs; holds no API key. */
export const modelCallCache = pgTable('model_call_cache', {
  key: text('key').primaryKey(),
  provider: text('provider').notNull(),
  modelId: text('model_id').notNull(),
  /** The answer as it came. Text and not jsonb: JSON may spell characters that jsonb refuses. */
  answer: text('answer').notNull(),
  inputTokens: integer('input_tokens').notNull(),
  outputTokens: integer('output_tokens').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** What a step of a run took of one model, all its attempts together. */
export const modelUsage = pgTable(
  'model_usage',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id, { onDelete: 'cascade' }),
    step: text('step').$type<StepName>().notNull(),
    provider: text('provider').notNull(),
    modelId: text('model_id').notNull(),
    calls: integer('calls').notNull(),
    cachedCalls: integer('cached_calls').notNull(),
    failedCalls: integer('failed_calls').notNull(),
    attempts: integer('attempts').notNull(),
    inputTokens: bigint('input_tokens', { mode: 'number' }).notNull(),
    outputTokens: bigint('output_tokens', { mode: 'number' }).notNull(),
    /** US dollars; null if the model's price is not known. */
    costDollars: doublePrecision('cost_dollars'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.step, table.provider, table.modelId] })],
);
