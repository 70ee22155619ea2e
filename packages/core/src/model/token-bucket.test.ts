import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTokenBucket } from './token-bucket.ts';

describe('createTokenBucket', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => vi.useRealTimers());

  it('lets through no more than the limit in any minute, and all of it in time', async () => {
    const bucket = createTokenBucket(60);
    const sentAt: number[] = [];
    const start = performance.now();
    const calls = Array.from({ length: 150 }, async () => {
      await bucket.take(1);
      sentAt.push(performance.now() - start);
    });
    await vi.advanceTimersByTimeAsync(180_000);
    await Promise.all(calls);
    for (const from of sentAt) {
      expect(sentAt.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(60);
    }
    // A burst of 6, then 54 a minute: the 150th comes after (150 − 6) / 54 minutes = 160 s.
    expect(Math.max(...sentAt)).toBeCloseTo(160_000, -1);
  });

  it('serves in the order of asking', async () => {
    const bucket = createTokenBucket(100);
    const order: string[] = [];
    const take = async (name: string, amount: number): Promise<void> => {
      await bucket.take(amount);
      order.push(name);
    };
    const calls = [take('large', 500), take('small', 1), take('last', 1)];
    await vi.advanceTimersByTimeAsync(600_000);
    await Promise.all(calls);
    expect(order).toEqual(['large', 'small', 'last']);
  });

  it('gives back what a cancelled caller had reserved', async () => {
    const bucket = createTokenBucket(100);
    const controller = new AbortController();
    const cancelled = bucket.take(1000, controller.signal).catch((error: unknown) => error);
    controller.abort('stop');
    expect(await cancelled).toBe('stop');
    // The burst of 10 is whole again, so this does not wait.
    void bucket.take(10);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives back what an estimate had put too high', async () => {
    const bucket = createTokenBucket(100);
    await bucket.take(10);
    bucket.giveBack(8);
    void bucket.take(8);
    expect(vi.getTimerCount()).toBe(0);
    void bucket.take(1);
    expect(vi.getTimerCount()).toBe(1);
  });
});
