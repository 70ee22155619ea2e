import { describe, expect, it } from 'vitest';
import { SingleFlight } from './single-flight.ts';

describe('SingleFlight', () => {
  it('runs the work of one key once and gives everyone the outcome', async () => {
    const flights = new SingleFlight();
    let runs = 0;
    const work = async (): Promise<number> => ++runs;
    const outcomes = await Promise.all([flights.run('a', work), flights.run('a', work), flights.run('b', work)]);
    expect(outcomes).toEqual([
      { value: 1, joined: false },
      { value: 1, joined: true },
      { value: 2, joined: false },
    ]);
    expect(await flights.run('a', work)).toEqual({ value: 3, joined: false });
  });

  it('aborts the work when the last one who waits has left, and not before', async () => {
    const flights = new SingleFlight();
    const [first, second] = [new AbortController(), new AbortController()];
    let seen: AbortSignal | undefined;
    const work = (signal: AbortSignal): Promise<never> => {
      seen = signal;
      return new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    };
    const outcomes = [first, second].map(({ signal }) =>
      flights.run('a', work, signal).catch((error: unknown) => error),
    );
    first.abort('one');
    expect(await outcomes[0]).toBe('one');
    expect(seen?.aborted).toBe(false);
    second.abort('two');
    expect(await outcomes[1]).toBe('two');
    expect(seen?.aborted).toBe(true);
  });
});
