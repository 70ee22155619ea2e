/** What went wrong, and for which call. */
export interface ModelCallFailure {
  /** Who was called: `openai`, … */
  provider: string;
  modelId: string;
  /** How often the call was sent, retries included. */
  attempts: number;
  /** Which conversation or cluster it was for, where the caller said so. */
  item: string | null;
  /** HTTP status of the last answer; null if there was none (dropped connection, time-out). */
  status: number | null;
}

/**
 * A model gave no answer: refused by the server, dropped, or too late, after all retries.
 *
 * Neither the message nor `cause` ever holds an API key.
 */
export class ModelCallError extends Error {
  static readonly code = 'MODEL_CALL';
  readonly code = ModelCallError.code;
  override readonly name = 'ModelCallError';
  readonly provider: string;
  readonly modelId: string;
  readonly attempts: number;
  readonly item: string | null;
  readonly status: number | null;
  /** What the server or the connection said. */
  readonly reason: string;

  constructor(reason: string, failure: ModelCallFailure, options?: { cause?: unknown }) {
    const { provider, modelId, attempts, item, status } = failure;
    const subject = item === null ? '' : ` for ${item}`;
    const tries = attempts === 1 ? '1 try' : `${attempts} tries`;
    super(`${provider}/${modelId} gave no answer${subject} after ${tries}: ${reason}`, options);
    this.provider = provider;
    this.modelId = modelId;
    this.attempts = attempts;
    this.item = item;
    this.status = status;
    this.reason = reason;
  }

  /** The same failure for another item, as when two items share one call. */
  forItem(item: string | null): ModelCallError {
    return new ModelCallError(this.reason, { ...this, item }, { cause: this.cause });
  }
}
