import { createHash } from 'node:crypto';

/**
 * A stable name for a JSON value: SHA-256 over its canonical form (object keys sorted, `undefined` left out).
 *
 * @returns 64 hex digits. Equal values give equal fingerprints whatever the order of their keys.
 * @throws {TypeError} for a value that JSON cannot hold (a function, NaN, an infinite number).
 * @example
 * fingerprint({ seed: 42, k: 56 }) === fingerprint({ k: 56, seed: 42 }); // true
 */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`A fingerprint needs finite numbers, got ${value}.`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${entries.join(',')}}`;
  }
  throw new TypeError(`A fingerprint needs a JSON value, got ${typeof value}.`);
}
