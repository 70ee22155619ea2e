import PQueue from 'p-queue';
import type { TokenUsage } from './language-model.ts';
import { createTokenBucket } from './token-bucket.ts';
import type { TokenBucket } from './token-bucket.ts';

export interface LaneLimits {
  /** Calls under way at once, waiting between retries included. */
  concurrency: number;
  /** Null for no limit. */
  requestsPerMinute: number | null;
  /** Input tokens plus the longest possible output, as servers count them. Null for no limit. */
  tokensPerMinute: number | null;
}

/**
 * The way to one model on one server, which is what servers set limits for.
 *
 * A call keeps its place while it waits for a retry. So at most `concurrency` calls ever knock at an overloaded server,
 * and the others do not use up their retries in the meantime.
 */
export class CallLane {
  readonly #queue: PQueue;
  readonly #requests: TokenBucket;
  /** Null without a limit, so that no tokens need be counted. */
  readonly #tokens: TokenBucket | null;

  constructor({ concurrency, requestsPerMinute, tokensPerMinute }: LaneLimits) {
    this.#queue = new PQueue({ concurrency });
    this.#requests = createTokenBucket(requestsPerMinute);
    this.#tokens = tokensPerMinute === null ? null : createTokenBucket(tokensPerMinute);
  }

  /** Runs `work` when there is a place. @throws the signal's reason, at once, also while waiting. */
  enter<T>(work: () => Promise<T>, { signal, isUrgent }: { signal?: AbortSignal; isUrgent: boolean }): Promise<T> {
    return this.#queue.add(work, { signal, priority: isUrgent ? 1 : 0 });
  }

  /** Waits until one more request may be sent. To be called before every try. */
  async admit(estimate: () => TokenUsage, signal?: AbortSignal): Promise<void> {
    await this.#requests.take(1, signal);
    await this.#tokens?.take(total(estimate()), signal);
  }

  /** Corrects the estimate once the real numbers are known. */
  settle(estimate: () => TokenUsage, actual: TokenUsage): void {
    this.#tokens?.giveBack(total(estimate()) - total(actual));
  }
}

const total = ({ inputTokens, outputTokens }: TokenUsage): number => inputTokens + outputTokens;
