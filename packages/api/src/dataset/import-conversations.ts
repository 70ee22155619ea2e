import { eq } from 'drizzle-orm';
import { InvalidInputError, readConversations } from '@understory/core';
import type { Database } from '../db/connect.ts';
import { dataset } from '../db/schema.ts';
import { EMPTY_CONTENT_HASH } from './content-hash.ts';
import type { ImportReport, Rejection } from './dataset.type.ts';
import { settleContentHash } from './settle-content-hash.ts';
import { moveGoldLabels, takeGoldLabel } from './take-gold-label.ts';
import type { BatchRow } from './write-batch.ts';
import { writeBatch } from './write-batch.ts';

const BATCH_SIZE = 500;
const MAX_LISTED_REJECTIONS = 100;

export interface ImportOptions {
  /** Name of the dataset; made if there is none. */
  dataset: string;
  /** A log in any form that `readConversations` knows, in chunks of any size. */
  source: AsyncIterable<Uint8Array | string>;
  /** Metadata key of the gold label; null takes the dataset's own. */
  goldLabelKey?: string | null;
  /** Whether a row that continues or begins what is there is rejected as any other conflict; false by default. */
  isExact?: boolean;
  /** Called after every batch with the rows read so far. */
  onProgress?: (rowCount: number) => void;
}

/**
 * Streams conversations into a dataset, in memory of one batch.
 *
 * Idempotent: a chat id that is there with the same content counts as already there; with other content it is
 * rejected, unless one begins with the other. Then the longer is kept, so a log that has grown brings its later turns.
 * What a run has read stays as it is, and is counted. Every batch is committed on its own, so an upload that breaks off
 * can simply be repeated. Two imports into the same dataset take turns batch by batch.
 *
 * @throws {InvalidInputError} if the name is unusable or the dataset has its gold labels under another key.
 */
export async function importConversations(db: Database, options: ImportOptions): Promise<ImportReport> {
  const name = readName(options.dataset);
  const goldLabelKey = readGoldLabelKey(options.goldLabelKey ?? null);
  // Made with the first row, so that an import of nothing leaves nothing.
  const known = await db.$count(dataset, eq(dataset.name, name));
  let target = known === 0 ? null : await prepareDataset(db, name, goldLabelKey);
  const firstPosition = target?.conversationCount ?? 0;
  const report: ImportReport = {
    datasetId: target?.id ?? null,
    rowCount: 0,
    importedCount: 0,
    alreadyThereCount: 0,
    continuedCount: 0,
    extendedCount: 0,
    frozenCount: 0,
    rejectedCount: 0,
    rejections: [],
    shapes: [],
  };
  const shapes = new Set<string>();
  const reject = (rejection: Rejection): void => {
    report.rejectedCount++;
    if (report.rejections.length < MAX_LISTED_REJECTIONS) report.rejections.push(rejection);
  };

  const extended = new Set<number>();
  const frozen = new Set<number>();
  const claims = new Map<string, string>();
  let isRewritten = false;

  let batch: BatchRow[] = [];
  const flush = async (): Promise<void> => {
    target ??= await prepareDataset(db, name, goldLabelKey);
    report.datasetId = target.id;
    const isExact = options.isExact ?? false;
    const written = await writeBatch(db, target.id, batch, { firstPosition, extended, claims, isExact });
    report.importedCount += written.imported;
    report.alreadyThereCount += written.alreadyThere;
    report.continuedCount += written.continued;
    for (const position of written.extended) extended.add(position);
    for (const position of written.frozen) frozen.add(position);
    report.extendedCount = extended.size;
    report.frozenCount = frozen.size;
    isRewritten ||= written.isRewritten;
    for (const rejection of written.rejections) reject(rejection);
    batch = [];
    options.onProgress?.(report.rowCount);
  };

  for await (const row of readConversations(options.source)) {
    if (!('conversation' in row)) {
      report.rowCount++;
      reject(row);
      continue;
    }
    report.rowCount += row.rowCount;
    shapes.add(row.shape);
    const taken = takeGoldLabel(row.conversation, target === null ? goldLabelKey : target.goldLabelKey);
    if ('reason' in taken) reject({ line: row.line, ...taken });
    else batch.push({ line: row.line, hasOwnId: row.hasOwnId, ...taken });
    if (batch.length === BATCH_SIZE) await flush();
  }
  if (batch.length > 0) await flush();
  if (isRewritten && report.datasetId !== null) await settleContentHash(db, report.datasetId);
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
): Promise<{ id: string; goldLabelKey: string | null; conversationCount: number }> {
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
    return { ...found, goldLabelKey };
  });
}
