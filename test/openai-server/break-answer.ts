import type { FaultKind } from './fault.ts';
import { listCandidates } from './write-answer.ts';
import type { Schema } from './write-answer.ts';

/** Spoils the content of a sound answer as a model might. */
export function breakAnswer(
  answer: unknown,
  fault: FaultKind,
  { schema, prompt }: { schema: Schema; prompt: string },
): string {
  switch (fault) {
    case 'truncated-json':
    case 'cut-at-limit': {
      const text = JSON.stringify(answer);
      return text.slice(0, Math.max(1, Math.floor(text.length / 2)));
    }
    case 'schema-violation':
      return JSON.stringify(violate(answer, schema));
    case 'duplicate-names':
      return JSON.stringify(mapNames(answer, () => 'General assistance requests'));
    case 'foreign-names':
      return JSON.stringify(
        mapNames(answer, (text) =>
          listCandidates(prompt).includes(text) ? `${text} and everything else` : `Unheard-of ${text}`,
        ),
      );
    default:
      return JSON.stringify(answer);
  }
}

/** Breaks the first field's type and leaves out the last one. */
function violate(answer: unknown, schema: Schema): unknown {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return { unexpected: answer };
  const names = Object.keys((schema.properties ?? {}) as Schema);
  const broken: Record<string, unknown> = { ...answer };
  const [first] = names;
  if (first !== undefined) broken[first] = { instead: 'of what was asked' };
  if (names.length > 1) delete broken[names[names.length - 1]!];
  return broken;
}

function mapNames(value: unknown, change: (text: string) => string, name = ''): unknown {
  if (typeof value === 'string') return /name|title|label|assign|parent|candidate/i.test(name) ? change(value) : value;
  if (Array.isArray(value)) return value.map((item) => mapNames(item, change, name || 'name'));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapNames(item, change, key)]));
}
