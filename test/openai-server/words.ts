import { createHash } from 'node:crypto';

const COMMON = new Set(
  (
    'about above after again all also and any are assistant because been before being but can cannot could did does doing ' +
    'don down each few for from further get had has have having her here hers him his how into its just know let like make ' +
    'more most need needs not now off once only other our out over own please same she should some such than thank thanks ' +
    'that the their them then there these they this those through too try under until use user users using very want was were ' +
    'what when where which while who why will with would you your conversation conversations message messages summary summaries ' +
    'cluster clusters name names description system following content text hello role json schema choose candidate candidates parent assign'
  ).split(' '),
);

/** The words that carry a text's meaning, most frequent first, then in order of appearance. */
export function keywords(text: string, count: number): string[] {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}][\p{L}\p{N}]{2,}/gu)) {
    if (!COMMON.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([word]) => word);
}

/**
 * What a prompt is about, without its instructions: the text inside its tags, where it has any, without the names that it
 * offers to choose from.
 */
export function subjectOf(prompt: string, candidates: readonly string[]): string {
  const fenced = [...prompt.matchAll(/<([a-z][\w-]*)[^>]*>([\s\S]*?)<\/\1>/gi)].map(([, , inner]) => inner ?? '');
  let subject = fenced.join('').trim() === '' ? prompt : fenced.join('\n');
  for (const name of candidates) subject = subject.replace(name, ' ');
  return subject;
}

/** A number in [0, 1) that depends on the text alone. */
export function fractionOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0) / 2 ** 32;
}

/** Servers count in tokens of about four characters. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
