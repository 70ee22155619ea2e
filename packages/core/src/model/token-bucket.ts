import { sleep } from './sleep.ts';

/** Lets through at most so many units a minute, in the order of asking. */
export interface TokenBucket {
  /** Waits until `amount` units may be used. @throws the signal's reason; what was reserved is given back. */
  take(amount: number, signal?: AbortSignal): Promise<void>;
  /** Gives back units that turned out not to be needed; a negative amount takes more, without waiting. */
  giveBack(amount: number): void;
}

/** A tenth of the minute's units may be used at once; the rest flows in evenly, so no minute ever sees more. */
const BURST_SHARE = 0.1;

/**
 * Creates a token bucket.
 *
 * An amount larger than the burst waits until it has flowed in whole. Callers are served in order because each one
 * reserves its units when it asks and only then waits for them.
 *
 * @param perMinute - units in any 60 seconds; null for no limit.
 */
export function createTokenBucket(perMinute: number | null): TokenBucket {
  if (perMinute === null) return { take: async () => {}, giveBack: () => {} };
  const capacity = Math.max(1, perMinute * BURST_SHARE);
  const perMs = Math.max(perMinute - capacity, perMinute * BURST_SHARE) / 60_000;
  let level = capacity;
  let filledAt = performance.now();

  const fill = (): void => {
    const now = performance.now();
    level = Math.min(capacity, level + (now - filledAt) * perMs);
    filledAt = now;
  };
  const giveBack = (amount: number): void => {
    fill();
    level = Math.min(capacity, level + amount);
  };
  return {
    giveBack,
    async take(amount, signal) {
      signal?.throwIfAborted();
      fill();
      level -= amount;
      if (level >= 0) return;
      try {
        await sleep(Math.ceil(-level / perMs), signal);
      } catch (error) {
        giveBack(amount);
        throw error;
      }
    },
  };
}
