import { and, eq, inArray, max, sql } from 'drizzle-orm';
import type { Conversation } from '@understory/core';
import { conversationContentHash, InvalidInputError, joinRepeated, listEarlierNames } from '@understory/core';
import type { Database } from '../db/connect.ts';
import { conversation, dataset, goldLabel, run } from '../db/schema.ts';
import { extendContentHash } from './content-hash.ts';
import type { Rejection } from './dataset.type.ts';

export interface BatchRow {
  line: number;
  /** Whether the log names the conversation; otherwise it is looked for under the names it had when it was shorter. */
  hasOwnId: boolean;
  conversation: Conversation;
  /** Gold label, taken out of the metadata; null for none. */
  label: string | null;
}

/** What became of the rows of a batch. */
interface WrittenBatch {
  imported: number;
  alreadyThere: number;
  /** Rows that continued, or began, what this import had written. */
  continued: number;
  /** Positions of conversations of earlier imports that were replaced by a longer row. */
  extended: number[];
  /** Positions of conversations that a longer row would have replaced, had no run read them. */
  frozen: number[];
  /** Whether messages that were stored before the batch were replaced. */
  isRewritten: boolean;
  rejections: Rejection[];
}

/** What the dataset has, or will have with this batch, under one chat id. */
interface Entry {
  position: number;
  contentHash: string;
  /** Null where it need not be known. */
  conversation: Conversation | null;
  label: string | null;
  isChanged: boolean;
}

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * Adds a batch of conversations to a dataset, in one transaction.
 *
 * A conversation that a run covers is never changed, however the run ended: what people read beside a summary must be
 * what was summarised. The lock on the dataset makes batches and starting runs take turns.
 *
 * @param firstPosition - conversations before it were there before the import.
 * @param extended - positions of those that this import has extended already.
 * @param claims - conversations of earlier imports that rows without an id were found to be, with the row's chat id:
 *   each is one conversation of the log only. Added to.
 * @param isExact - rejects rows with other messages than what is there, even if one begins with the other.
 * @throws {InvalidInputError} if the dataset was deleted meanwhile.
 */
export async function writeBatch(
  db: Database,
  datasetId: string,
  rows: readonly BatchRow[],
  {
    firstPosition,
    extended,
    claims,
    isExact,
  }: { firstPosition: number; extended: ReadonlySet<number>; claims: Map<string, string>; isExact: boolean },
): Promise<WrittenBatch> {
  return db.transaction(async (tx) => {
    const [target] = await tx.select().from(dataset).where(eq(dataset.id, datasetId)).for('update');
    if (target === undefined) throw new InvalidInputError('The dataset was deleted during the import.');
    const hashes = rows.map((row) => conversationContentHash(row.conversation));
    const entries = await loadEntries(tx, datasetId, rows, hashes);
    const earlierNames = isExact || firstPosition === 0 ? [] : await loadShorter(tx, datasetId, rows, entries);
    const [covered] = await tx
      .select({ count: max(run.conversationCount) })
      .from(run)
      .where(eq(run.datasetId, datasetId));
    const coveredCount = covered?.count ?? 0;

    const written: WrittenBatch = {
      imported: 0,
      alreadyThere: 0,
      continued: 0,
      extended: [],
      frozen: [],
      isRewritten: false,
      rejections: [],
    };
    // A longer conversation whose beginning a run has read is imported as one of its own: who knows whether it is the same.
    const mayBe = (name: string, read: Conversation): boolean => {
      const entry = entries.get(name);
      if (!entry?.conversation || entry.position >= firstPosition) return false;
      if ((claims.get(name) ?? read.chatId) !== read.chatId) return false;
      const joined = joinRepeated(entry.conversation, read);
      return joined !== null && !(joined.isLonger && entry.position < coveredCount);
    };
    let position = target.conversationCount;
    let { contentHash } = target;
    for (const [index, { line, conversation: read, label }] of rows.entries()) {
      const isKnown = entries.has(read.chatId);
      const earlierName = isKnown ? undefined : earlierNames[index]?.find((name) => mayBe(name, read));
      if (earlierName !== undefined) claims.set(earlierName, read.chatId);
      const chatId = earlierName ?? read.chatId;
      const entry = entries.get(chatId);
      if (entry === undefined) {
        const added = { position: position++, contentHash: hashes[index], conversation: read, label, isChanged: true };
        entries.set(read.chatId, added);
        contentHash = extendContentHash(contentHash, read.chatId, added.contentHash);
        written.imported++;
        continue;
      }
      if (entry.contentHash === hashes[index]) {
        written.alreadyThere++;
        continue;
      }
      const joined = isExact || entry.conversation === null ? null : joinRepeated(entry.conversation, read);
      const isEarlier = entry.position < firstPosition;
      if (joined === null) {
        const reason = `the dataset already has a conversation "${read.chatId}" with other messages`;
        written.rejections.push({ line, field: 'chat_id', reason });
      } else if (entry.position < coveredCount && joined.isLonger) {
        written.frozen.push(entry.position);
      } else if (entry.position < coveredCount || (isEarlier && !joined.isLonger)) {
        written.alreadyThere++;
      } else {
        const isFirst = isEarlier && !extended.has(entry.position) && !written.extended.includes(entry.position);
        if (isFirst) written.extended.push(entry.position);
        else written.continued++;
        entry.isChanged = true;
        entry.conversation = joined.conversation;
        entry.label = joined.isLonger ? (label ?? entry.label) : (entry.label ?? label);
        if (joined.isLonger) {
          written.isRewritten = true;
          entry.contentHash = hashes[index];
          contentHash = extendContentHash(contentHash, chatId, entry.contentHash);
        }
      }
    }
    if (await saveEntries(tx, datasetId, entries)) {
      await tx.update(dataset).set({ conversationCount: position, contentHash }).where(eq(dataset.id, datasetId));
    }
    return written;
  });
}

/** The messages of what is stored are loaded only where a row has others. */
async function loadEntries(
  tx: Transaction,
  datasetId: string,
  rows: readonly BatchRow[],
  hashes: readonly string[],
): Promise<Map<string, Entry>> {
  const ofRows = (chatIds: readonly string[]) =>
    and(eq(conversation.datasetId, datasetId), inArray(conversation.chatId, [...chatIds]));
  const { chatId, position, contentHash } = conversation;
  const stored = await tx
    .select({ chatId, position, contentHash })
    .from(conversation)
    .where(ofRows(rows.map((row) => row.conversation.chatId)));
  const entries = new Map(
    stored.map((row): [string, Entry] => [row.chatId, { ...row, conversation: null, label: null, isChanged: false }]),
  );
  const differing = rows.flatMap(({ conversation: read }, index) => {
    const entry = entries.get(read.chatId);
    return entry === undefined || entry.contentHash === hashes[index] ? [] : [read.chatId];
  });
  if (differing.length === 0) return entries;
  const full = await tx
    .select({ conversation, label: goldLabel.label })
    .from(conversation)
    .leftJoin(goldLabel, eq(goldLabel.conversationId, conversation.id))
    .where(ofRows(differing));
  for (const { conversation: known, label } of full) {
    entries.set(known.chatId, { ...known, conversation: known, label, isChanged: false });
  }
  return entries;
}

/**
 * Adds the stored conversations to the entries that rows without an id may go on with.
 *
 * @returns their names for each row, the longest first; none for a row whose own name is known.
 */
async function loadShorter(
  tx: Transaction,
  datasetId: string,
  rows: readonly BatchRow[],
  entries: Map<string, Entry>,
): Promise<string[][]> {
  const namesOfRows = rows.map(({ hasOwnId, conversation: read }) =>
    hasOwnId || entries.has(read.chatId) ? [] : listEarlierNames(read.messages),
  );
  const names = [...new Set(namesOfRows.flat())].filter((name) => !entries.has(name));
  if (names.length === 0) return namesOfRows;
  const found = await tx
    .select({ conversation, label: goldLabel.label })
    .from(conversation)
    .leftJoin(goldLabel, eq(goldLabel.conversationId, conversation.id))
    .where(and(eq(conversation.datasetId, datasetId), sql`${conversation.chatId} = any(${sql.param(names)}::text[])`));
  for (const { conversation: known, label } of found) {
    entries.set(known.chatId, { ...known, conversation: known, label, isChanged: false });
  }
  const stored = new Set(found.map(({ conversation: { chatId } }) => chatId));
  return namesOfRows.map((ofRow) => ofRow.filter((name) => stored.has(name)));
}

/** @returns whether there was anything to save. */
async function saveEntries(tx: Transaction, datasetId: string, entries: ReadonlyMap<string, Entry>): Promise<boolean> {
  const changed = [...entries.entries()].flatMap(
    ([chatId, { position, contentHash, conversation: read, isChanged }]): (typeof conversation.$inferInsert)[] => {
      if (!isChanged || read === null) return [];
      const { createdAt, messages, metadata } = read;
      return [{ datasetId, position, chatId, contentHash, createdAt, messages, metadata }];
    },
  );
  if (changed.length === 0) return false;
  const ids = await tx
    .insert(conversation)
    .values(changed)
    .onConflictDoUpdate({
      target: [conversation.datasetId, conversation.chatId],
      set: {
        contentHash: sql`excluded.content_hash`,
        createdAt: sql`excluded.created_at`,
        messages: sql`excluded.messages`,
        metadata: sql`excluded.metadata`,
      },
    })
    .returning({ id: conversation.id, chatId: conversation.chatId });
  const labelled = ids.flatMap(({ id, chatId }) => {
    const label = entries.get(chatId)?.label ?? null;
    return label === null ? [] : [{ conversationId: id, label }];
  });
  if (labelled.length > 0) {
    await tx
      .insert(goldLabel)
      .values(labelled)
      .onConflictDoUpdate({ target: goldLabel.conversationId, set: { label: sql`excluded.label` } });
  }
  return true;
}
