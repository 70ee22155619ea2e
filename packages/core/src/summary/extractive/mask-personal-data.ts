/** What is masked, most specific first; a mask says what stood there, so that the sentence still reads. */
const MASKS: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g, '[key]'],
  // No more than an address may have before its @: a long text without spaces would be read again from each character.
  [/[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '[email]'],
  // JSON web tokens, and the prefixes that providers give their keys.
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[key]'],
  [
    /\b(?:sk|pk|rk|api|key|tok(?:en)?|gh[pousr]|github_pat|glpat|xox[abprs]|swy|srv|cli|AKIA|AIza)[-_]?(?=[\w-]*\d)[\w-]{16,}/g,
    '[key]',
  ],
  [/(?<=\b(?:bearer|password|passwd|secret|token|api[ _-]?key)["']?\s*[:=]?\s*["']?)(?=\S*\d)[\w./+=-]{8,}/gi, '[key]'],
  [/\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{32,}\b/gi, '[key]'],
  [/(?<![\w.])\+\d(?:[ .()-]{0,2}\d){7,14}\b/g, '[phone]'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b/g, '[account number]'],
  [/\b(?:\d[ -]?){12,18}\d\b/g, '[number]'],
  [/\b\d{3}-\d{2}-\d{4}\b/g, '[number]'],
  [/\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b/g, '[address]'],
  [/(?<![\w.:/-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]\d{2,4}){2,4}(?![\w.:/-]*\d)/g, '[phone]'],
];

const DATE_LIKE = /^(?:\d{4}[.-]\d{1,2}[.-]\d{1,2}|\d{1,2}[.-]\d{1,2}[.-]\d{4})/;

/**
 * Replaces e-mail addresses, phone and account numbers, IP addresses and keys by what they are: `[email]`.
 *
 * Finds what has a form. Names of people have none and stay.
 */
export function maskPersonalData(text: string): string {
  let masked = text;
  for (const [pattern, mask] of MASKS) {
    masked = masked.replace(pattern, (found) => (mask === '[phone]' && DATE_LIKE.test(found) ? found : mask));
  }
  return masked;
}
