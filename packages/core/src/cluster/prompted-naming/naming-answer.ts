import { z } from 'zod';
import { toOneLine } from '../../model/quote-text.ts';
import type { ClusterName } from '../cluster.ts';

const MAX_WORDS = 10;
const MAX_NAME_LENGTH = 100;
const MAX_DESCRIPTION_LENGTH = 600;
const SLUG_WORDS = 3;

/** What a model is asked for. Its descriptions are part of what the model reads. */
export const namingAnswerSchema = z.strictObject({
  name: z
    .string()
    .refine(isShortName, `expected 1 to ${MAX_WORDS} words and at most ${MAX_NAME_LENGTH} characters`)
    .describe(`What the users want, as a command of at most ${MAX_WORDS} words: "Debug stale flag values".`),
  description: z
    .string()
    .refine((text) => toOneLine(text, MAX_DESCRIPTION_LENGTH) !== '', 'expected two sentences, got no text')
    .describe('Two sentences in the past tense: what the users asked for, and what was special about it.'),
  slug: z.string().describe('Three words in lower case, joined by underscores: "stale_flag_values".'),
});
type NamingAnswer = z.infer<typeof namingAnswerSchema>;

function isShortName(name: string): boolean {
  const line = toOneLine(name, MAX_NAME_LENGTH + 1);
  return line !== '' && line.length <= MAX_NAME_LENGTH && line.split(' ').length <= MAX_WORDS;
}

/** The answer as a name to show: one line each, no full stop after the name, the slug in three plain words. */
export function toClusterName({ name, description, slug }: NamingAnswer): ClusterName {
  const line = toOneLine(name, MAX_NAME_LENGTH);
  const clean = line.replaceAll(/^["'“`]+|["'”`.]+$/g, '').trim() || line;
  return { name: clean, description: toOneLine(description, MAX_DESCRIPTION_LENGTH), slug: toSlug(slug, clean) };
}

/** Words of the slug, filled up with those of the name where the model gave fewer than three. */
function toSlug(slug: string, name: string): string {
  const words = [...listWords(slug.slice(0, 200)), ...listWords(name)];
  const distinct = [...new Set(words)].slice(0, SLUG_WORDS);
  return distinct.length === 0 ? 'cluster' : distinct.join('_');
}

function listWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}]{1,30}/gu) ?? [];
}
