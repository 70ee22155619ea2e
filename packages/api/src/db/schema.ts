import type { ConversationCut, JsonObject, Message, RunOptions, StepName } from '@understory/core';
import {
  bigint,
  bigserial,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, executionColumns, id, instant } from './column-types.ts';

export const RUN_STATUSES = [
  'queued',
  'running',
  'paused',
  'completed',
  'completed_with_failures',
  'failed',
  'cancelled',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
export const RUN_ORIGINS = ['computed', 'kura'] as const;
export type RunOrigin = (typeof RUN_ORIGINS)[number];
export const STEP_STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

export const dataset = pgTable('dataset', {
  id: id(),
  name: text('name').notNull().unique(),
  /** Chained over the conversations in the order they came, so that what a run takes has its own hash. */
  contentHash: text('content_hash').notNull(),
  conversationCount: integer('conversation_count').notNull().default(0),
  goldLabelKey: text('gold_label_key'),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const conversation = pgTable(
  'conversation',
  {
    id: id(),
    datasetId: uuid('dataset_id')
      .notNull()
      .references(() => dataset.id, { onDelete: 'cascade' }),
    /** From 0, in the order of import, without a gap. */
    position: integer('position').notNull(),
    chatId: text('chat_id').notNull(),
    contentHash: text('content_hash').notNull(),
    messages: jsonb('messages').$type<Message[]>().notNull(),
    metadata: jsonb('metadata').$type<JsonObject>().notNull(),
    createdAt: text('created_at'),
  },
  (table) => [unique().on(table.datasetId, table.chatId), unique().on(table.datasetId, table.position)],
);

/** Apart from the conversations, so that no query of the pipeline can bring a label along. No step of a run reads it. */
export const goldLabel = pgTable('gold_label', {
  conversationId: uuid('conversation_id')
    .primaryKey()
    .references(() => conversation.id, { onDelete: 'cascade' }),
  label: text('label').notNull(),
});

export const summaryModel = pgTable('summary_model', {
  id: id(),
  name: text('name').notNull().unique(),
  description: text('description'),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** Never updated: a run points at the version it used. */
export const summaryModelVersion = pgTable(
  'summary_model_version',
  {
    id: id(),
    summaryModelId: uuid('summary_model_id')
      .notNull()
      .references(() => summaryModel.id, { onDelete: 'cascade' }),
    version: integer('version').notNull(),
    provider: text('provider').notNull(),
    modelId: text('model_id').notNull(),
    definition: jsonb('definition').$type<JsonObject>().notNull(),
    fingerprint: text('fingerprint').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [unique().on(table.summaryModelId, table.version)],
);

/** A frozen configuration and how far its execution has come. */
export const run = pgTable(
  'run',
  {
    id: id(),
    /** Order of creation; cursors of the list of runs are made of it. */
    sequence: bigserial('sequence', { mode: 'number' }).notNull().unique(),
    name: text('name').notNull(),
    datasetId: uuid('dataset_id')
      .notNull()
      .references(() => dataset.id, { onDelete: 'cascade' }),
    /** The dataset's hash when the run was started; it covers positions 0 … conversationCount − 1. */
    datasetContentHash: text('dataset_content_hash').notNull(),
    conversationCount: integer('conversation_count').notNull(),
    summaryModelVersionId: uuid('summary_model_version_id')
      .notNull()
      .references(() => summaryModelVersion.id),
    /** Computed here, or imported whole as something else recorded it. */
    origin: text('origin').$type<RunOrigin>().notNull().default('computed'),
    /** Empty for an imported run: nobody knows its options. */
    options: jsonb('options').$type<RunOptions | Record<string, never>>().notNull(),
    seed: bigint('seed', { mode: 'number' }).notNull(),
    fingerprint: text('fingerprint').notNull(),
    status: text('status').$type<RunStatus>().notNull().default('queued'),
    /** What its model calls may cost; null for no limit. No part of the configuration: it changes no result. */
    budgetDollars: doublePrecision('budget_dollars'),
    ...executionColumns(),
  },
  (table) => [index().on(table.datasetId)],
);

export const step = pgTable(
  'step',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id, { onDelete: 'cascade' }),
    name: text('name').$type<StepName>().notNull(),
    position: integer('position').notNull(),
    fingerprint: text('fingerprint').notNull(),
    status: text('status').$type<StepStatus>().notNull().default('pending'),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    isReused: boolean('reused').notNull().default(false),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    error: text('error'),
  },
  (table) => [primaryKey({ columns: [table.runId, table.name] }), index().on(table.fingerprint)],
);

/** A step's result under its fingerprint. Written in one transaction with its chunks, so one that exists is whole. */
export const checkpoint = pgTable('checkpoint', {
  fingerprint: text('fingerprint').primaryKey(),
  step: text('step').$type<StepName>().notNull(),
  /** The result without its large arrays, and their types and lengths. */
  header: jsonb('header').$type<JsonObject>().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** The large arrays of a checkpoint, cut into pieces of a few megabytes. */
export const checkpointChunk = pgTable(
  'checkpoint_chunk',
  {
    fingerprint: text('fingerprint')
      .notNull()
      .references(() => checkpoint.fingerprint, { onDelete: 'cascade' }),
    arrayName: text('array_name').notNull(),
    chunkIndex: integer('chunk_index').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fingerprint, table.arrayName, table.chunkIndex] })],
);

/** The summaries of a summary step: shared by all runs whose summary step has this fingerprint. */
export const summary = pgTable(
  'summary',
  {
    fingerprint: text('fingerprint').notNull(),
    /** Of the conversation in its dataset. */
    position: integer('position').notNull(),
    chatId: text('chat_id').notNull(),
    summary: text('summary').notNull(),
    request: text('request'),
    topic: text('topic'),
    languages: jsonb('languages').$type<string[]>(),
    task: text('task'),
    concerningScore: integer('concerning_score'),
    userFrustration: integer('user_frustration'),
    assistantErrors: jsonb('assistant_errors').$type<string[]>(),
    fields: jsonb('fields').$type<JsonObject>().notNull(),
    /** What was left out of a conversation that was too long. */
    cut: jsonb('cut').$type<ConversationCut>(),
    wordCount: integer('word_count').notNull(),
    embeddedText: text('embedded_text').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.fingerprint, table.position] }),
    foreignKey({ columns: [table.fingerprint], foreignColumns: [checkpoint.fingerprint] }).onDelete('cascade'),
  ],
);

/** The nodes of a run's tree, depth first. */
export const cluster = pgTable(
  'cluster',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id, { onDelete: 'cascade' }),
    index: integer('index').notNull(),
    /** Derived from the members' chat ids: the same group has the same key in every run. */
    key: text('key').notNull(),
    parentIndex: integer('parent_index'),
    depth: integer('depth').notNull(),
    size: integer('size').notNull(),
    isLeaf: boolean('is_leaf').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    slug: text('slug').notNull(),
    x: real('x'),
    y: real('y'),
    /** Positions of its conversations as little-endian Int32, nearest to the centroid first. A page is a substring. */
    members: bytea('members').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.index] }),
    // The roots of a run, or the children of a cluster.
    index('cluster_parent').on(table.runId, table.parentIndex),
  ],
);

/** The map of a run, and the leaf of every conversation. */
export const runMap = pgTable('run_map', {
  runId: uuid('run_id')
    .primaryKey()
    .references(() => run.id, { onDelete: 'cascade' }),
  /** x0, y0, … by position: little-endian Float32; NaN for a conversation without a summary. Null until projected. */
  coordinates: bytea('coordinates'),
  /**
   * Index of each conversation's leaf by position: little-endian Int32; −1 for a conversation without a summary, −2 for
   * an outlier.
   */
  leaves: bytea('leaves').notNull(),
  /** Of the map, in [0, 1]; null where it is not measured. */
  trustworthiness: doublePrecision('trustworthiness'),
  /** Null for a run that puts every conversation into a cluster. */
  outlierCount: integer('outlier_count'),
  /** The distance beyond which a conversation is an outlier; null where there was too little to judge by. */
  outlierThreshold: real('outlier_threshold'),
});

/** Conversations of a run that are too far from every cluster to belong to one. */
export const outlier = pgTable(
  'outlier',
  {
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id, { onDelete: 'cascade' }),
    /** From 0, the farthest. */
    rank: integer('rank').notNull(),
    /** Of the conversation in its dataset. */
    position: integer('position').notNull(),
    /** Index of the nearest leaf. */
    nearestIndex: integer('nearest_index').notNull(),
    /** 1 − cosine to the mean of the nearest leaf. */
    distance: real('distance').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.rank] })],
);
