import { z } from 'zod';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Summary } from '../summary/summary.ts';

/** As the reader of conversations takes them: text or a whole number, without spaces around it. */
const chatId = z
  .union([z.string(), z.int().transform(String)], { error: 'expected text' })
  .transform((text) => text.trim())
  .pipe(z.string().min(1, 'expected text, got an empty string').max(512, 'expected at most 512 characters'));

const facet = z.string().nullable().default(null);
const score = z.int().min(1).max(5).nullable().default(null);
const list = z.array(z.string()).nullable().default(null);

const knownSummaryFields = z.object({
  chat_id: chatId,
  summary: z.string().refine((text) => text.trim() !== '', 'expected text, got an empty string'),
  request: facet,
  topic: facet,
  languages: list,
  task: facet,
  concerning_score: score,
  user_frustration: score,
  assistant_errors: list,
  metadata: z.record(z.string(), z.unknown()).nullable().default({}),
  /** Of Kura's embedding model; nobody knows which one, so that it cannot be used. */
  embedding: z.unknown().optional(),
});

/** A row of `summaries.jsonl`: Kura's `ConversationSummary`. Keys that it does not have become custom fields. */
export const kuraSummarySchema = knownSummaryFields
  .loose()
  .superRefine(({ metadata, ...row }, context) => {
    for (const key of Object.keys(row)) {
      if (Object.hasOwn(knownSummaryFields.shape, key) || !Object.hasOwn(metadata ?? {}, key)) continue;
      context.addIssue({ code: 'custom', path: [key], message: 'expected it here or in metadata, not in both' });
    }
  })
  .transform((row): Summary => {
    const own = Object.entries(row).filter(([key]) => !Object.hasOwn(knownSummaryFields.shape, key));
    const fields: JsonObject = Object.fromEntries([...own, ...Object.entries(row.metadata ?? {})] as [
      string,
      JsonValue,
    ][]);
    return {
      chatId: row.chat_id,
      summary: row.summary,
      request: row.request,
      topic: row.topic,
      languages: row.languages,
      task: row.task,
      concerningScore: row.concerning_score,
      userFrustration: row.user_frustration,
      assistantErrors: row.assistant_errors,
      fields,
    };
  });

/** A row of `clusters.jsonl` or `meta_clusters.jsonl`: Kura's `Cluster`. */
export const kuraClusterSchema = z
  .object({
    id: z.string().min(1).max(200),
    name: z.string(),
    description: z.string(),
    slug: z.string(),
    chat_ids: z.array(chatId).min(1, 'expected at least one conversation'),
    parent_id: z.string().nullable().default(null),
    count: z.int().optional(),
  })
  .refine(({ chat_ids: ids, count }) => count === undefined || count === ids.length, {
    path: ['count'],
    error: 'expected the number of chat_ids',
  });
export type KuraClusterRow = z.infer<typeof kuraClusterSchema>;

/** A row of `outliers.jsonl`. */
export const outlierSchema = z
  .object({ chat_id: chatId, nearest_cluster_id: z.string().min(1), distance: z.number().min(0).max(2) })
  .transform(({ chat_id: id, nearest_cluster_id: nearestClusterId, distance }) => ({
    chatId: id,
    nearestClusterId,
    distance,
  }));

const coordinate = z.number().min(-1e30).max(1e30);

/** What `dimensionality.jsonl` adds to a cluster. Its `level` is wrong in Kura's own files and not read. */
export const kuraPlaceSchema = z.object({ id: z.string().min(1), x_coord: coordinate, y_coord: coordinate });
