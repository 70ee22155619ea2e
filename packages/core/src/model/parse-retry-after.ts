/**
 * Reads how long a server asks to wait.
 *
 * @param header - the value of `Retry-After`: seconds (`"2"`, `"0.5"`) or an HTTP date.
 * @param now - milliseconds since 1970.
 * @returns milliseconds, at least 0; null if there is no header or it cannot be read.
 * @see RFC 9110, section 10.2.3
 */
export function parseRetryAfter(header: string | null | undefined, now = Date.now()): number | null {
  if (header === null || header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const instant = Date.parse(header);
  return Number.isNaN(instant) ? null : Math.max(0, instant - now);
}
