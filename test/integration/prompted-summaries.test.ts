import { describe, expect, it } from 'vitest';
import { MemoryModelCallCache } from '../../packages/core/src/model/memory-model-call-cache.ts';
import { OpenAIChatProvider } from '../../packages/core/src/model/openai/openai-chat-provider.ts';
import {
  FEATURE_PROMPT_DEFINITION,
  GENERIC_PROMPT_DEFINITION,
} from '../../packages/core/src/summary/prompted/prompt-templates.ts';
import { PromptedSummaryModel } from '../../packages/core/src/summary/prompted/prompted-summary-model.ts';
import { summariseConversations } from '../../packages/core/src/summary/summarise-conversations.ts';
import { FAULT_KINDS } from '../openai-server/fault.ts';
import { createClient, useOpenAIServer } from '../openai-server/test-setup.ts';

const server = useOpenAIServer();

const conversations = Array.from({ length: 400 }, (_, i) => ({
  chatId: `c-${i}`,
  createdAt: null,
  metadata: {},
  messages: [
    // Every tenth conversation says what another one says.
    { role: 'user' as const, content: `How do I compare ${i % 360} sweeps in one report?`, createdAt: null },
    { role: 'assistant' as const, content: 'Open the report and add a panel grid.', createdAt: null },
  ],
}));

function createModel(
  definition = GENERIC_PROMPT_DEFINITION,
  cache = new MemoryModelCallCache(),
  retries = 3,
): PromptedSummaryModel {
  const provider = new OpenAIChatProvider({ baseURL: server().url, modelId: 'gpt-4o-mini' });
  return new PromptedSummaryModel(
    definition,
    createClient({ cache, retries }).languageModel(provider, { step: 'summary' }),
  );
}

describe('summaries from a prompt', () => {
  it('two conversations that say the same share an answer, never an id', async () => {
    const { results, failures } = await summariseConversations(conversations, { model: createModel() });
    expect(failures).toEqual([]);
    expect(results.map((summary) => summary?.chatId)).toEqual(conversations.map(({ chatId }) => chatId));
    expect(results[399]?.summary).toBe(results[39]?.summary);
    expect(server().calls()).toMatchObject({ chat: 360, repeated: 0 });
  });

  it('the same run again makes no call; another prompt does', async () => {
    const cache = new MemoryModelCallCache();
    await summariseConversations(conversations.slice(0, 50), { model: createModel(GENERIC_PROMPT_DEFINITION, cache) });
    await summariseConversations(conversations.slice(0, 50), { model: createModel(GENERIC_PROMPT_DEFINITION, cache) });
    expect(server().calls().chat).toBe(50);
    await summariseConversations(conversations.slice(0, 50), { model: createModel(FEATURE_PROMPT_DEFINITION, cache) });
    expect(server().calls().chat).toBe(100);
  });

  it('with 30 % of the requests going wrong, every conversation ends in a summary or a listed failure', async () => {
    server().configure({
      slowBodyMs: 10,
      retryAfterSeconds: 0.01,
      faults: { rate: 0.3, kinds: FAULT_KINDS, seed: 5 },
    });
    const cache = new MemoryModelCallCache();
    const first = await summariseConversations(conversations, { model: createModel(undefined, cache, 0) });
    const summarised = first.results.flatMap((summary) => (summary === null ? [] : [summary.chatId]));
    expect(first.failures.length).toBeGreaterThan(0);
    expect([...summarised, ...first.failures.map(({ chatId }) => chatId)].sort()).toEqual(
      conversations.map(({ chatId }) => chatId).sort(),
    );

    server().configure({ faults: { rate: 0 } });
    const again = await summariseConversations(conversations, { model: createModel(undefined, cache, 0) });
    expect(again.failures).toEqual([]);
    expect(server().calls().repeated).toBe(0);
  });
});
