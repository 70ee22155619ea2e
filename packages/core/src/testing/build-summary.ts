import type { Summary } from '../summary/summary.ts';

/** Builds a summary for a test; facets that are not given are null. */
export function buildSummary(summary: string, rest: Partial<Summary> = {}): Summary {
  return {
    chatId: 'chat-1',
    summary,
    request: null,
    topic: null,
    languages: null,
    task: null,
    concerningScore: null,
    userFrustration: null,
    assistantErrors: null,
    fields: {},
    ...rest,
  };
}
