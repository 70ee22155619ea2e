import { z } from 'zod';
import { priceTableSchema } from './prices.ts';

const minutes = 60_000;

/** How calls are made. None of it changes an answer. */
export const modelClientOptionsSchema = z.strictObject({
  /** Calls under way at once, for each model. */
  concurrency: z.int().min(1).max(1000).default(50),
  /** For each model; null for no limit. */
  requestsPerMinute: z.number().positive().nullable().default(null),
  /** For each model, input plus longest possible output; null for no limit. */
  tokensPerMinute: z.number().positive().nullable().default(null),
  /** Tries after the first, for 408, 409, 429, 5xx, a dropped connection or a time-out. */
  retries: z.int().min(0).max(20).default(6),
  /** Upper end of the first random wait, in milliseconds; it doubles with every retry. */
  baseDelayMs: z.number().min(0).max(minutes).default(500),
  maxDelayMs: z
    .number()
    .min(0)
    .max(10 * minutes)
    .default(30_000),
  /** A server that asks for a longer wait is not asked again. */
  maxRetryAfterMs: z
    .number()
    .min(0)
    .max(60 * minutes)
    .default(2 * minutes),
  /** One try may take this long, in milliseconds, the answer's body included. */
  timeoutMs: z
    .number()
    .positive()
    .max(60 * minutes)
    .default(minutes),
  /** How often a model is asked for one object before its answers count as unusable. */
  outputAttempts: z.int().min(1).max(10).default(3),
  /** Added to the built-in prices of OpenAI's models, which it may overrule. */
  prices: priceTableSchema.default({}),
});

export type ModelClientSettings = z.infer<typeof modelClientOptionsSchema>;
export type ModelClientSettingsInput = z.input<typeof modelClientOptionsSchema>;
