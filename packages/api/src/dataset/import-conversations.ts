import { createHash } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import type { Conversation } from '@understory/core';
import { conversationContentHash, InvalidInputError, readConversations } from '@understory/core';
import type { Database } from '../db/connect.ts';
import { conversation, dataset, goldLabel } from '../db/schema.ts';
import type { ImportReport, Rejection } from './dataset.type.ts';
import { moveGoldLabels, takeGoldLabel } from './take-gold-label.ts';

const BATCH_SIZE = 500;
const MAX_LISTED_REJECTIONS = 100;
/** The hash of a dataset without conversations. */
export const EMPTY_CONTENT_HASH = createHash('sha256').digest('hex');

export interface ImportOptions {
  /** Name of the dataset; made if there is none. */
  dataset: string;
  /** A log in any form that `readConversations` knows, in chunks of any size. */
  source: AsyncIterable<Uint8Array | string>;
  /** Metadata key of the gold label; null takes the dataset's own. */
  goldLabelKey?: string | null;
  /** Called after every batch with the rows read so far. */
  onProgress?: (rowsRead: number) => void;
}

interface Row {
  line: number;
  conversation: Conversation;
  label: string | null;
}

/**
 * Streams conversations into a dataset, in memory of one batch.
 *
 * Idempotent: a chat id that is there with the same content counts as already there; with other content it is
 * rejected. Every batch is committed on its own, so an upload that breaks off can simply be repeated. Two imports into
 * the same dataset take turns batch by batch.
 *
 * @throws {InvalidInputError} if the name is unusable or the dataset has its gold labels under another key.
 */
export async function importConversations(db: Database, options: ImportOptions): Promise<ImportReport> {
  const name = readName(options.dataset);
  const goldLabelKey = readGoldLabelKey(options.goldLabelKey ?? null);
  // Made with the first row, so that an import of nothing leaves nothing.
  const known = await db.$count(dataset, eq(dataset.name, name));
  let target = known === 0 ? null : await prepareDataset(db, name, goldLabelKey);
  const report: ImportReport = {
    datasetId: target?.id ?? null,
    rowsRead: 0,
    imported: 0,
    alreadyThere: 0,
    rejected: 0,
    rejections: [],
    shapes: [],
  };
  const shapes = new Set<string>();
  const reject = (rejection: Rejection): void => {
    report.rejected++;
    if (report.rejections.length < MAX_LISTED_REJECTIONS) report.rejections.push(rejection);
  };

  let batch: Row[] = [];
  const flush = async (): Promise<void> => {
    target ??= await prepareDataset(db, name, goldLabelKey);
    report.datasetId = target.id;
    const written = await writeBatch(db, target.id, batch);
    report.imported += written.imported;
    report.alreadyThere += written.alreadyThere;
    for (const rejection of written.rejections) reject(rejection);
    batch = [];
    options.onProgress?.(report.rowsRead);
  };

  for await (const row of readConversations(options.source)) {
    if (!('conversation' in row)) {
      report.rowsRead++;
      reject(row);
      continue;
    }
    report.rowsRead += row.rowCount;
    shapes.add(row.shape);
    const taken = takeGoldLabel(row.conversation, target === null ? goldLabelKey : target.goldLabelKey);
    if ('reason' in taken) reject({ line: row.line, ...taken });
    else batch.push({ line: row.line, ...taken });
    if (batch.length === BATCH_SIZE) await flush();
  }
  if (batch.length > 0) await flush();
  report.rejections.sort((a, b) => a.line - b.line);
  report.shapes = [...shapes];
  return report;
}

function readName(given: string): string {
  const name = given.trim();
  if (name !== '' && name.length <= 200) return name;
  throw new InvalidInputError(`Expected a dataset name of 1 … 200 characters, got ${name.length}.`);
}

function readGoldLabelKey(given: string | null): string | null {
  if (given === '') throw new InvalidInputError('Expected the gold label key to be a name, got an empty text.');
  return given;
}

async function prepareDataset(
  db: Database,
  name: string,
  goldLabelKey: string | null,
): Promise<{ id: string; goldLabelKey: string | null }> {
  return db.transaction(async (tx) => {
    await tx.insert(dataset).values({ name, contentHash: EMPTY_CONTENT_HASH }).onConflictDoNothing();
    const [found] = await tx.select().from(dataset).where(eq(dataset.name, name)).for('update');
    if (found === undefined) throw new Error(`The dataset "${name}" was deleted while it was being made.`);
    if (goldLabelKey === null || found.goldLabelKey === goldLabelKey) return found;
    if (found.goldLabelKey !== null) {
      throw new InvalidInputError(
        `The dataset "${name}" has its gold labels under "${found.goldLabelKey}", got "${goldLabelKey}". ` +
          'Use that key, or import into a dataset of another name.',
      );
    }
    await moveGoldLabels(tx, found.id, goldLabelKey);
    return { id: found.id, goldLabelKey };
  });
}

async function writeBatch(
  db: Database,
  datasetId: string,
  rows: readonly Row[],
): Promise<{ imported: number; alreadyThere: number; rejections: Rejection[] }> {
  return db.transaction(async (tx) => {
    const [target] = await tx.select().from(dataset).where(eq(dataset.id, datasetId)).for('update');
    if (target === undefined) throw new InvalidInputError('The dataset was deleted during the import.');
    const chatIds = rows.map((row) => row.conversation.chatId);
    const stored = await tx
      .select({ chatId: conversation.chatId, contentHash: conversation.contentHash })
      .from(conversation)
      .where(and(eq(conversation.datasetId, datasetId), inArray(conversation.chatId, chatIds)));
    const hashByChatId = new Map(stored.map((row) => [row.chatId, row.contentHash]));

    const rejections: Rejection[] = [];
    const added: (typeof conversation.$inferInsert)[] = [];
    const labels = new Map<string, string>();
    let alreadyThere = 0;
    let position = target.conversationCount;
    let { contentHash } = target;
    for (const { line, conversation: read, label } of rows) {
      const hash = conversationContentHash(read);
      const known = hashByChatId.get(read.chatId);
      if (known === hash) {
        alreadyThere++;
      } else if (known !== undefined) {
        const reason = `the dataset already has a conversation "${read.chatId}" with other messages`;
        rejections.push({ line, field: 'chat_id', reason });
      } else {
        hashByChatId.set(read.chatId, hash);
        contentHash = extendContentHash(contentHash, read.chatId, hash);
        added.push({ ...read, datasetId, position: position++, contentHash: hash });
        if (label !== null) labels.set(read.chatId, label);
      }
    }
    if (added.length > 0) {
      const ids = await tx
        .insert(conversation)
        .values(added)
        .returning({ id: conversation.id, chatId: conversation.chatId });
      const labelled = ids.flatMap(({ id, chatId }) => {
        const label = labels.get(chatId);
        return label === undefined ? [] : [{ conversationId: id, label }];
      });
      if (labelled.length > 0) await tx.insert(goldLabel).values(labelled);
      await tx.update(dataset).set({ conversationCount: position, contentHash }).where(eq(dataset.id, datasetId));
    }
    return { imported: added.length, alreadyThere, rejections };
  });
}

/** The hash of a dataset with one conversation more: chained, so that it covers the order and needs no second pass. */
export function extendContentHash(contentHash: string, chatId: string, conversationHash: string): string {
  return createHash('sha256')
    .update(JSON.stringify([contentHash, chatId, conversationHash]))
    .digest('hex');
}
