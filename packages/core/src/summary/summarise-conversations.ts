import type { Conversation } from '../conversation/conversation.ts';
import { createPause } from '../math/create-pause.ts';
import type { StepOptions } from '../step-options.ts';
import type { Summary } from './summary.ts';
import type { SummaryModel } from './summary-model.ts';

export interface SummariseResult {
  /** In the order of the conversations; null where the model failed. */
  results: (Summary | null)[];
  /** What failed and why, in the order of the conversations. */
  failures: { chatId: string; reason: string }[];
}

/**
 * Summarises conversations, `model.concurrency` at a time.
 *
 * A conversation that fails is recorded with its reason and never stops the rest; only aborting does.
 *
 * @example
 * const { results, failures } = await summariseConversations(conversations, { model, onProgress });
 */
export async function summariseConversations(
  conversations: readonly Conversation[],
  { model, signal, onProgress }: StepOptions & { model: SummaryModel },
): Promise<SummariseResult> {
  const results: (Summary | null)[] = conversations.map(() => null);
  const reasons = new Map<number, string>();
  const pause = createPause(signal);
  let next = 0;
  let done = 0;

  const work = async (): Promise<void> => {
    while (next < conversations.length) {
      const i = next++;
      try {
        results[i] = await model.summarise(conversations[i], { signal });
      } catch (error) {
        signal?.throwIfAborted();
        reasons.set(i, error instanceof Error ? error.message : String(error));
      }
      onProgress?.(++done, conversations.length);
      await pause();
    }
  };
  signal?.throwIfAborted();
  await Promise.all(Array.from({ length: Math.max(1, model.concurrency) }, work));

  const failures = conversations.flatMap(({ chatId }, i) => {
    const reason = reasons.get(i);
    return reason === undefined ? [] : [{ chatId, reason }];
  });
  return { results, failures };
}
