/** A text without the one character that PostgreSQL keeps in no text. What models answer may hold it. */
export function toStorableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
