import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { modelCallCache } from '../db/model-call-schema.ts';

/** What the cache of model calls holds of one model. */
export interface CachedModel {
  provider: string;
  modelId: string;
  answers: number;
  /** Of the answers and their keys, without the database's own overhead. */
  bytes: number;
  oldestAt: Date;
}

const bytesOfRow = sql`(octet_length(${modelCallCache.answer}) + octet_length(${modelCallCache.key}))::bigint`;

/** What the cache holds, the largest first. */
export async function measureCache(db: Database): Promise<CachedModel[]> {
  const rows = await db
    .select({
      provider: modelCallCache.provider,
      modelId: modelCallCache.modelId,
      answers: sql<number>`count(*)::int`,
      bytes: sql<string>`sum(${bytesOfRow})`,
      oldestAt: sql<string>`min(${modelCallCache.createdAt})`,
    })
    .from(modelCallCache)
    .groupBy(modelCallCache.provider, modelCallCache.modelId)
    .orderBy(sql`sum(${bytesOfRow}) desc`);
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes), oldestAt: new Date(row.oldestAt) }));
}

/**
 * Removes answers from the cache of model calls, the oldest first. Results of runs stay; only a step that is computed
 * again would ask for, and pay for, what is gone.
 *
 * @param limits.before - removes what is older.
 * @param limits.mostBytes - removes until no more than this is left.
 * @returns how many answers were removed.
 */
export async function pruneCache(
  db: Database,
  { before = null, mostBytes = null }: { before?: Date | null; mostBytes?: number | null },
): Promise<number> {
  const removed = await db.execute(sql`
    delete from ${modelCallCache} where key in (
      select key from (
        select key, created_at, sum(${bytesOfRow}) over (order by created_at desc, key) as bytes_up_to_here
        from ${modelCallCache}
      ) as aged
      where created_at < ${before === null ? null : before.toISOString()}::timestamptz
        or bytes_up_to_here > ${mostBytes}::bigint
    )`);
  return removed.count;
}
