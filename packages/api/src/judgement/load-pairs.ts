import type { SummaryPair } from '@understory/core';
import type { Context } from '../context.ts';
import type { Run } from '../run/run.type.ts';

/** Conversations with what two runs say of them, in the order of the positions. */
export async function loadPairs(
  { loaders }: Pick<Context, 'loaders'>,
  a: Run,
  b: Run,
  positions: readonly number[],
): Promise<SummaryPair[]> {
  return Promise.all(
    positions.map(async (position) => {
      const [conversation, summaryA, summaryB] = await Promise.all([
        loaders.conversationAt.load({ datasetId: a.datasetId, position }),
        loaders.summaryAt.load({ runId: a.id, position }),
        loaders.summaryAt.load({ runId: b.id, position }),
      ]);
      if (conversation === null || summaryA === null || summaryB === null) {
        throw new Error(`The conversation at position ${position} was deleted while it was being read.`);
      }
      const { chatId, messages } = conversation;
      return { chatId, messages, a: summaryA.summary, b: summaryB.summary };
    }),
  );
}
