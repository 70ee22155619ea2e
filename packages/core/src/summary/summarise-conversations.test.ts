import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BudgetExceededError } from '../error/budget-exceeded-error.ts';
import { ModelOutputError } from '../error/model-output-error.ts';
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
    { chatId: 'c3', reason: 'no answer for c3', code: null, rawAnswer: null },
    { chatId: 'c17', reason: 'no answer for c17', code: null, rawAnswer: null },
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

test('an unusable answer is kept as it came, beside the kind of error', async () => {
  const failure = { provider: 'test', modelId: 'm', attempts: 3, item: null, fault: 'schema' as const, issues: ['x'] };
  const model = createModel(1, async () => {
    throw new ModelOutputError({ ...failure, rawText: '{"summary": 7}' });
  });
  const { failures } = await summariseConversations(conversations.slice(0, 1), { model });
  expect(failures).toMatchObject([{ chatId: 'c0', code: 'MODEL_OUTPUT', rawAnswer: '{"summary": 7}' }]);
});

test('an empty budget stops the step after the calls under way, and is no failure of a conversation', async () => {
  let started = 0;
  let finished = 0;
  const model = createModel(4, async ({ chatId }) => {
    started++;
    if (chatId === 'c5') throw new BudgetExceededError(1, 1, 0.1);
    await wait(5);
    finished++;
    return buildSummary(chatId);
  });
  await expect(summariseConversations(conversations, { model })).rejects.toThrow(BudgetExceededError);
  expect(finished).toBe(started - 1);
  expect(started).toBeLessThan(conversations.length);
});
