import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { conversation, dataset, run } from '../db/schema.ts';
import { EMPTY_CONTENT_HASH, extendContentHash } from './content-hash.ts';

const PAGE_SIZE = 5000;

/**
 * Computes the hash of a dataset again from all its conversations, in pages.
 *
 * While rows are read, a conversation that is replaced is chained to the hash like a new one: no second pass a batch. So
 * the hash tells how the content came about. Afterwards it stands for the content alone: a log that was imported in
 * parts as it grew, and the same log imported at once, have the same hash, and runs over them share results.
 *
 * A hash that a run has taken meanwhile stays: it is known to stand for what is there.
 */
export async function settleContentHash(db: Database, datasetId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [target] = await tx.select().from(dataset).where(eq(dataset.id, datasetId)).for('update');
    if (target === undefined) return;
    const isTaken = and(eq(run.datasetId, datasetId), eq(run.datasetContentHash, target.contentHash));
    if ((await tx.$count(run, isTaken)) > 0) return;
    let hash = EMPTY_CONTENT_HASH;
    let last = -1;
    const { chatId, contentHash, position } = conversation;
    while (last < target.conversationCount - 1) {
      const page = await tx
        .select({ chatId, contentHash, position })
        .from(conversation)
        .where(and(eq(conversation.datasetId, datasetId), gt(position, last)))
        .orderBy(asc(position))
        .limit(PAGE_SIZE);
      if (page.length === 0) break;
      for (const row of page) hash = extendContentHash(hash, row.chatId, row.contentHash);
      last = page[page.length - 1].position;
    }
    await tx.update(dataset).set({ contentHash: hash }).where(eq(dataset.id, datasetId));
  });
}
