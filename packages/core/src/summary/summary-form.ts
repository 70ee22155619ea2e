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
export const formShape = {
  /** The word range that summaries are held to and checked against; null for none. */
  words: wordRangeSchema.nullable().default(null),
  /** A summary must begin with one of these; empty for no rule. */
  openings: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  maxSentences: z.int().min(1).max(10).default(2),
};
