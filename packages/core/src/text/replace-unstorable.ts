/**
 * Replaces what no database and no UTF-8 file can hold, NUL and lone surrogates, by U+FFFD.
 *
 * `\p{Surrogate}` with the u flag matches a surrogate only where it has no partner.
 */
export function replaceUnstorable(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\uFFFD');
}
