import { DEFAULT_MATCH_THRESHOLDS } from '@understory/core';
import { z } from 'zod';

const phraseListSchema = z.array(z.string().trim().min(1).max(80)).max(500).nullable();

/** What a comparison may choose, with its defaults. Part of its fingerprint. */
export const comparisonOptionsSchema = z.strictObject({
  /** How often each run is clustered again; fewer than 5 cannot show a difference. */
  reseedCount: z.int().min(2).max(32).default(8),
  /** Most conversations that are clustered again and whose silhouette is measured; beyond, a sample of that many. */
  sampleSize: z.int().min(100).max(100_000).default(5000),
  /** Replaces the built-in list of phrases that say nothing; null keeps it. */
  vaguePhrases: phraseListSchema.default(null),
  /** Replaces the built-in list of phrases that no summary should hold; null keeps it. */
  bannedPhrases: phraseListSchema.default(null),
  /** Words that every summary of both runs is held to; null holds each run to what its own summary model asks for. */
  words: z
    .strictObject({ min: z.int().min(1).max(1000), max: z.int().min(1).max(1000) })
    .refine(({ min, max }) => min <= max, 'Expected min to be at most max.')
    .nullable()
    .default(null),
  /** Jaccard index from which a cluster counts as kept. */
  keptFrom: z.number().gt(0).max(1).default(DEFAULT_MATCH_THRESHOLDS.keptFrom),
  /** Share of a cluster of which more must be in another for it to lie mostly within that one. */
  insideAbove: z.number().min(0.5).lt(1).default(DEFAULT_MATCH_THRESHOLDS.insideAbove),
  /** Share of a cluster that a second part must hold for the cluster to be split although it is also kept. */
  partFrom: z.number().min(0).max(1).default(DEFAULT_MATCH_THRESHOLDS.partFrom),
  /** Feeds resamples and permutations. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(42),
});

export type ComparisonOptions = z.infer<typeof comparisonOptionsSchema>;
