import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import type { Agreement, JsonObject } from '@understory/core';
import { readInt32 } from '../cluster/cluster.repository.ts';
import type { Database } from '../db/connect.ts';
import type { ComparisonPartName, ComparisonStatus } from '../db/comparison-schema.ts';
import { comparison, comparisonPart, reseeding, runAgreement } from '../db/comparison-schema.ts';
import { isUuid } from '../graphql/is-uuid.ts';
import type { ComparisonResult, LeavesAndRoots, StoredStability } from './comparison-results.ts';

export type StoredComparison = typeof comparison.$inferSelect;
/** A part without its result. */
export type StoredPart = Omit<typeof comparisonPart.$inferSelect, 'result'>;

const partColumns = {
  comparisonId: comparisonPart.comparisonId,
  name: comparisonPart.name,
  position: comparisonPart.position,
  status: comparisonPart.status,
  done: comparisonPart.done,
  total: comparisonPart.total,
  startedAt: comparisonPart.startedAt,
  finishedAt: comparisonPart.finishedAt,
  peakMemoryBytes: comparisonPart.peakMemoryBytes,
};

/** Reads and writes comparisons, how far they have come, and what came out. */
export function createComparisonRepository(db: Database) {
  return {
    async find(id: string): Promise<StoredComparison | null> {
      if (!isUuid(id)) return null;
      const [found] = await db.select().from(comparison).where(eq(comparison.id, id));
      return found ?? null;
    },

    async findByFingerprint(fingerprint: string): Promise<StoredComparison | null> {
      const [found] = await db.select().from(comparison).where(eq(comparison.fingerprint, fingerprint));
      return found ?? null;
    },

    /** In the order in which they are computed. */
    listParts: (id: string): Promise<StoredPart[]> =>
      db
        .select(partColumns)
        .from(comparisonPart)
        .where(eq(comparisonPart.comparisonId, id))
        .orderBy(asc(comparisonPart.position)),

    /** @returns null until the part is completed. */
    async findResult<P extends ComparisonPartName>(id: string, name: P): Promise<ComparisonResult<P> | null> {
      const [found] = await db
        .select({ result: comparisonPart.result })
        .from(comparisonPart)
        .where(and(eq(comparisonPart.comparisonId, id), eq(comparisonPart.name, name)));
      return (found?.result as ComparisonResult<P> | null | undefined) ?? null;
    },

    /** The three numbers of a matching without its 20,000 rows. @returns null until they are there. */
    async findMatchingTotals(
      id: string,
      level: 'leaves' | 'roots',
    ): Promise<Omit<ComparisonResult<'matches'>['leaves'], 'matches'> | null> {
      const [found] = await db
        .select({
          totals: sql<Omit<
            ComparisonResult<'matches'>['leaves'],
            'matches'
          > | null>`${comparisonPart.result} -> ${level} #- '{matches}'`,
        })
        .from(comparisonPart)
        .where(and(eq(comparisonPart.comparisonId, id), eq(comparisonPart.name, 'matches')));
      return found?.totals ?? null;
    },

    /** @returns the comparison of that fingerprint, and whether it is new. */
    async create({
      parts,
      ...values
    }: {
      fingerprint: string;
      runAId: string;
      runBId: string;
      options: JsonObject;
      /** In the order in which they are computed. */
      parts: readonly ComparisonPartName[];
    }): Promise<{ comparison: StoredComparison; isNew: boolean }> {
      return db.transaction(async (tx) => {
        const [created] = await tx.insert(comparison).values(values).onConflictDoNothing().returning();
        if (created === undefined) {
          const [found] = await tx.select().from(comparison).where(eq(comparison.fingerprint, values.fingerprint));
          if (found === undefined) throw new Error('The comparison was deleted while it was being read.');
          return { comparison: found, isNew: false };
        }
        await tx
          .insert(comparisonPart)
          .values(parts.map((name, position) => ({ comparisonId: created.id, name, position })));
        return { comparison: created, isNew: true };
      });
    },

    /** Makes a comparison that ended without a result ready for another execution. @returns null in another state. */
    async reopen(id: string): Promise<StoredComparison | null> {
      return db.transaction(async (tx) => {
        const [reopened] = await tx
          .update(comparison)
          .set({
            status: 'queued',
            error: null,
            finishedAt: null,
            attempts: 0,
            resumptions: sql`${comparison.resumptions} + 1`,
          })
          .where(and(eq(comparison.id, id), inArray(comparison.status, ['failed', 'cancelled'])))
          .returning();
        if (reopened === undefined) return null;
        await tx
          .update(comparisonPart)
          .set({ status: 'pending', done: 0, total: 0, startedAt: null, finishedAt: null })
          .where(and(eq(comparisonPart.comparisonId, id), ne(comparisonPart.status, 'completed')));
        return reopened;
      });
    },

    /** @returns the comparison, or null if it was cancelled, deleted or has ended. */
    async markStarted(id: string): Promise<StoredComparison | null> {
      const [started] = await db
        .update(comparison)
        .set({ status: 'running', startedAt: sql`coalesce(${comparison.startedAt}, now())` })
        .where(and(eq(comparison.id, id), inArray(comparison.status, ['queued', 'running'])))
        .returning();
      return started ?? null;
    },

    async isRunning(id: string): Promise<boolean> {
      const [found] = await db.select({ status: comparison.status }).from(comparison).where(eq(comparison.id, id));
      return found?.status === 'running';
    },

    /** @returns false if the part was completed before, by a worker that died before it could say so. */
    async markPartStarted(id: string, name: ComparisonPartName): Promise<boolean> {
      const started = await db
        .update(comparisonPart)
        .set({ status: 'running', done: 0, total: 0, startedAt: sql`now()`, finishedAt: null })
        .where(
          and(
            eq(comparisonPart.comparisonId, id),
            eq(comparisonPart.name, name),
            ne(comparisonPart.status, 'completed'),
          ),
        )
        .returning({ name: comparisonPart.name });
      return started.length > 0;
    },

    async saveProgress(id: string, name: ComparisonPartName, done: number, total: number): Promise<void> {
      await db
        .update(comparisonPart)
        .set({ done, total })
        .where(
          and(eq(comparisonPart.comparisonId, id), eq(comparisonPart.name, name), eq(comparisonPart.status, 'running')),
        );
    },

    async saveResult<P extends ComparisonPartName>(
      id: string,
      name: P,
      result: ComparisonResult<P>,
      peakMemoryBytes: number,
    ): Promise<void> {
      const total = sql`greatest(${comparisonPart.total}, 1)`;
      await db
        .update(comparisonPart)
        .set({ status: 'completed', result, peakMemoryBytes, done: total, total, finishedAt: sql`now()` })
        .where(
          and(eq(comparisonPart.comparisonId, id), eq(comparisonPart.name, name), eq(comparisonPart.status, 'running')),
        );
    },

    /** Ends a comparison and its open parts. Does nothing if it has ended already. @returns whether it did. */
    async end(
      id: string,
      status: Exclude<ComparisonStatus, 'queued' | 'running'>,
      error: string | null = null,
    ): Promise<boolean> {
      return db.transaction(async (tx) => {
        const ended = await tx
          .update(comparison)
          .set({ status, error, finishedAt: sql`now()` })
          .where(and(eq(comparison.id, id), inArray(comparison.status, ['queued', 'running'])))
          .returning({ id: comparison.id });
        if (ended.length === 0) return false;
        const part = status === 'failed' ? 'failed' : 'cancelled';
        await tx
          .update(comparisonPart)
          .set({ status: part, finishedAt: sql`now()` })
          .where(and(eq(comparisonPart.comparisonId, id), inArray(comparisonPart.status, ['pending', 'running'])));
        return true;
      });
    },

    /** All comparisons that a run is part of. */
    listOfRun: (runId: string): Promise<StoredComparison[]> =>
      db
        .select()
        .from(comparison)
        .where(or(eq(comparison.runAId, runId), eq(comparison.runBId, runId))),

    /** Counts another worker that takes a comparison over. @returns null if it is gone. */
    async countAttempt(id: string): Promise<StoredComparison | null> {
      const [adopted] = await db
        .update(comparison)
        .set({ attempts: sql`${comparison.attempts} + 1` })
        .where(eq(comparison.id, id))
        .returning();
      return adopted ?? null;
    },

    /** Those that were recorded while the process died before it could hand them over. */
    listLost: (): Promise<StoredComparison[]> =>
      db
        .select()
        .from(comparison)
        .where(
          sql`${comparison.status} = 'queued' and ${comparison.createdAt} < now() - interval '5 seconds'
            and not exists (select from dbos.workflow_status
              where workflow_uuid = 'comparison.' || ${comparison.id} || '.' || ${comparison.resumptions})`,
        ),

    /** Partitions of a run under other seeds; null if they have not been made. */
    async findReseeding(fingerprint: string): Promise<Int32Array[] | null> {
      const [found] = await db.select().from(reseeding).where(eq(reseeding.fingerprint, fingerprint));
      if (found === undefined) return null;
      const all = readInt32(found.labels);
      const length = all.length / found.count;
      return Array.from({ length: found.count }, (_, r) => all.slice(r * length, (r + 1) * length));
    },

    /** Agreement of pairs of runs, by fingerprint; those that have not been measured are left out. */
    async findAgreements(fingerprints: readonly string[]): Promise<Map<string, LeavesAndRoots<Agreement>>> {
      if (fingerprints.length === 0) return new Map();
      const found = await db
        .select()
        .from(runAgreement)
        .where(inArray(runAgreement.fingerprint, [...fingerprints]));
      return new Map(found.map(({ fingerprint, result }) => [fingerprint, result as LeavesAndRoots<Agreement>]));
    },

    async saveAgreement(
      fingerprint: string,
      runAId: string,
      runBId: string,
      result: LeavesAndRoots<Agreement>,
    ): Promise<void> {
      await db.insert(runAgreement).values({ fingerprint, runAId, runBId, result }).onConflictDoNothing();
    },

    /** How well a run's clusters come back under other seeds; null if it has not been measured. */
    async findStability(fingerprint: string): Promise<StoredStability[] | null> {
      const [found] = await db
        .select({ stability: reseeding.stability })
        .from(reseeding)
        .where(eq(reseeding.fingerprint, fingerprint));
      return found?.stability ?? null;
    },

    async saveReseeding(
      fingerprint: string,
      runId: string,
      partitions: readonly Int32Array[],
      stability: StoredStability[],
    ): Promise<void> {
      const labels = Buffer.concat(
        partitions.map((each) => Buffer.from(each.buffer, each.byteOffset, each.byteLength)),
      );
      await db
        .insert(reseeding)
        .values({ fingerprint, runId, count: partitions.length, labels, stability })
        .onConflictDoNothing();
    },
  };
}
