import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callWithRetry } from './call-with-retry.ts';
import { ProviderFailure } from './provider-failure.ts';

const options = { retries: 3, baseDelayMs: 100, maxDelayMs: 300, maxRetryAfterMs: 5000, timeoutMs: 1000 };
const overloaded = (retryAfterMs: number | null = null): ProviderFailure =>
  new ProviderFailure('overloaded', { status: 503, isRetryable: true, retryAfterMs });

async function timesOfTries(failure: () => ProviderFailure): Promise<{ times: number[]; error: unknown }> {
  const start = performance.now();
  const times: number[] = [];
  const outcome = callWithRetry(async () => {
    times.push(Math.round(performance.now() - start));
    throw failure();
  }, options).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(60_000);
  return { times, error: await outcome };
}

describe('callWithRetry', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    // The longest jitter, so that the waits are the ceilings: 100, 200, 300 ms.
    vi.spyOn(Math, 'random').mockReturnValue(1);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('doubles the wait up to its ceiling, then gives up with the number of tries', async () => {
    const { times, error } = await timesOfTries(() => overloaded());
    expect(times).toEqual([0, 100, 300, 600]);
    expect(error).toMatchObject({ attempts: 4, failure: { status: 503 } });
  });

  it('waits at least as long as the server asks', async () => {
    const { times } = await timesOfTries(() => overloaded(1000));
    expect(times).toEqual([0, 1100, 2300, 3600]);
  });

  it('gives up at once when the server asks for too long a wait', async () => {
    expect(await timesOfTries(() => overloaded(5001))).toMatchObject({ times: [0], error: { attempts: 1 } });
  });

  it('gives up at once on a failure that waiting does not cure', async () => {
    const refused = new ProviderFailure('HTTP 401', { status: 401, isRetryable: false });
    expect(await timesOfTries(() => refused)).toMatchObject({ times: [0], error: { attempts: 1 } });
  });

  it('cuts off a try that takes too long, even one that ignores its signal', async () => {
    let tries = 0;
    const outcome = callWithRetry(async () => {
      tries++;
      return tries === 1 ? new Promise<string>(() => {}) : 'answer';
    }, options);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await outcome).toEqual({ value: 'answer', attempts: 2 });
  });

  it('stops waiting when it is cancelled', async () => {
    const controller = new AbortController();
    const outcome = callWithRetry(() => Promise.reject(overloaded(4000)), {
      ...options,
      signal: controller.signal,
    }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    controller.abort('cancelled');
    expect(await outcome).toBe('cancelled');
    expect(vi.getTimerCount()).toBe(0);
  });
});
