/** Finds phrases of a list in texts. */
export interface PhraseFinder {
  /** The list's phrases that stand in a text, each once, in the order of their place. */
  find(text: string): string[];
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/**
 * Prepares a list of phrases: whole words, in any case, an `s` at the end or not, any white space between the words,
 * straight or curly apostrophes. A phrase is plain text, never a pattern.
 *
 * @example
 * createPhraseFinder(['various feature']).find('Asks about Various features.'); // ['various feature']
 */
export function createPhraseFinder(phrases: readonly string[]): PhraseFinder {
  const byKey = new Map<string, string>();
  for (const phrase of phrases) if (phrase.trim() !== '') byKey.set(keyOf(phrase), phrase);
  if (byKey.size === 0) return { find: () => [] };

  // Longest first: a pattern takes the first alternative that fits.
  const keys = [...byKey.keys()].sort((a, b) => b.length - a.length);
  const spaced = keys.filter((key) => !UNSPACED.test(key)).map(toSource);
  const sources = keys.filter((key) => UNSPACED.test(key)).map(toSource);
  if (spaced.length > 0) sources.push(`(?<![\\p{L}\\p{N}_])(?:${spaced.join('|')})s?(?![\\p{L}\\p{N}_])`);
  const pattern = new RegExp(sources.join('|'), 'giu');
  return {
    find(text) {
      const found = new Set<string>();
      for (const [match] of text.matchAll(pattern)) {
        const phrase = byKey.get(keyOf(match));
        if (phrase !== undefined) found.add(phrase);
      }
      return [...found];
    },
  };
}

function keyOf(phrase: string): string {
  const key = phrase.trim().toLowerCase().replace(/\s+/gu, ' ').replace(/’/gu, "'");
  return UNSPACED.test(key) ? key : key.replace(/(?<=\p{L}{2})s$/u, '');
}

function toSource(key: string): string {
  return key
    .replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
    .replace(/ /gu, String.raw`\s+`)
    .replace(/'/gu, "['’]");
}
