import type { SQL } from 'drizzle-orm';
import { and, asc, desc, eq, gte, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { PlannedStep, StepName } from '@understory/core';
import { fingerprint, STEP_NAMES } from '@understory/core';
import type { Database } from '../db/connect.ts';
import type { RunStatus } from '../db/schema.ts';
import { run, step } from '../db/schema.ts';
import type { Page } from '../graphql/connection.ts';
import { isUuid } from '../graphql/is-uuid.ts';
import type { Run, Step } from './run.type.ts';

export type RunRepository = ReturnType<typeof createRunRepository>;

const ofDataset = (datasetId: string | null): SQL | undefined =>
  datasetId === null ? undefined : eq(run.datasetId, datasetId);

/** Reads runs, and writes how far they have come. */
export function createRunRepository(db: Database) {
  return {
    async find(id: string): Promise<Run | null> {
      if (!isUuid(id)) return null;
      const [found] = await db.select().from(run).where(eq(run.id, id));
      return found ?? null;
    },

    findMany: (ids: readonly string[]): Promise<Run[]> =>
      db
        .select()
        .from(run)
        .where(inArray(run.id, [...ids])),

    /** The oldest run that has this result. */
    async findByStep(name: StepName, stepFingerprint: string): Promise<Run | null> {
      const [found] = await db
        .select({ run })
        .from(run)
        .innerJoin(step, and(eq(step.runId, run.id), eq(step.name, name), eq(step.fingerprint, stepFingerprint)))
        .orderBy(asc(run.sequence))
        .limit(1);
      return found?.run ?? null;
    },

    /** Newest first; one more than the page holds, if there are more. */
    page: (datasetId: string | null, page: Page): Promise<Run[]> =>
      db
        .select()
        .from(run)
        .where(and(ofDataset(datasetId), page.after === null ? undefined : lt(run.sequence, page.after)))
        .orderBy(desc(run.sequence))
        .limit(page.limit + 1),

    count: (datasetId: string | null): Promise<number> => db.$count(run, ofDataset(datasetId)),

    /** Newest first. */
    listOfDatasets: (datasetIds: readonly string[]): Promise<Run[]> =>
      db
        .select()
        .from(run)
        .where(inArray(run.datasetId, [...datasetIds]))
        .orderBy(desc(run.sequence)),

    /** In the pipeline's order. */
    listSteps: (runIds: readonly string[]): Promise<Step[]> =>
      db
        .select()
        .from(step)
        .where(inArray(step.runId, [...runIds]))
        .orderBy(asc(step.position)),

    /** @returns whether the run may go on: false if it was cancelled, deleted or has ended. */
    async markStarted(id: string): Promise<boolean> {
      const started = await db
        .update(run)
        .set({ status: 'running', startedAt: sql`coalesce(${run.startedAt}, now())` })
        .where(and(eq(run.id, id), inArray(run.status, ['queued', 'running'])))
        .returning({ id: run.id });
      return started.length > 0;
    },

    async isRunning(id: string): Promise<boolean> {
      const [found] = await db.select({ status: run.status }).from(run).where(eq(run.id, id));
      return found?.status === 'running';
    },

    /** @returns false if the step was completed before, by a worker that died before it could say so. */
    async markStepStarted(runId: string, name: StepName): Promise<boolean> {
      const started = await db
        .update(step)
        .set({ status: 'running', done: 0, total: 0, startedAt: sql`now()`, finishedAt: null, error: null })
        .where(and(eq(step.runId, runId), eq(step.name, name), ne(step.status, 'completed')))
        .returning({ name: step.name });
      return started.length > 0;
    },

    async saveProgress(runId: string, name: StepName, done: number, total: number): Promise<void> {
      await db
        .update(step)
        .set({ done, total })
        .where(and(eq(step.runId, runId), eq(step.name, name), eq(step.status, 'running')));
    },

    /** A reused step has nothing to count: it shows one of one. */
    async markStepCompleted(runId: string, name: StepName, isReused: boolean): Promise<void> {
      const total = sql`greatest(${step.total}, 1)`;
      await db
        .update(step)
        .set({ status: 'completed', isReused, done: total, total, finishedAt: sql`now()` })
        .where(and(eq(step.runId, runId), eq(step.name, name), eq(step.status, 'running')));
    },

    /**
     * Notes the fingerprints that a run's steps turned out to have: failed items and a worker with other settings give
     * them other ones than planned.
     */
    async saveFingerprints(id: string, steps: readonly PlannedStep[]): Promise<void> {
      await db.transaction(async (tx) => {
        for (const { name, fingerprint: found } of steps) {
          await tx
            .update(step)
            .set({ fingerprint: found })
            .where(and(eq(step.runId, id), eq(step.name, name), ne(step.fingerprint, found)));
        }
        const whole = fingerprint(steps.map((planned) => planned.fingerprint));
        await tx.update(run).set({ fingerprint: whole }).where(eq(run.id, id));
      });
    },

    /** Stops a run between two calls so that it can be resumed. @returns false if it was not running. */
    async pause(id: string, reason: string): Promise<boolean> {
      return db.transaction(async (tx) => {
        const paused = await tx
          .update(run)
          .set({ status: 'paused', error: reason })
          .where(and(eq(run.id, id), eq(run.status, 'running')))
          .returning({ id: run.id });
        if (paused.length === 0) return false;
        await tx
          .update(step)
          .set({ status: 'pending' })
          .where(and(eq(step.runId, id), eq(step.status, 'running')));
        return true;
      });
    },

    /**
     * Makes a run that is at rest ready for another execution.
     *
     * @param from - states in which it may be.
     * @param options.firstStep - this step and those after it are computed again; by default those not completed.
     * @returns the run, or null if it is in another state.
     */
    async reopen(
      id: string,
      from: readonly RunStatus[],
      { firstStep = null, budgetDollars }: { firstStep?: StepName | null; budgetDollars?: number } = {},
    ): Promise<Run | null> {
      return db.transaction(async (tx) => {
        const [reopened] = await tx
          .update(run)
          .set({
            status: 'queued',
            error: null,
            finishedAt: null,
            attempts: 0,
            resumptions: sql`${run.resumptions} + 1`,
            ...(budgetDollars === undefined ? {} : { budgetDollars }),
          })
          .where(and(eq(run.id, id), inArray(run.status, [...from])))
          .returning();
        if (reopened === undefined) return null;
        const again = firstStep === null ? undefined : gte(step.position, STEP_NAMES.indexOf(firstStep));
        await tx
          .update(step)
          .set({
            status: 'pending',
            done: 0,
            total: 0,
            isReused: false,
            startedAt: null,
            finishedAt: null,
            error: null,
          })
          .where(and(eq(step.runId, id), or(ne(step.status, 'completed'), again)));
        return reopened;
      });
    },

    /** Ends a run and the steps that had not ended. Does nothing if it has ended already. @returns whether it did. */
    async end(
      id: string,
      status: 'completed' | 'completed_with_failures' | 'failed' | 'cancelled',
      error: string | null = null,
    ): Promise<boolean> {
      return db.transaction(async (tx) => {
        const ended = await tx
          .update(run)
          .set({ status, error, finishedAt: sql`now()` })
          .where(and(eq(run.id, id), inArray(run.status, ['queued', 'running', 'paused'])))
          .returning({ id: run.id });
        if (ended.length === 0) return false;
        if (status === 'failed') {
          await tx
            .update(step)
            .set({ status: 'failed', error, finishedAt: sql`now()` })
            .where(and(eq(step.runId, id), eq(step.status, 'running')));
        }
        await tx
          .update(step)
          .set({ status: 'cancelled', finishedAt: sql`now()` })
          .where(and(eq(step.runId, id), inArray(step.status, ['pending', 'running'])));
        return true;
      });
    },
  };
}
