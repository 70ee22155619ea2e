import { and, asc, count, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import type { BlindChoice } from '@understory/core';
import type { Database } from '../db/connect.ts';
import { judgement, judgementSession } from '../db/judgement-schema.ts';
import type { RunStatus } from '../db/schema.ts';
import { toStorableText } from '../db/to-storable-text.ts';
import { isUuid } from '../graphql/is-uuid.ts';

export type StoredSession = typeof judgementSession.$inferSelect;
export type StoredJudgement = typeof judgement.$inferSelect;
export type NewSession = Omit<typeof judgementSession.$inferInsert, 'id'>;
export type NewJudgement = Omit<typeof judgement.$inferInsert, 'sessionId'>;

/** Which question of a session. */
export interface QuestionPlace {
  item: number;
  part: number;
}

/** What a language model took. */
export type SessionUsage = Pick<
  StoredSession,
  'callCount' | 'cachedCallCount' | 'failedCallCount' | 'requestCount' | 'inputTokens' | 'outputTokens' | 'costDollars'
>;

const ROWS_PER_INSERT = 1000;

export type JudgementRepository = ReturnType<typeof createJudgementRepository>;

/** Reads and writes what judges were asked and what they answered. */
export function createJudgementRepository(db: Database) {
  const ofPlace = (id: string, { item, part }: QuestionPlace) =>
    and(eq(judgement.sessionId, id), eq(judgement.item, item), eq(judgement.part, part));

  return {
    async find(id: string): Promise<StoredSession | null> {
      if (!isUuid(id)) return null;
      const [found] = await db.select().from(judgementSession).where(eq(judgementSession.id, id));
      return found ?? null;
    },

    /** Of two runs, whichever of them was A; newest first. */
    listOfRuns: (idA: string, idB: string): Promise<StoredSession[]> =>
      db
        .select()
        .from(judgementSession)
        .where(
          or(
            and(eq(judgementSession.runAId, idA), eq(judgementSession.runBId, idB)),
            and(eq(judgementSession.runAId, idB), eq(judgementSession.runBId, idA)),
          ),
        )
        .orderBy(desc(judgementSession.createdAt), asc(judgementSession.id)),

    /** All sessions that a run is part of. */
    listOfRun: (runId: string): Promise<StoredSession[]> =>
      db
        .select()
        .from(judgementSession)
        .where(or(eq(judgementSession.runAId, runId), eq(judgementSession.runBId, runId))),

    /** Every question of the sessions with its answer, in the order in which they are asked. */
    listQuestions: (sessionIds: readonly string[]): Promise<StoredJudgement[]> =>
      db
        .select()
        .from(judgement)
        .where(inArray(judgement.sessionId, [...sessionIds]))
        .orderBy(asc(judgement.sessionId), asc(judgement.item), asc(judgement.part)),

    /** @returns the session of that fingerprint, and whether it is new. */
    async create(
      values: NewSession,
      questions: readonly NewJudgement[],
    ): Promise<{ session: StoredSession; isNew: boolean }> {
      return db.transaction(async (tx) => {
        const [created] = await tx.insert(judgementSession).values(values).onConflictDoNothing().returning();
        if (created === undefined) {
          const [found] = await tx
            .select()
            .from(judgementSession)
            .where(eq(judgementSession.fingerprint, values.fingerprint ?? ''));
          if (found === undefined) throw new Error('The judgements were deleted while they were being read.');
          return { session: found, isNew: false };
        }
        for (let start = 0; start < questions.length; start += ROWS_PER_INSERT) {
          const rows = questions.slice(start, start + ROWS_PER_INSERT);
          await tx.insert(judgement).values(rows.map((row) => ({ ...row, sessionId: created.id })));
        }
        return { session: created, isNew: true };
      });
    },

    /** Makes a session ready for another execution. @returns null if it is in none of these states. */
    async reopen(
      id: string,
      from: readonly RunStatus[],
      changes: { budgetDollars?: number | null; withFailures?: boolean } = {},
    ): Promise<StoredSession | null> {
      return db.transaction(async (tx) => {
        const [reopened] = await tx
          .update(judgementSession)
          .set({
            status: 'queued',
            error: null,
            finishedAt: null,
            attempts: 0,
            resumptions: sql`${judgementSession.resumptions} + 1`,
            ...(changes.budgetDollars === undefined ? {} : { budgetDollars: changes.budgetDollars }),
          })
          .where(and(eq(judgementSession.id, id), inArray(judgementSession.status, [...from])))
          .returning();
        if (reopened === undefined) return null;
        if (changes.withFailures) {
          await tx
            .update(judgement)
            .set({ status: 'pending', reason: null, code: null, rawAnswer: null })
            .where(and(eq(judgement.sessionId, id), eq(judgement.status, 'failed')));
        }
        return reopened;
      });
    },

    /** @returns the session, or null if it was cancelled, deleted or has ended. */
    async markStarted(id: string): Promise<StoredSession | null> {
      const [started] = await db
        .update(judgementSession)
        .set({ status: 'running', startedAt: sql`coalesce(${judgementSession.startedAt}, now())` })
        .where(and(eq(judgementSession.id, id), inArray(judgementSession.status, ['queued', 'running'])))
        .returning();
      return started ?? null;
    },

    /** Keeps an answer. @returns false if the question has one already. */
    async saveAnswer(
      id: string,
      place: QuestionPlace,
      answer: { choice?: BlindChoice; chosenCluster?: number | null; reason: string | null },
    ): Promise<boolean> {
      const saved = await db
        .update(judgement)
        .set({
          ...answer,
          reason: answer.reason === null ? null : toStorableText(answer.reason),
          status: 'answered',
          answeredAt: sql`clock_timestamp()`,
        })
        .where(and(ofPlace(id, place), eq(judgement.status, 'pending')))
        .returning({ item: judgement.item });
      return saved.length > 0;
    },

    async saveFailure(
      id: string,
      place: QuestionPlace,
      { reason, code, rawAnswer }: { reason: string; code: string | null; rawAnswer: string | null },
    ): Promise<void> {
      await db
        .update(judgement)
        .set({
          status: 'failed',
          reason: toStorableText(reason),
          code,
          rawAnswer: rawAnswer === null ? null : toStorableText(rawAnswer),
        })
        .where(and(ofPlace(id, place), eq(judgement.status, 'pending')));
    },

    async saveUsage(id: string, usage: SessionUsage): Promise<void> {
      await db.update(judgementSession).set(usage).where(eq(judgementSession.id, id));
    },

    async countOpen(id: string): Promise<{ pending: number; failed: number }> {
      const rows = await db
        .select({ status: judgement.status, count: count() })
        .from(judgement)
        .where(eq(judgement.sessionId, id))
        .groupBy(judgement.status);
      const of = (status: string): number => rows.find((row) => row.status === status)?.count ?? 0;
      return { pending: of('pending'), failed: of('failed') };
    },

    /** Ends or pauses a session that is under way. @returns whether it was. */
    async end(
      id: string,
      status: Exclude<RunStatus, 'queued' | 'running'>,
      error: string | null = null,
    ): Promise<boolean> {
      const ended = await db
        .update(judgementSession)
        .set({ status, error, finishedAt: status === 'paused' ? null : sql`now()` })
        .where(and(eq(judgementSession.id, id), inArray(judgementSession.status, ['queued', 'running'])))
        .returning({ id: judgementSession.id });
      return ended.length > 0;
    },

    /** Takes back the answer that was given last, and opens the session again. @returns false if there is none. */
    async undoLast(id: string): Promise<boolean> {
      return db.transaction(async (tx) => {
        const [last] = await tx
          .select({ item: judgement.item, part: judgement.part })
          .from(judgement)
          .where(and(eq(judgement.sessionId, id), eq(judgement.status, 'answered'), eq(judgement.isIdentical, false)))
          .orderBy(desc(judgement.answeredAt), desc(judgement.item))
          .limit(1);
        if (last === undefined) return false;
        const opened = await tx
          .update(judgementSession)
          .set({ status: 'running', finishedAt: null })
          .where(and(eq(judgementSession.id, id), isNull(judgementSession.revealedAt)))
          .returning({ id: judgementSession.id });
        if (opened.length === 0) return false;
        await tx
          .update(judgement)
          .set({ status: 'pending', choice: null, reason: null, answeredAt: null })
          .where(ofPlace(id, last));
        return true;
      });
    },

    /** Says which summary came from which run; from now on no answer is taken. */
    async reveal(id: string): Promise<void> {
      await db
        .update(judgementSession)
        .set({
          revealedAt: sql`coalesce(${judgementSession.revealedAt}, now())`,
          status: 'completed',
          finishedAt: sql`coalesce(${judgementSession.finishedAt}, now())`,
        })
        .where(eq(judgementSession.id, id));
    },

    async delete(id: string): Promise<void> {
      await db.delete(judgementSession).where(eq(judgementSession.id, id));
    },

    /** Counts another worker that takes a session over. @returns null if it is gone. */
    async countAttempt(id: string): Promise<StoredSession | null> {
      const [adopted] = await db
        .update(judgementSession)
        .set({ attempts: sql`${judgementSession.attempts} + 1` })
        .where(eq(judgementSession.id, id))
        .returning();
      return adopted ?? null;
    },

    /** Those that were recorded while the process died before it could hand them over. */
    listLost: (): Promise<StoredSession[]> =>
      db
        .select()
        .from(judgementSession)
        .where(
          sql`${judgementSession.status} = 'queued' and ${judgementSession.createdAt} < now() - interval '5 seconds'
            and not exists (select from dbos.workflow_status
              where workflow_uuid = 'judging.' || ${judgementSession.id} || '.' || ${judgementSession.resumptions})`,
        ),
  };
}
