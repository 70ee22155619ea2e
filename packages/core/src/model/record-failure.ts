import { ModelOutputError } from '../error/model-output-error.ts';
import type { ItemFailure, StepOptions } from '../step-options.ts';
import { concernsAllCalls } from './concerns-all-calls.ts';

/**
 * Reports a call that failed for good to the step's `onFailure`, so that the step can go on with a substitute.
 *
 * @param failed.substitute - what stands in for the answer, as the end of a sentence: `named by its keywords`.
 * @throws the error itself if it must stop the whole step: the step was cancelled, its budget is used
 * up, or the server refuses the key.
 */
export function recordFailure(
  error: unknown,
  { item, substitute }: { item: string; substitute: string },
  { signal, onFailure }: StepOptions,
): void {
  signal?.throwIfAborted();
  if (concernsAllCalls(error)) throw error;
  const message = error instanceof Error ? error.message : String(error);
  const failure: ItemFailure = {
    item,
    reason: `${message.replace(/\.$/, '')}; ${substitute}.`,
    rawText: error instanceof ModelOutputError ? error.rawText : null,
  };
  onFailure?.(failure);
}
