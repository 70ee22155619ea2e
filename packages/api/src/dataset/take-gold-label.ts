import { eq, sql } from 'drizzle-orm';
import type { Conversation } from '@understory/core';
import type { Database } from '../db/connect.ts';
import { conversation, dataset, goldLabel } from '../db/schema.ts';

/**
 * Takes the gold label out of a conversation's metadata, before anything is stored.
 *
 * @param key - metadata key; null when the dataset has no gold labels.
 * @returns the conversation without it, and the label; or why the row cannot be taken.
 */
export function takeGoldLabel(
  read: Conversation,
  key: string | null,
): { conversation: Conversation; label: string | null } | { field: string; reason: string } {
  if (key === null || !Object.hasOwn(read.metadata, key)) return { conversation: read, label: null };
  const { [key]: value, ...metadata } = read.metadata;
  if (value !== null && typeof value === 'object') {
    return {
      field: `metadata.${key}`,
      reason: 'expected the gold label to be text or a number, got a list or an object',
    };
  }
  const label = value === null || value === undefined ? '' : String(value).trim();
  return { conversation: { ...read, metadata }, label: label === '' ? null : label };
}

/** Names the key of a dataset's gold labels, and moves the labels of conversations that are already there. */
export async function moveGoldLabels(
  tx: Pick<Database, 'update' | 'execute'>,
  datasetId: string,
  key: string,
): Promise<void> {
  await tx.execute(sql`
    insert into ${goldLabel} (conversation_id, label)
    select id, trim(metadata ->> ${key}) from ${conversation}
    where dataset_id = ${datasetId} and trim(metadata ->> ${key}) <> ''
    on conflict do nothing`);
  await tx.execute(sql`
    update ${conversation} set metadata = metadata - ${key}::text
    where dataset_id = ${datasetId} and metadata ? ${key}`);
  await tx.update(dataset).set({ goldLabelKey: key }).where(eq(dataset.id, datasetId));
}
