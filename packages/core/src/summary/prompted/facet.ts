import { z } from 'zod';

/** Kura's facets besides the summary itself, as a model is asked for them. Descriptions are part of what it reads. */
export const facetSchemas = {
  request: z
    .string()
    .min(1)
    .describe(
      'What the user asks the assistant to do, in one sentence beginning with "The user\'s overall request for the assistant is to".',
    ),
  topic: z.string().min(1).describe('The subject in two to five words.'),
  languages: z
    .array(z.string().min(1))
    .max(20)
    .describe('Natural and programming languages that are used, as lower case English names.'),
  task: z
    .string()
    .min(1)
    .describe('The work that the assistant is given, in one sentence beginning with "The task is to".'),
  concerningScore: z.int().min(1).max(5).describe('1 harmless to 5 urgent concern.'),
  userFrustration: z.int().min(1).max(5).describe('1 content to 5 extremely frustrated.'),
  assistantErrors: z
    .array(z.string().min(1))
    .max(20)
    .describe('What the assistant got wrong, one entry each; empty if nothing.'),
} as const;

export const FACET_NAMES = Object.keys(facetSchemas) as FacetName[];
export type FacetName = keyof typeof facetSchemas;
