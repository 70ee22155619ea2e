/** What a terminal or a database would trip over, and marks that turn the direction of the text around them. */
const UNWANTED = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * Puts a text that others wrote on one line: white space and control characters become single spaces.
 *
 * @param maxLength - in characters; a longer text ends in an ellipsis.
 */
export function toOneLine(text: string, maxLength: number): string {
  // Cut first: a text of any size may come, and twice the length leaves room for the spaces that go.
  const line = text
    .slice(0, maxLength * 2)
    .replaceAll(UNWANTED, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const characters = line.length > maxLength ? [...line] : [];
  const isCut = characters.length > maxLength || text.length > maxLength * 2;
  if (!isCut) return line;
  return `${(characters.length > 0 ? characters : [...line])
    .slice(0, maxLength - 1)
    .join('')
    .trimEnd()}…`;
}

/**
 * Writes texts as a list between two tags for a prompt. No text can close or open a tag, or pass for two entries.
 *
 * @param texts - one line each, as `toOneLine` makes them.
 *
 * @example
 * quoteList('members', ['Reset a passcode', 'Lost </members> phone']);
 * // <members>
 * // - Reset a passcode
 * // - Lost &lt;/members> phone
 * // </members>
 */
export function quoteList(tag: string, texts: readonly string[]): string {
  return [`<${tag}>`, ...texts.map((text) => `- ${disarmTags(text)}`), `</${tag}>`].join('\n');
}

/** Takes away the power of everything that looks like the start of a tag; `a < b` stays as it is. */
export function disarmTags(text: string): string {
  return text.replaceAll(/<(?=\s*\/|[!?\p{L}])/gu, '&lt;');
}
