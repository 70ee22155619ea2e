import type { ItemFailure, StepName } from '@understory/core';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { itemFailure } from '../db/model-call-schema.ts';
import { run, step } from '../db/schema.ts';
import { toStorableText } from '../db/to-storable-text.ts';
import type { Page } from '../graphql/connection.ts';
import type { RunFailure } from './failure.type.ts';

/** Room for the items of one step in the rank of a failure. */
const RANKS_PER_STEP = 1_000_000_000;
const ROWS_PER_INSERT = 1000;

/** A run's failures are those under the fingerprints of its steps; runs with the same fingerprints share them. */
const ofStep = eq(step.fingerprint, itemFailure.fingerprint);
const rank = sql<number>`(${step.position}::bigint * ${RANKS_PER_STEP} + ${itemFailure.index})`.mapWith(Number);

/** Reads failed items, and writes those of steps whose results have no place for them. */
export function createFailureRepository(db: Database) {
  return {
    /** In the order of the steps and items; one more than the page holds, if there are more. */
    page: (runId: string, page: Page): Promise<RunFailure[]> =>
      db
        .select({
          datasetId: run.datasetId,
          position: itemFailure.position,
          rank,
          step: step.name,
          item: itemFailure.item,
          reason: itemFailure.reason,
          code: itemFailure.code,
          rawAnswer: itemFailure.rawAnswer,
        })
        .from(itemFailure)
        .innerJoin(step, ofStep)
        .innerJoin(run, eq(run.id, step.runId))
        .where(and(eq(step.runId, runId), page.after === null ? undefined : gt(rank, page.after)))
        .orderBy(asc(step.position), asc(itemFailure.index))
        .limit(page.limit + 1),

    async count(runId: string): Promise<number> {
      const [row] = await db
        .select({ count: sql<number>`count(*)::int` })
        .from(itemFailure)
        .innerJoin(step, ofStep)
        .where(eq(step.runId, runId));
      return row?.count ?? 0;
    },

    /**
     * The first of the steps that a run computed itself and that has failed items, or null if there is none. Summaries
     * taken from another run bring that run's failures along, but only that run can repeat them.
     */
    async findFirstStep(runId: string): Promise<StepName | null> {
      const [row] = await db
        .select({ name: step.name })
        .from(itemFailure)
        .innerJoin(step, ofStep)
        .where(and(eq(step.runId, runId), eq(step.isReused, false)))
        .orderBy(asc(step.position))
        .limit(1);
      return row?.name ?? null;
    },

    /** Keeps the items that a step went on without. Writing them again changes nothing. */
    async save(fingerprint: string, failures: readonly ItemFailure[]): Promise<void> {
      const rows = failures.map(({ item, reason, rawText }, index) => ({
        fingerprint,
        index,
        item,
        reason: toStorableText(reason),
        code: rawText === null ? null : 'MODEL_OUTPUT',
        rawAnswer: rawText === null ? null : toStorableText(rawText),
      }));
      for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
        await db
          .insert(itemFailure)
          .values(rows.slice(start, start + ROWS_PER_INSERT))
          .onConflictDoNothing();
      }
    },
  };
}
