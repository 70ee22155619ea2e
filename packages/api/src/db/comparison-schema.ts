import type { JsonObject } from '@understory/core';
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, executionColumns, id, instant } from './column-types.ts';
import { runPairColumns } from './run-pair-columns.ts';
import type { StepStatus } from './schema.ts';
import { run } from './schema.ts';

export const COMPARISON_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type ComparisonStatus = (typeof COMPARISON_STATUSES)[number];
/** In the order in which they are computed. */
export const COMPARISON_PARTS = [
  'structure',
  'agreement',
  'matches',
  'tags',
  'summary_quality',
  'gold',
  'reseeds_a',
  'reseeds_b',
  'noise_floor',
  'silhouette',
] as const;
export type ComparisonPartName = (typeof COMPARISON_PARTS)[number];

/** What is computed of two runs, once for the fingerprint of everything that goes into it. */
export const comparison = pgTable(
  'comparison',
  {
    id: id(),
    fingerprint: text('fingerprint').notNull().unique(),
    /** The runs it was asked for first; others with the same results share it. */
    ...runPairColumns(),
    options: jsonb('options').$type<JsonObject>().notNull(),
    status: text('status').$type<ComparisonStatus>().notNull().default('queued'),
    ...executionColumns(),
  },
  (table) => [index().on(table.runAId), index().on(table.runBId)],
);

export const comparisonPart = pgTable(
  'comparison_part',
  {
    comparisonId: uuid('comparison_id')
      .notNull()
      .references(() => comparison.id, { onDelete: 'cascade' }),
    name: text('name').$type<ComparisonPartName>().notNull(),
    position: integer('position').notNull(),
    status: text('status').$type<StepStatus>().notNull().default('pending'),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    /** Null until it is completed. */
    result: jsonb('result').$type<object>(),
    /** Most that the worker's process held while it computed the part. */
    peakMemoryBytes: bigint('peak_memory_bytes', { mode: 'number' }),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.comparisonId, table.name] })],
);

/** A run's conversations clustered again under other seeds, for all comparisons of the run over these conversations. */
export const reseeding = pgTable(
  'reseeding',
  {
    fingerprint: text('fingerprint').primaryKey(),
    runId: uuid('run_id')
      .notNull()
      .references(() => run.id, { onDelete: 'cascade' }),
    count: integer('count').notNull(),
    /** One partition after the other: little-endian Int32. */
    labels: bytea('labels').notNull(),
    /** How well the run's clusters come back; empty for partitions of before it was measured of all depths. */
    stability: jsonb('stability').$type<{ index: number; stability: number }[]>().notNull().default([]),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [index().on(table.runId)],
);

/** How far two runs agree over the conversations of a matrix of runs, by the fingerprint of both and of those. */
export const runAgreement = pgTable(
  'run_agreement',
  {
    fingerprint: text('fingerprint').primaryKey(),
    ...runPairColumns(),
    result: jsonb('result').$type<object>().notNull(),
  },
  (table) => [index().on(table.runAId), index().on(table.runBId)],
);
