import { setImmediate as nextTurn } from 'node:timers/promises';

const TURN_MS = 15;

/** For what a server does for one request while it answers others: each of those takes several turns. */
export const SHORT_TURN_MS = 8;

/**
 * Creates a pause for long loops: awaited often, it lets timers and requests run every 15 ms and is nearly free otherwise.
 *
 * @param signal - checked at every call; an aborted one throws its reason.
 * @param turnMs - how long the loop may go on before others get a turn.
 *
 * @example
 * const pause = createPause(signal);
 * for (const item of items) { work(item); await pause(); }
 */
export function createPause(signal?: AbortSignal, turnMs = TURN_MS): () => Promise<void> {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < turnMs) return;
    await nextTurn();
    last = performance.now();
    signal?.throwIfAborted();
  };
}
