import { z } from 'zod';
import { describeIssues, DEFAULT_PURPOSE, InvalidInputError } from '@understory/core';

const MAX_SEED = 2 ** 31 - 1;
const sample = {
  /** Conversations; fewer where the runs share fewer. */
  count: z.int().min(1).max(1000).default(50),
  /** Draws the sample. */
  seed: z.int().min(0).max(MAX_SEED).default(42),
};
const model = {
  /** Of the language model that judges. */
  modelId: z.string().trim().min(1).max(200).default('gpt-4o-mini'),
  /** US dollars; null for no limit. */
  budgetDollars: z.number().positive().nullable().default(null),
};
const purpose = z.string().trim().min(1).max(2000).default(DEFAULT_PURPOSE);

/** What a language model is to compare, with the defaults. */
export const pairOptionsSchema = z.strictObject({ purpose, ...sample, ...model });
export type PairOptions = z.infer<typeof pairOptionsSchema>;

/** What a person is to compare, with the defaults. */
export const personOptionsSchema = z.strictObject({
  purpose,
  ...sample,
  judgeName: z.string().trim().min(1).max(80).default('Somebody'),
});
export type PersonOptions = z.infer<typeof personOptionsSchema>;

/** What a naming test does, with the defaults. */
export const namingOptionsSchema = z.strictObject({
  ...sample,
  ...model,
  /** `local`: by similarity of words, without a key. */
  judge: z.enum(['local', 'model']).default('local'),
  /** `finest`: the deepest level with at most 30 names. */
  level: z.enum(['roots', 'finest']).default('roots'),
});
export type NamingOptions = z.infer<typeof namingOptionsSchema>;

/** @throws {InvalidInputError} that lists every fault. */
export function readOptions<T>(schema: z.ZodType<T>, options: object): T {
  const given = Object.entries(options).filter(([, value]) => value !== null && value !== undefined);
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw new InvalidInputError(describeIssues('input', parsed.error));
  return parsed.data;
}
