import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const toLines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

/**
 * Writes a Kura checkpoint folder whose run has exactly these leaves, each a root.
 *
 * @param leaves - the numbers of the conversations in each leaf; together 0 … n − 1, once each.
 */
export async function writePlannedRun(folder: string, leaves: readonly (readonly number[])[]): Promise<void> {
  const items = leaves.flat().toSorted((a, b) => a - b);
  const createdAt = '2026-01-05T09:30:00Z';
  const conversations = items.map((item) => ({
    chat_id: `planned-${item}`,
    created_at: createdAt,
    messages: [{ created_at: createdAt, role: 'user', content: `How do I do task number ${item}?` }],
    metadata: {},
  }));
  const summaries = items.map((item) => ({
    chat_id: `planned-${item}`,
    summary: `Task number ${item}.`,
    metadata: {},
  }));
  const clusters = leaves.map((members, index) => ({
    id: `leaf-${index}`,
    name: `Leaf ${index}`,
    description: `Leaf number ${index}.`,
    slug: `leaf_${index}`,
    chat_ids: members.map((item) => `planned-${item}`),
    parent_id: null,
    count: members.length,
  }));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'conversations.jsonl'), toLines(conversations));
  await writeFile(join(folder, 'summaries.jsonl'), toLines(summaries));
  await writeFile(join(folder, 'meta_clusters.jsonl'), toLines(clusters));
}
