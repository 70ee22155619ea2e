import type { BlindChoice } from '@understory/core';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { executionColumns, id, instant } from './column-types.ts';
import { runPairColumns } from './run-pair-columns.ts';
import type { RunStatus } from './schema.ts';

/** `pairs`: which of two summaries serves a purpose better. `naming`: where a conversation belongs by names alone. */
export const JUDGEMENT_KINDS = ['pairs', 'naming'] as const;
export type JudgementKind = (typeof JUDGEMENT_KINDS)[number];
export const JUDGE_KINDS = ['model', 'person', 'local'] as const;
export type JudgeKind = (typeof JUDGE_KINDS)[number];
/** `roots`, or the deepest level with few enough names to choose from. */
export const NAMING_LEVELS = ['roots', 'finest'] as const;
export type NamingLevel = (typeof NAMING_LEVELS)[number];
export type AnswerStatus = 'pending' | 'answered' | 'failed';

/** A sentence; `{run}` in it stands for the run that it is about. */
export interface SampleRemark {
  side: 'a' | 'b' | null;
  text: string;
}

/** One judge's work on two runs: what is asked is frozen when it starts. */
export const judgementSession = pgTable(
  'judgement_session',
  {
    id: id(),
    kind: text('kind').$type<JudgementKind>().notNull(),
    judge: text('judge').$type<JudgeKind>().notNull(),
    /** A person's name, or the model: `openai/gpt-4o-mini`. */
    judgeName: text('judge_name').notNull(),
    /** Of the language model; null for other judges. */
    modelId: text('model_id'),
    ...runPairColumns(),
    /** Stands for everything that can change an answer; null for people, who are never the same twice. */
    fingerprint: text('fingerprint').unique(),
    /** Null for a naming test. */
    purpose: text('purpose'),
    /** Null for a comparison of summaries. */
    level: text('level').$type<NamingLevel>(),
    depthA: integer('depth_a'),
    depthB: integer('depth_b'),
    seed: integer('seed').notNull(),
    /** Conversations asked for; the dataset may have fewer. */
    sampleSize: integer('sample_size').notNull(),
    /** What a reader must know of the sample. */
    remarks: jsonb('remarks').$type<SampleRemark[]>().notNull(),
    status: text('status').$type<RunStatus>().notNull(),
    budgetDollars: doublePrecision('budget_dollars'),
    /** What the language model took, all attempts together. */
    callCount: integer('call_count').notNull().default(0),
    cachedCallCount: integer('cached_call_count').notNull().default(0),
    failedCallCount: integer('failed_call_count').notNull().default(0),
    requestCount: integer('request_count').notNull().default(0),
    inputTokens: bigint('input_tokens', { mode: 'number' }).notNull().default(0),
    outputTokens: bigint('output_tokens', { mode: 'number' }).notNull().default(0),
    /** US dollars; null if the model's price is not known. */
    costDollars: doublePrecision('cost_dollars').default(0),
    /** When a person saw which summary came from which run; no answer is taken after that. */
    revealedAt: instant('revealed_at'),
    ...executionColumns(),
  },
  (table) => [index().on(table.runAId), index().on(table.runBId)],
);

/** One question to a judge and its answer. */
export const judgement = pgTable(
  'judgement',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => judgementSession.id, { onDelete: 'cascade' }),
    /** The conversation's place in the sample. */
    item: integer('item').notNull(),
    /** Of a pair: which of its orders. Of a naming test: 0 for the names of A, 1 for those of B. */
    part: integer('part').notNull(),
    /** Of the conversation in its dataset. */
    position: integer('position').notNull(),
    /** Whose summary is shown first; null in a naming test. */
    firstShown: text('first_shown').$type<'a' | 'b'>(),
    choice: text('choice').$type<BlindChoice>(),
    /** Both summaries are the same text: a tie without a question. */
    isIdentical: boolean('is_identical').notNull().default(false),
    /** Index of the cluster that holds the conversation; null for a pair. */
    expectedCluster: integer('expected_cluster'),
    /** Index of the cluster that the judge chose; null if none fits. */
    chosenCluster: integer('chosen_cluster'),
    status: text('status').$type<AnswerStatus>().notNull().default('pending'),
    /** The judge's, or why there is no answer. */
    reason: text('reason'),
    code: text('code'),
    rawAnswer: text('raw_answer'),
    answeredAt: instant('answered_at'),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.item, table.part] })],
);
