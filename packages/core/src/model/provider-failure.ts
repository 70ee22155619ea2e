export interface ProviderFailureDetails {
  /** HTTP status, or null if there was no answer at all. */
  status?: number | null;
  /** Whether the same call may succeed later. */
  isRetryable: boolean;
  /** How long the server asked to wait, in milliseconds. */
  retryAfterMs?: number | null;
}

/** One try of one call failed. The model client decides whether to try again. Its message holds no API key. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
  readonly status: number | null;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | null;

  constructor(message: string, { status = null, isRetryable, retryAfterMs = null }: ProviderFailureDetails) {
    super(message);
    this.status = status;
    this.isRetryable = isRetryable;
    this.retryAfterMs = retryAfterMs;
  }
}
