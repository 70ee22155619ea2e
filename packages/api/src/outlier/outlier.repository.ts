import { and, asc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import type { ClusterCountCurve, LevelCountCurve } from '@understory/core';
import type { Database } from '../db/connect.ts';
import { checkpoint, outlier, runMap, step } from '../db/schema.ts';
import type { Page } from '../graphql/connection.ts';
import type { Outlier } from './outlier.type.ts';

export type OutlierRepository = ReturnType<typeof createOutlierRepository>;

/** What is known of all outliers of a run together. */
export interface OutlierTotals {
  runId: string;
  count: number;
  /** The distance beyond which a conversation is one; null where there was too little to judge by. */
  threshold: number | null;
}

/** Reads outliers, and how a run's numbers of clusters and of levels were chosen. All are written by the steps of the run. */
export function createOutlierRepository(db: Database) {
  return {
    /** Farthest first; one more than the page holds, if there are more. */
    page: (runId: string, page: Page): Promise<Outlier[]> =>
      db
        .select()
        .from(outlier)
        .where(and(eq(outlier.runId, runId), page.after === null ? undefined : gt(outlier.rank, page.after)))
        .orderBy(asc(outlier.rank))
        .limit(page.limit + 1),

    /** Of the runs that have clusters and were asked for outliers. */
    listTotals: (runIds: readonly string[]): Promise<OutlierTotals[]> =>
      db
        .select({
          runId: runMap.runId,
          count: sql<number>`${runMap.outlierCount}`,
          threshold: runMap.outlierThreshold,
        })
        .from(runMap)
        .where(and(inArray(runMap.runId, [...runIds]), isNotNull(runMap.outlierCount))),

    /** @returns null for a run whose number of clusters was given, and until it is chosen. */
    async findCountCurve(runId: string): Promise<ClusterCountCurve | null> {
      const [found] = await db
        .select({ curve: sql<ClusterCountCurve | null>`${checkpoint.header} -> 'countCurve'` })
        .from(step)
        .innerJoin(checkpoint, eq(checkpoint.fingerprint, step.fingerprint))
        .where(and(eq(step.runId, runId), eq(step.name, 'cluster')));
      return found?.curve ?? null;
    },

    /** @returns null for a run whose number of levels was not chosen from its clusters, and until it is. */
    async findLevelCurve(runId: string): Promise<LevelCountCurve | null> {
      const [found] = await db
        .select({ curve: sql<LevelCountCurve | null>`${checkpoint.header} -> 'levelCurve'` })
        .from(step)
        .innerJoin(checkpoint, eq(checkpoint.fingerprint, step.fingerprint))
        .where(and(eq(step.runId, runId), eq(step.name, 'tree')));
      return found?.curve ?? null;
    },
  };
}
