import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { buildConversation } from '../testing/build-conversation.ts';
import { buildSummary } from '../testing/build-summary.ts';
import { summariseConversations } from './summarise-conversations.ts';
import type { SummaryModel } from './summary-model.ts';

function createModel(concurrency: number, summarise: SummaryModel['summarise']): SummaryModel {
  return { provider: 'test', modelId: 'test', fingerprint: 'test', concurrency, summarise };
}
const conversations = Array.from({ length: 20 }, (_, i) => buildConversation(`question ${i}`, { chatId: `c${i}` }));

test('results keep the order of the conversations, failures are recorded and stop nothing', async () => {
  const progress: number[] = [];
  const model = createModel(4, async ({ chatId }) => {
    await wait(chatId.length % 2);
    if (chatId === 'c3' || chatId === 'c17') throw new Error(`no answer for ${chatId}`);
    return buildSummary(chatId, { chatId });
  });
  const { results, failures } = await summariseConversations(conversations, {
    model,
    onProgress: (done) => progress.push(done),
  });
  expect(results.map((summary) => summary?.chatId ?? null)).toEqual(
    conversations.map(({ chatId }) => (chatId === 'c3' || chatId === 'c17' ? null : chatId)),
  );
  expect(failures).toEqual([
    { chatId: 'c3', reason: 'no answer for c3' },
    { chatId: 'c17', reason: 'no answer for c17' },
  ]);
  expect(progress).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});

test('no more run at once than the model allows', async () => {
  let running = 0;
  let most = 0;
  const model = createModel(3, async ({ chatId }) => {
    most = Math.max(most, ++running);
    await wait(1);
    running--;
    return buildSummary(chatId);
  });
  await summariseConversations(conversations, { model });
  expect(most).toBe(3);
});

test('aborting rejects with the reason and starts nothing more', async () => {
  const controller = new AbortController();
  let started = 0;
  const model = createModel(1, async ({ chatId }) => {
    if (++started === 5) controller.abort(new Error('stopped by hand'));
    return buildSummary(chatId);
  });
  await expect(summariseConversations(conversations, { model, signal: controller.signal })).rejects.toThrow(
    'stopped by hand',
  );
  expect(started).toBe(5);
});
