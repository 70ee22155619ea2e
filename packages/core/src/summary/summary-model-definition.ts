import { z } from 'zod';
import { promptDefinitionSchema } from './prompted/prompt-definition.ts';
import { formShape, glossaryEntrySchema } from './summary-form.ts';

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
  promptDefinitionSchema,
  recordedDefinitionSchema,
]);
export type SummaryModelDefinition = z.infer<typeof summaryModelDefinitionSchema>;
export type SummaryModelDefinitionInput = z.input<typeof summaryModelDefinitionSchema>;
