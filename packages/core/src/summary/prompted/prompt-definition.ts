import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import { glossaryEntrySchema, wordRangeSchema } from '../summary-form.ts';
import { FACET_NAMES } from './facet.ts';
import type { FacetName } from './facet.ts';
import { findPromptFault } from './prompt-template.ts';

const describable = { description: z.string().trim().max(500).optional() };
const scalarFields = [
  z.strictObject({
    type: z.literal('string'),
    enum: z.array(z.string().min(1)).min(1).max(100).optional(),
    ...describable,
  }),
  z.strictObject({
    type: z.enum(['number', 'integer']),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    ...describable,
  }),
  z.strictObject({ type: z.literal('boolean'), ...describable }),
] as const;

/** One extra field: a string, an enumeration, a number, a boolean, or a list of those. */
const fieldSchema = z.union([
  ...scalarFields,
  z.strictObject({
    type: z.literal('array'),
    items: z.union(scalarFields),
    maxItems: z.int().min(1).max(100).optional(),
    ...describable,
  }),
]);

const FIELD_NAME = /^[a-z][\w]{0,39}$/i;

/** A closed JSON schema of the extra fields, all of them required. */
const fieldsSchema = z
  .strictObject({
    type: z.literal('object'),
    properties: z.record(
      z.string().regex(FIELD_NAME, 'expected a name of at most 40 letters, digits and _'),
      fieldSchema,
    ),
    required: z.array(z.string()),
    additionalProperties: z.literal(false, 'expected false: an open schema lets the model invent fields'),
  })
  .superRefine(({ properties, required }, context) => {
    for (const name of Object.keys(properties)) {
      if (!required.includes(name)) {
        context.addIssue({
          code: 'custom',
          path: ['required'],
          message: `expected every field to be required, "${name}" is missing`,
        });
      }
      if (name === 'summary' || FACET_NAMES.includes(name as FacetName)) {
        context.addIssue({
          code: 'custom',
          path: ['properties', name],
          message: 'expected another name than that of a facet',
        });
      }
    }
    for (const name of required) {
      if (!Object.hasOwn(properties, name)) {
        context.addIssue({
          code: 'custom',
          path: ['required'],
          message: `expected a field named "${name}" in properties`,
        });
      }
    }
  });

const NO_FIELDS = { type: 'object' as const, properties: {}, required: [], additionalProperties: false as const };

/**
 * A summary model that asks a language model, with a prompt that the user writes as a Liquid template.
 *
 * Variables: `conversation` (all messages as text), `context` (the first message), `messages` (for loops: `role`,
 * `content`), `glossary` (one line an entry) and `glossary_entries` (for loops: `name`, `aliases`, `description`).
 */
export const promptDefinitionSchema = z
  .strictObject({
    kind: z.literal('prompt'),
    provider: z.literal('openai').default('openai'),
    modelId: z.string().trim().min(1).max(200).default('gpt-4o-mini'),
    prompt: z.string().min(1).max(20_000),
    /** Which of the facets are asked for besides the summary. */
    facets: z.array(z.enum(FACET_NAMES)).max(FACET_NAMES.length).default([]),
    /** Further fields, kept under their names in `Summary.fields`. */
    fields: fieldsSchema.default(NO_FIELDS),
    glossary: z.array(glossaryEntrySchema).max(2000).default([]),
    /** The word range that summaries are asked for and checked against; null for none. */
    words: wordRangeSchema.nullable().default(null),
    /** A summary must begin with one of these; empty for no rule. */
    openings: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
    /** A summary must not contain any of these, whatever their case. */
    bannedPhrases: z.array(z.string().trim().min(1).max(80)).max(100).default([]),
    maxSentences: z.int().min(1).max(10).default(2),
    temperature: z.number().min(0).max(2).default(0.2),
    maxOutputTokens: z.int().min(50).max(32_000).default(1024),
    /** A longer conversation is cut at its turns: first and last ones stay. */
    maxConversationTokens: z.int().min(200).max(1_000_000).default(8000),
  })
  .superRefine(({ prompt, facets, fields }, context) => {
    const fault = findPromptFault(prompt);
    if (fault !== null) context.addIssue({ code: 'custom', path: ['prompt'], message: fault });
    for (const name of [...facets, ...Object.keys(fields.properties)]) {
      // A field that only the schema names is filled with guesses: Kura's prompt forgets `topic`.
      if (!prompt.includes(name)) {
        context.addIssue({
          code: 'custom',
          path: ['prompt'],
          message: `expected it to ask for the field "${name}" by its name`,
        });
      }
    }
  });

export type PromptDefinition = z.infer<typeof promptDefinitionSchema>;
export type PromptDefinitionInput = z.input<typeof promptDefinitionSchema>;

/** The extra fields' schemas by name. */
export function listFields({ fields }: PromptDefinition): [name: string, schema: JsonObject][] {
  return Object.entries(fields.properties).map(([name, schema]) => [name, schema as JsonObject]);
}
