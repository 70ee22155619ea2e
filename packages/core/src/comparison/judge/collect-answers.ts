import { createPause } from '../../math/create-pause.ts';
import { concernsAllCalls } from '../../model/concerns-all-calls.ts';
import type { StepOptions } from '../../step-options.ts';

export interface CollectOptions<A> extends Pick<StepOptions, 'signal' | 'onProgress'> {
  /** Questions under way at once. */
  concurrency: number;
  /** Called for each answer as it comes, with the question's place; awaited, so an answer can be stored first. */
  onAnswer?: (answer: A, place: number) => void | Promise<void>;
  /** Called for each question that got no answer; awaited. */
  onError?: (error: unknown, place: number) => void | Promise<void>;
}

/**
 * Asks many questions, some at once. One that fails is reported and stops no other.
 *
 * What stops all is aborting (at once), and an empty budget or a refused key (after the questions under way, whose
 * answers are paid for).
 *
 * @throws {BudgetExceededError} if the budget does not last.
 * @throws {ModelCallError} with status 401 or 403 if the server does not accept the key.
 * @throws what `onAnswer` or `onError` throws.
 */
export async function collectAnswers<Q, A>(
  questions: readonly Q[],
  ask: (question: Q, options: { signal?: AbortSignal }) => Promise<A>,
  { concurrency, onAnswer, onError, signal, onProgress }: CollectOptions<A>,
): Promise<void> {
  const pause = createPause(signal);
  let stop: { error: unknown } | null = null;
  let next = 0;
  let done = 0;
  /** @returns the error that concerns all further questions too, or null. */
  const askOne = async (place: number): Promise<unknown> => {
    let answer: A;
    try {
      answer = await ask(questions[place], { signal });
    } catch (error) {
      signal?.throwIfAborted();
      if (concernsAllCalls(error)) return error;
      await onError?.(error, place);
      return null;
    }
    await onAnswer?.(answer, place);
    return null;
  };
  const work = async (): Promise<void> => {
    while (next < questions.length && stop === null) {
      const error = await askOne(next++).catch((thrown: unknown) => thrown);
      if (error !== null) {
        stop ??= { error };
        return;
      }
      onProgress?.(++done, questions.length);
      await pause();
    }
  };
  signal?.throwIfAborted();
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, questions.length)) }, work));
  throwIfStopped(stop);
}

function throwIfStopped(stop: { error: unknown } | null): void {
  if (stop !== null) throw stop.error;
}
