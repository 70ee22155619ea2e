import { fractionOf, keywords, subjectOf } from './words.ts';

export type Schema = Record<string, unknown>;

const VERBS = ['Debug', 'Configure', 'Explain', 'Compare', 'Migrate', 'Improve', 'Automate', 'Design', 'Write', 'Plan'];

/**
 * Writes a JSON value that fits a schema, from the words of the prompt. The same prompt and schema give the same value.
 *
 * @param prompt - what the user's messages say.
 */
export function writeAnswer(schema: Schema, prompt: string): unknown {
  return fill(schema, { prompt, subject: subjectOf(prompt, listCandidates(prompt)), root: schema, name: '', salt: '' });
}

interface Place {
  prompt: string;
  /** The prompt without its instructions. */
  subject: string;
  root: Schema;
  /** The field's name, which tells what kind of text is wanted. */
  name: string;
  /** Tells items of a list apart. */
  salt: string;
}

function fill(schema: Schema, place: Place): unknown {
  if (typeof schema.$ref === 'string') return fill(resolve(place.root, schema.$ref), place);
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return chooseValue(schema.enum, place);
  const options = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(options)) return fill(preferNonNull(options as Schema[]), place);
  const type = Array.isArray(schema.type) ? (schema.type.find((one) => one !== 'null') ?? 'null') : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, field]) => [
          name,
          fill(field, { ...place, name }),
        ]),
      );
    case 'array':
      return fillList(schema, place);
    case 'integer':
      return Math.floor(numberBetween(schema, place, 1));
    case 'number':
      return numberBetween(schema, place, 0);
    case 'boolean':
      return fractionOf(`${place.name}${place.salt}${place.prompt}`) < 0.5;
    case 'null':
      return null;
    default:
      return writeText(schema, place);
  }
}

function fillList(schema: Schema, place: Place): unknown[] {
  const least = Number(schema.minItems ?? 0);
  const most = Number(schema.maxItems ?? Math.max(least, 10));
  const wanted = Number(/(\d+)\s+(?:\w+\s+)?(?:names|items|topics|groups|categories)/i.exec(place.prompt)?.[1] ?? 2);
  const count = Math.min(most, Math.max(least, wanted));
  return Array.from({ length: count }, (_, i) =>
    fill((schema.items ?? {}) as Schema, { ...place, salt: `${place.salt}${i}` }),
  );
}

function numberBetween(schema: Schema, { name, salt, prompt }: Place, step: number): number {
  const low = Number(
    schema.minimum ?? Number(schema.exclusiveMinimum ?? 0) + (schema.exclusiveMinimum === undefined ? 0 : step),
  );
  const high = Number(schema.maximum ?? schema.exclusiveMaximum ?? low + 4);
  return low + fractionOf(`${name}${salt}${prompt}`) * (high - low + (schema.maximum === undefined ? 0 : step));
}

function writeText(schema: Schema, place: Place): string {
  const text = composeText(place);
  const most = Number(schema.maxLength ?? 4000);
  return text.length <= most ? text : text.slice(0, most);
}

function composeText({ prompt, subject, name, salt }: Place): string {
  const candidates = listCandidates(prompt);
  if (/assign|parent|candidate|higher|chosen|choice/i.test(name) && candidates.length > 0) {
    return String(nearestTo(candidates, subject));
  }
  const words = keywords(subject, 12);
  const at = (i: number): string => words[i % Math.max(1, words.length)] ?? 'something';
  const shift = salt === '' ? 0 : Number(salt) * 2;
  if (/slug/i.test(name)) return [at(0), at(1), at(2)].join('_');
  if (/name|title|label|topic/i.test(name) || salt !== '') {
    const verb = VERBS[Math.floor(fractionOf(`${salt}${prompt}`) * VERBS.length)];
    return `${verb} ${at(shift)} ${at(shift + 1)} and ${at(shift + 2)}`;
  }
  if (/description/i.test(name))
    return `Users worked on ${at(0)} and ${at(1)}. They asked about ${at(2)} and ${at(3)}.`;
  if (/summary/i.test(name)) {
    return `The user asked for help with ${at(0)} and ${at(1)} because ${at(2)} did not fit ${at(3)}, and wanted ${at(4)} to work with ${at(5)}.`;
  }
  return `The user is working with ${at(0)}, ${at(1)} and ${at(2)}.`;
}

/** The names that a prompt offers to choose from: a list below a line that speaks of candidates or options. */
export function listCandidates(prompt: string): string[] {
  const tagged = [...prompt.matchAll(/<candidate[^>]*>([^<]+)<\/candidate>/gi)].map(([, name]) => name!.trim());
  if (tagged.length > 0) return tagged;
  const lines = prompt.split('\n');
  const start = lines.findIndex((line) =>
    /candidate|options|categories|choose (?:from|one)|higher[- ]level/i.test(line),
  );
  if (start < 0) return [];
  const names: string[] = [];
  for (const line of lines.slice(start + 1)) {
    const item = /^\s*(?:[-*•]|\d+[.)])\s+(.+?)\s*$/.exec(line)?.[1];
    if (item !== undefined) names.push(item.replaceAll(/^["'`]|["'`]$/g, ''));
    else if (names.length > 0 && line.trim() !== '') break;
  }
  return names;
}

function chooseValue(values: readonly unknown[], { subject, name, salt, prompt }: Place): unknown {
  if (values.some((value) => typeof value === 'string' && value.includes(' '))) return nearestTo(values, subject);
  return values[Math.floor(fractionOf(`${name}${salt}${prompt}`) * values.length)];
}

/** Enough of a word to know its plural and its verb. */
const stem = (word: string): string => word.slice(0, 4);

/** The value that shares most words with the subject; the subject's hash decides between equals. */
function nearestTo(values: readonly unknown[], subject: string): unknown {
  const known = new Set(keywords(subject, 500).map(stem));
  const overlap = (value: unknown): number =>
    keywords(String(value), 50).filter((word) => known.has(stem(word))).length;
  return [...values].sort(
    (a, b) => overlap(b) - overlap(a) || fractionOf(`${String(a)}${subject}`) - fractionOf(`${String(b)}${subject}`),
  )[0];
}

function preferNonNull(options: readonly Schema[]): Schema {
  return options.find(({ type }) => type !== 'null') ?? options[0] ?? {};
}

function resolve(root: Schema, reference: string): Schema {
  let target: unknown = root;
  for (const part of reference.split('/').slice(1)) target = (target as Schema)[part];
  return target as Schema;
}
