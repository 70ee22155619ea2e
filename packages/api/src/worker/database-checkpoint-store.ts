import { and, asc, eq, sql } from 'drizzle-orm';
import type { CheckpointStore, JsonObject, StepName, StepResults, Summary, SummaryFailure } from '@understory/core';
import { countWords, putTogether, summaryToText, takeApart } from '@understory/core';
import type { Database, Transaction } from '../db/connect.ts';
import { toStorableText } from '../db/to-storable-text.ts';
import { itemFailure } from '../db/model-call-schema.ts';
import { checkpoint, checkpointChunk, summary } from '../db/schema.ts';
import { SUMMARY_COLUMNS } from '../summary/summary-columns.ts';

const CHUNK_BYTES = 4 * 1024 ** 2;
const SUMMARIES_PER_INSERT = 1000;

/**
 * Keeps step results in PostgreSQL. Summaries become rows of their own, so that they can be queried and are shared by
 * all runs with the same summary step; the large arrays of the other steps become chunks of bytes.
 *
 * @param loadPositions - position of each conversation by chat id; asked for when summaries are written.
 */
export function createDatabaseCheckpointStore(
  db: Database | Transaction,
  loadPositions: () => Promise<ReadonlyMap<string, number>>,
): CheckpointStore {
  const findHeader = async (fingerprint: string): Promise<JsonObject | null> => {
    const [found] = await db
      .select({ header: checkpoint.header })
      .from(checkpoint)
      .where(eq(checkpoint.fingerprint, fingerprint));
    return found?.header ?? null;
  };

  return {
    async has(_step, fingerprint) {
      return (await db.$count(checkpoint, eq(checkpoint.fingerprint, fingerprint))) > 0;
    },

    async read<S extends StepName>(step: S, fingerprint: string): Promise<StepResults[S] | null> {
      const header = await findHeader(fingerprint);
      if (header === null) return null;
      if (step === 'summary') {
        const summaries = await readSummaries(db, fingerprint);
        const failures = await readFailures(db, fingerprint);
        return { ...header, summaries, failures } as unknown as StepResults[S];
      }
      return putTogether(step, header, (arrayName) => readArray(db, fingerprint, arrayName));
    },

    async write(step, fingerprint, result) {
      const positions = step === 'summary' ? await loadPositions() : new Map<string, number>();
      const rows = step === 'summary' ? toRows(fingerprint, result, positions) : [];
      const failures = step === 'summary' ? toFailureRows(fingerprint, result, positions) : [];
      const { json, arrays } = takeApart(
        step,
        step === 'summary' ? { ...result, summaries: [], failures: [] } : result,
      );
      await db.transaction(async (tx) => {
        const created = await tx
          .insert(checkpoint)
          .values({ fingerprint, step, header: json as JsonObject })
          .onConflictDoNothing()
          .returning({ fingerprint: checkpoint.fingerprint });
        // Another run wrote the same result first.
        if (created.length === 0) return;
        for (let start = 0; start < rows.length; start += SUMMARIES_PER_INSERT) {
          await tx.insert(summary).values(rows.slice(start, start + SUMMARIES_PER_INSERT));
        }
        for (let start = 0; start < failures.length; start += SUMMARIES_PER_INSERT) {
          await tx.insert(itemFailure).values(failures.slice(start, start + SUMMARIES_PER_INSERT));
        }
        for (const [arrayName, array] of Object.entries(arrays)) {
          const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
          // An empty array is one empty chunk: it must be told from a missing one.
          for (let index = 0; index === 0 || index * CHUNK_BYTES < bytes.length; index++) {
            const chunk = bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
            await tx.insert(checkpointChunk).values({ fingerprint, arrayName, chunkIndex: index, bytes: chunk });
          }
        }
      });
    },
  };
}

function toRows(
  fingerprint: string,
  result: object,
  positions: ReadonlyMap<string, number>,
): (typeof summary.$inferInsert)[] {
  const { summaries } = result as StepResults['summary'];
  return summaries.map((item) => {
    const position = positions.get(item.chatId);
    if (position === undefined) throw new Error(`There is no conversation "${item.chatId}" for its summary.`);
    return {
      ...item,
      cut: item.cut ?? null,
      fingerprint,
      position,
      wordCount: countWords(item.summary),
      embeddedText: summaryToText(item),
    };
  });
}

function toFailureRows(
  fingerprint: string,
  result: object,
  positions: ReadonlyMap<string, number>,
): (typeof itemFailure.$inferInsert)[] {
  const { failures } = result as StepResults['summary'];
  return failures.map(({ chatId, reason, code = null, rawAnswer = null }, index) => ({
    fingerprint,
    index,
    item: chatId,
    position: positions.get(chatId) ?? null,
    reason: toStorableText(reason),
    code,
    rawAnswer: rawAnswer === null ? null : toStorableText(rawAnswer),
  }));
}

async function readFailures(db: Database | Transaction, fingerprint: string): Promise<SummaryFailure[]> {
  return db
    .select({
      chatId: itemFailure.item,
      reason: itemFailure.reason,
      code: itemFailure.code,
      rawAnswer: itemFailure.rawAnswer,
    })
    .from(itemFailure)
    .where(eq(itemFailure.fingerprint, fingerprint))
    .orderBy(asc(itemFailure.index));
}

async function readSummaries(db: Database | Transaction, fingerprint: string): Promise<Summary[]> {
  return db
    .select({
      chatId: summary.chatId,
      ...SUMMARY_COLUMNS,
    })
    .from(summary)
    .where(eq(summary.fingerprint, fingerprint))
    .orderBy(asc(summary.position));
}

/** Reads chunk by chunk, so that other requests get their turn while the bytes of the next one are on their way. */
async function readArray(
  db: Database | Transaction,
  fingerprint: string,
  arrayName: string,
): Promise<Uint8Array | null> {
  const isOfArray = and(eq(checkpointChunk.fingerprint, fingerprint), eq(checkpointChunk.arrayName, arrayName));
  const chunks = await db
    .select({ index: checkpointChunk.chunkIndex, length: sql<number>`octet_length(${checkpointChunk.bytes})` })
    .from(checkpointChunk)
    .where(isOfArray)
    .orderBy(asc(checkpointChunk.chunkIndex));
  if (chunks.length === 0) return null;
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const { index, length } of chunks) {
    // As the driver spells bytes, in hexadecimal digits, they would be half as long again and take twice the time.
    const [chunk] = await db
      .select({ text: sql<string>`encode(${checkpointChunk.bytes}, 'base64')` })
      .from(checkpointChunk)
      .where(and(isOfArray, eq(checkpointChunk.chunkIndex, index)));
    if (chunk === undefined) return null;
    whole.set(Buffer.from(chunk.text, 'base64'), start);
    start += length;
  }
  return whole;
}
