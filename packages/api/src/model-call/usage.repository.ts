import type { StepName } from '@understory/core';
import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { modelUsage } from '../db/model-call-schema.ts';
import type { ModelUsage } from './usage.type.ts';

export type UsageRepository = ReturnType<typeof createUsageRepository>;

/** What one step of one run took of one model. */
export type StepUsage = ModelUsage & { runId: string; step: StepName };

/** Reads what runs took of models. It is written by the worker. */
export function createUsageRepository(db: Database) {
  return {
    listOfRuns: (runIds: readonly string[]): Promise<StepUsage[]> =>
      db
        .select()
        .from(modelUsage)
        .where(inArray(modelUsage.runId, [...runIds]))
        .orderBy(asc(modelUsage.provider), asc(modelUsage.modelId), asc(modelUsage.step)),

    /** US dollars that a run has spent, in all its steps and attempts. */
    async sumCost(runId: string): Promise<number> {
      const [row] = await db
        .select({ dollars: sql<number>`coalesce(sum(${modelUsage.costDollars}), 0)::float8` })
        .from(modelUsage)
        .where(eq(modelUsage.runId, runId));
      return row?.dollars ?? 0;
    },
  };
}
