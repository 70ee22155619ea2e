import type { SQL } from 'drizzle-orm';
import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { toPattern } from '../conversation/conversation.repository.ts';
import type { Database } from '../db/connect.ts';
import { conversation, run, step, summary } from '../db/schema.ts';
import type { Page } from '../graphql/connection.ts';
import type { Summary } from './summary.type.ts';
import { SUMMARY_COLUMNS } from './summary-columns.ts';

export type SummaryRepository = ReturnType<typeof createSummaryRepository>;

/** A conversation as a run sees it. */
export interface RunPlace {
  runId: string;
  position: number;
}

const columns = {
  id: sql<string>`${step.runId} || ':' || ${summary.position}`,
  runId: step.runId,
  position: summary.position,
  ...SUMMARY_COLUMNS,
  wordCount: summary.wordCount,
  embeddedText: summary.embeddedText,
};

/** A run's summaries are those under the fingerprint of its summary step; runs with the same fingerprint share them. */
const ofStep = and(eq(step.name, 'summary'), eq(step.fingerprint, summary.fingerprint));

/**
 * The same for one run, as one value: with it the index gives a page in its order, where a join would read and sort all
 * summaries of the run.
 */
const ofRun = (runId: string): SQL =>
  sql`${summary.fingerprint} = (select ${step.fingerprint} from ${step} where ${step.runId} = ${runId}::uuid and ${step.name} = 'summary')`;

/** Reads summaries. They are written by the checkpoint store. */
export function createSummaryRepository(db: Database) {
  // Summaries under a fingerprint are written at once and never change; counting 100,000 takes longer than a page.
  const counts = new LRUCache<string, number>({ max: 1000 });
  return {
    /** One more than the page holds, if there are more. */
    page(runId: string, page: Page, search: string | null): Promise<Summary[]> {
      return db
        .select({
          ...columns,
          id: sql<string>`${runId}::text || ':' || ${summary.position}`,
          runId: sql<string>`${runId}::text`,
        })
        .from(summary)
        .where(and(ofRun(runId), page.after === null ? undefined : gt(summary.position, page.after), matches(search)))
        .orderBy(asc(summary.position))
        .limit(page.limit + 1);
    },

    async count(runId: string, search: string | null): Promise<number> {
      const [found] = await db
        .select({ fingerprint: step.fingerprint })
        .from(step)
        .where(and(eq(step.runId, runId), eq(step.name, 'summary')));
      if (found === undefined) return 0;
      const known = isBlank(search) ? counts.get(found.fingerprint) : undefined;
      if (known !== undefined) return known;
      const [row] = await db
        .select({ count: sql<number>`count(*)::int` })
        .from(summary)
        .where(and(eq(summary.fingerprint, found.fingerprint), matches(search)));
      const count = row?.count ?? 0;
      if (isBlank(search) && count > 0) counts.set(found.fingerprint, count);
      return count;
    },

    findAtPlaces(places: readonly RunPlace[]): Promise<Summary[]> {
      return db
        .select(columns)
        .from(summary)
        .innerJoin(step, ofStep)
        .innerJoin(
          sql`unnest(${sql.param(places.map((place) => place.runId))}::uuid[],
            ${sql.param(places.map((place) => place.position))}::int[]) as place (run_id, position)`,
          sql`${step.runId} = place.run_id and ${summary.position} = place.position`,
        );
    },

    /** Every summary of a run, by position. */
    list: (runId: string): Promise<Summary[]> =>
      db
        .select(columns)
        .from(summary)
        .innerJoin(step, ofStep)
        .where(eq(step.runId, runId))
        .orderBy(asc(summary.position)),

    /** Mean words of a run's summaries, and the share of them inside a word range; both 0 if there is none. */
    async measureWords(
      runId: string,
      words: { min: number; max: number } | null,
    ): Promise<{ meanWords: number; shareInRange: number }> {
      const isInRange =
        words === null ? sql`false` : sql`${summary.wordCount} between ${words.min}::int and ${words.max}::int`;
      const [row] = await db
        .select({
          meanWords: sql<number>`coalesce(avg(${summary.wordCount}), 0)::float8`,
          shareInRange: sql<number>`coalesce(avg((${isInRange})::int), 0)::float8`,
        })
        .from(summary)
        .innerJoin(step, ofStep)
        .where(eq(step.runId, runId));
      return row ?? { meanWords: 0, shareInRange: 0 };
    },

    /** What each run said of the conversations, newest run first. */
    async findOfConversations(ids: readonly string[]): Promise<{ conversationId: string; summary: Summary }[]> {
      const rows = await db
        .select({ ...columns, conversationId: conversation.id })
        .from(conversation)
        .innerJoin(
          run,
          and(eq(run.datasetId, conversation.datasetId), gt(run.conversationCount, conversation.position)),
        )
        .innerJoin(step, and(eq(step.runId, run.id), eq(step.name, 'summary')))
        .innerJoin(summary, and(eq(summary.fingerprint, step.fingerprint), eq(summary.position, conversation.position)))
        .where(inArray(conversation.id, [...ids]))
        .orderBy(desc(run.sequence));
      return rows.map(({ conversationId, ...found }) => ({ conversationId, summary: found }));
    },
  };
}

function isBlank(search: string | null): boolean {
  return (search ?? '').trim() === '';
}

function matches(search: string | null): SQL | undefined {
  if (search === null || isBlank(search)) return undefined;
  const pattern = toPattern(search);
  return sql`(${summary.summary} ilike ${pattern} or ${summary.request} ilike ${pattern} or ${summary.topic} ilike ${pattern})`;
}
