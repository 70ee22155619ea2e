import { z } from 'zod';

/** A product feature, as the glossary of a domain-specific summary model names it. */
export const glossaryEntrySchema = z.strictObject({
  /** The exact name that summaries use: `Feature flags`. */
  name: z.string().trim().min(1).max(80),
  /** Other words for it: `["toggle", "flagClient.evaluate"]`. Case, plural and the style of identifiers do not matter. */
  aliases: z.array(z.string().trim().min(1).max(80)).max(100).default([]),
  /** What it is for, in one sentence. Read by people and by language models; never matched. */
  description: z.string().trim().max(500).optional(),
});
export type GlossaryEntry = z.infer<typeof glossaryEntrySchema>;

/** How many words a summary should have, both ends included. */
export const wordRangeSchema = z
  .strictObject({ min: z.int().min(1).max(200), max: z.int().min(10).max(400) })
  .refine(({ min, max }) => min <= max, { path: ['min'], error: 'expected min to be at most max' });
export type WordRange = z.infer<typeof wordRangeSchema>;

/** Settings that every kind of summary model shares: what a summary must look like. */
const formShape = {
  /** The word range that summaries are held to and checked against; null for none. */
  words: wordRangeSchema.nullable().default(null),
  /** A summary must begin with one of these; empty for no rule. */
  openings: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  maxSentences: z.int().min(1).max(10).default(2),
};

/**
 * The keyless model: picks the user's own sentences. With a glossary it names the features and states the goal
 * (`User needs help with … to …`) in 20 to 25 words unless `words` says otherwise.
 */
export const extractiveDefinitionSchema = z.strictObject({
  kind: z.literal('extractive'),
  glossary: z.array(glossaryEntrySchema).max(2000).default([]),
  ...formShape,
});
export type ExtractiveDefinition = z.infer<typeof extractiveDefinitionSchema>;

/**
 * Summaries that were made elsewhere and imported. Made by the import, not by users: it cannot summarise anything new.
 *
 * `words` and the other rules of form are for checking the summaries; they changed nothing in them.
 */
export const recordedDefinitionSchema = z.strictObject({
  kind: z.literal('recorded'),
  /** What recorded them. */
  source: z.literal('kura'),
  /** Of the summaries, 64 hex digits. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits'),
  ...formShape,
});
export type RecordedDefinition = z.infer<typeof recordedDefinitionSchema>;

/** Everything that makes one version of a summary model, as it is stored and frozen with a run. */
export const summaryModelDefinitionSchema = z.discriminatedUnion('kind', [
  extractiveDefinitionSchema,
  recordedDefinitionSchema,
]);
export type SummaryModelDefinition = z.infer<typeof summaryModelDefinitionSchema>;
export type SummaryModelDefinitionInput = z.input<typeof summaryModelDefinitionSchema>;
