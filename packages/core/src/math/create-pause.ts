import { setImmediate as nextTurn } from 'node:timers/promises';

const TURN_MS = 40;

/**
 * Creates a pause for long loops: awaited often, it lets timers and requests run every 40 ms and is nearly free otherwise.
 *
 * @param signal - checked at every call; an aborted one throws its reason.
 *
 * @example
 * const pause = createPause(signal);
 * for (const item of items) { work(item); await pause(); }
 */
export function createPause(signal?: AbortSignal): () => Promise<void> {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < TURN_MS) return;
    await nextTurn();
    last = performance.now();
    signal?.throwIfAborted();
  };
}
