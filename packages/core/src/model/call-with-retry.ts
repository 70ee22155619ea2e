import { ProviderFailure } from './provider-failure.ts';
import { sleep } from './sleep.ts';

export interface RetryOptions {
  /** Tries after the first. */
  retries: number;
  /** The first wait is random in 0 … this many milliseconds; every further one doubles the upper end. */
  baseDelayMs: number;
  /** The upper end never grows beyond this. */
  maxDelayMs: number;
  /** A server that asks for a longer wait than this is not asked again. */
  maxRetryAfterMs: number;
  /** One try may take this long, the answer's body included. */
  timeoutMs: number;
}

export interface RetryOutcome<T> {
  value: T;
  attempts: number;
}

/** The last failure and how many tries were made. */
export class RetriesExhausted extends Error {
  override readonly name = 'RetriesExhausted';
  readonly attempts: number;
  readonly failure: ProviderFailure;

  constructor(failure: ProviderFailure, attempts: number) {
    super(failure.message);
    this.failure = failure;
    this.attempts = attempts;
  }
}

/**
 * Tries a call until it succeeds: exponential back-off with full jitter, at least as long as the server's `Retry-After`.
 *
 * @param attempt - one try. Its signal is aborted when the time is up or the caller gives up.
 * @param options.admit - awaited before every try; its time does not count as the try's.
 * @throws {RetriesExhausted} when the failure cannot be retried or no tries are left.
 * @throws the signal's reason when it is aborted; any error that is not a ProviderFailure passes through.
 * @see Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015
 */
export async function callWithRetry<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  { signal, admit, ...options }: RetryOptions & { signal?: AbortSignal; admit?: () => Promise<void> },
): Promise<RetryOutcome<T>> {
  for (let attempts = 1; ; attempts++) {
    await admit?.();
    try {
      return { value: await attemptInTime(attempt, options.timeoutMs, signal), attempts };
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof ProviderFailure)) throw error;
      const retryAfterMs = error.retryAfterMs ?? 0;
      if (!error.isRetryable || attempts > options.retries || retryAfterMs > options.maxRetryAfterMs) {
        throw new RetriesExhausted(error, attempts);
      }
      const ceiling = Math.min(options.maxDelayMs, options.baseDelayMs * 2 ** (attempts - 1));
      // Jitter decides when a call is sent and never what comes back, so it is not drawn from the run's seed.
      await sleep(retryAfterMs + Math.random() * ceiling, signal);
    }
  }
}

async function attemptInTime<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stop = (): void => controller.abort(signal?.reason);
  // Not AbortSignal.any: on Node 20 it keeps every short signal alive as long as the long one.
  signal?.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(() => {
    controller.abort(new ProviderFailure(`no whole answer within ${timeoutMs} ms`, { isRetryable: true }));
  }, timeoutMs);
  const stopped = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  try {
    // A provider that ignores its signal must not hold up a cancelled run.
    return await Promise.race([attempt(controller.signal), stopped]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}
