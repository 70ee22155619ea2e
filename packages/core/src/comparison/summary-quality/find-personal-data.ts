export type PersonalDataKind = 'email' | 'phone' | 'key' | 'card';

export interface PersonalDataHit {
  kind: PersonalDataKind;
  text: string;
  /** Characters before it. */
  index: number;
}

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const KEYS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
  // JSON web tokens, and the prefixes that providers give their keys.
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\b(?:sk|pk|rk|gh[pousr]|github_pat|glpat|xox[abprs]|hf)[-_](?=[\w-]*\d)[\w-]{16,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  // Hexadecimal secrets: 40 digits is W&B's and GitHub's old form; a content hash has the same look.
  /\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{32,64}\b/gi,
  /(?<=\b(?:bearer|password|passwd|secret|token|api[ _-]?key)["']?\s*[:=]\s*["']?)(?=[\w./+=-]*\d)[\w./+=-]{8,}/gi,
];
const CARD = /(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w.]*\d)/g;
const PHONE =
  /(?<![\w.:/+-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]?\d{2,4}){1,4}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[ .-]\d{3}[ .-]\d{4})(?![\w/-]|[.:]\d)/g;

/**
 * Finds e-mail addresses, phone numbers, key-like strings and payment card numbers by their form.
 *
 * A card number must pass its checksum; a phone number begins with `+` or stands in North American groups (other
 * countries' local numbers look like any number and are passed over). Names of people have no form and are not found.
 *
 * @returns in the order of their place; what is part of another hit is left out.
 * @example
 * findPersonalData('Mail ada@example.org'); // [{ kind: 'email', text: 'ada@example.org', index: 5 }]
 */
export function findPersonalData(text: string): PersonalDataHit[] {
  const hits: PersonalDataHit[] = [];
  const add = (kind: PersonalDataKind, pattern: RegExp, isHit: (found: string) => boolean): void => {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const end = index + found.length;
      const overlaps = hits.some((hit) => index < hit.index + hit.text.length && hit.index < end);
      if (!overlaps && isHit(found)) hits.push({ kind, text: found, index });
    }
  };
  if (text.includes('@')) add('email', EMAIL, () => true);
  for (const pattern of KEYS) add('key', pattern, () => true);
  if (/\d/.test(text)) {
    add('card', CARD, isCardNumber);
    add('phone', PHONE, hasPhoneLength);
  }
  return hits.sort((a, b) => a.index - b.index);
}

/**
 * Whether a number of 13 to 19 digits passes the checksum of payment cards.
 *
 * @see Luhn, "Computer for Verifying Numbers", US patent 2,950,048, 1960
 */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Up to fifteen digits by ITU-T E.164; fewer than nine are more often something else. */
function hasPhoneLength(text: string): boolean {
  const { length } = text.replace(/\D/g, '');
  return length >= 9 && length <= 15;
}
