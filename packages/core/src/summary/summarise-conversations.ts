import type { SummaryFailure } from '../checkpoint/checkpoint-store.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { ModelOutputError } from '../error/model-output-error.ts';
import { createPause } from '../math/create-pause.ts';
import { concernsAllCalls } from '../model/concerns-all-calls.ts';
import type { StepOptions } from '../step-options.ts';
import type { Summary } from './summary.ts';
import type { SummaryModel } from './summary-model.ts';

export interface SummariseResult {
  /** In the order of the conversations; null where the model failed. */
  results: (Summary | null)[];
  /** What failed and why, in the order of the conversations. */
  failures: SummaryFailure[];
}

/**
 * Summarises conversations, `model.concurrency` at a time.
 *
 * A conversation that fails is recorded with its reason and never stops the rest. What stops the step is aborting (at
 * once), and an empty budget or a refused key (after the calls under way, whose answers are paid for).
 *
 * @throws {BudgetExceededError} if the budget does not last.
 * @throws {ModelCallError} with status 401 or 403 if the server does not accept the key.
 * @example
 * const { results, failures } = await summariseConversations(conversations, { model, onProgress });
 */
export async function summariseConversations(
  conversations: readonly Conversation[],
  { model, signal, onProgress }: StepOptions & { model: SummaryModel },
): Promise<SummariseResult> {
  const results: (Summary | null)[] = conversations.map(() => null);
  const failed = new Map<number, SummaryFailure>();
  const pause = createPause(signal);
  let stop: { error: unknown } | null = null;
  let next = 0;
  let done = 0;

  const work = async (): Promise<void> => {
    while (next < conversations.length && stop === null) {
      const i = next++;
      try {
        results[i] = await model.summarise(conversations[i], { signal });
      } catch (error) {
        signal?.throwIfAborted();
        if (concernsAllCalls(error)) {
          stop ??= { error };
          return;
        }
        failed.set(i, describeFailure(conversations[i].chatId, error));
      }
      onProgress?.(++done, conversations.length);
      await pause();
    }
  };
  signal?.throwIfAborted();
  await Promise.all(Array.from({ length: Math.max(1, model.concurrency) }, work));
  throwIfStopped(stop);

  const failures = conversations.flatMap((_, i) => failed.get(i) ?? []);
  return { results, failures };
}

function throwIfStopped(stop: { error: unknown } | null): void {
  if (stop !== null) throw stop.error;
}

function describeFailure(chatId: string, error: unknown): SummaryFailure {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  return { chatId, reason, code, rawAnswer: error instanceof ModelOutputError ? error.rawText : null };
}
