import type { z } from 'zod';

/** What is wrong with an input, one fault after the other: `definition.words.min: expected … ; …`. */
export function explainIssues(root: string, error: z.ZodError): string {
  return error.issues.map((issue) => `${[root, ...issue.path].join('.')}: ${issue.message}`).join('; ');
}
