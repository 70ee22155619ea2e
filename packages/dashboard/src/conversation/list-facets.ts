import type { ConversationQuery } from '../graphql/generated/graphql.ts';

export type ConversationSummary = NonNullable<ConversationQuery['conversation']>['summaries'][number];

/** The facets that a summary model filled, its custom fields included, as name and text. */
export function listFacets(summary: ConversationSummary): { name: string; value: string }[] {
  const custom = Object.entries((summary.fields ?? {}) as Record<string, unknown>);
  const facets: [string, unknown][] = [
    ['Request', summary.request],
    ['Topic', summary.topic],
    ['Languages', summary.languages],
    ['Task', summary.task],
    ['Concerning, 1 to 5', summary.concerningScore],
    ['Frustration, 1 to 5', summary.userFrustration],
    ['Assistant errors', summary.assistantErrors],
    ...custom,
    ['Embedded text', summary.embeddedText],
  ];
  return facets.flatMap(([name, value]) => {
    const text = formatFacet(value);
    return text === '' ? [] : [{ name, value: text }];
  });
}

function formatFacet(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(formatFacet).join(', ');
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
