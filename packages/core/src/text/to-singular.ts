/**
 * Cuts the plural from an English word of plain letters; other words come back as they are.
 *
 * @param word - in lower case.
 * @see Harman, "How effective is suffixing?", 1991 (the S stemmer)
 */
export function toSingular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || !/^[a-z]+$/.test(word) || /(?:ss|us|is)$/.test(word)) return word;
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:x|ch|sh|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}
