import { APIConnectionError, APIError } from 'openai';
import { parseRetryAfter } from '../parse-retry-after.ts';
import { ProviderFailure } from '../provider-failure.ts';

/** Refusals with status 429 that waiting does not cure. */
const EXHAUSTED = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']);
const MAX_MESSAGE_LENGTH = 500;

/**
 * Turns whatever the `openai` package threw into a failure that says whether to try again.
 *
 * The original is not kept as `cause`: it holds headers and bodies in which a key may be repeated.
 *
 * @param redact - removes secrets from the server's words.
 */
export function toProviderFailure(error: unknown, redact: (text: string) => string): ProviderFailure {
  if (error instanceof APIError && error.status !== undefined) {
    const status: number = error.status;
    const isExhausted = EXHAUSTED.has(String(error.code)) || EXHAUSTED.has(String(error.type));
    return new ProviderFailure(`HTTP ${shorten(redact(error.message))}`, {
      status,
      isRetryable: !isExhausted && (status === 408 || status === 409 || status === 429 || status >= 500),
      retryAfterMs: readRetryAfter(error.headers),
    });
  }
  // fetch reports a dropped connection in a chain of causes; the innermost one says what happened.
  const reason =
    error instanceof APIConnectionError || error instanceof TypeError ? 'connection failed' : 'unreadable answer';
  return new ProviderFailure(shorten(redact(`${reason}: ${innermostMessage(error)}`)), { isRetryable: true });
}

function readRetryAfter(headers: Headers | undefined): number | null {
  const milliseconds = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  return parseRetryAfter(headers?.get('retry-after'));
}

function innermostMessage(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause;
  return innermost instanceof Error ? innermost.message : String(innermost);
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= MAX_MESSAGE_LENGTH ? line : `${line.slice(0, MAX_MESSAGE_LENGTH)}…`;
}
