import { describe, expect, it, vi } from 'vitest';
import { BudgetExceededError } from '../../packages/core/src/error/budget-exceeded-error.ts';
import type { ModelCallError } from '../../packages/core/src/error/model-call-error.ts';
import { Budget } from '../../packages/core/src/model/budget.ts';
import { MemoryModelCallCache } from '../../packages/core/src/model/memory-model-call-cache.ts';
import { OpenAIChatProvider } from '../../packages/core/src/model/openai/openai-chat-provider.ts';
import { ask, createClient, createModel, failureOf, schema, useOpenAIServer } from '../openai-server/test-setup.ts';

const server = useOpenAIServer();

describe('a sound answer', () => {
  it('has the object, the usage the server counted, the cost and the raw text', async () => {
    const answer = await createModel(server()).generateObject(ask(1));
    expect(answer.object.userFrustration).toBeGreaterThanOrEqual(1);
    expect(JSON.parse(answer.rawText)).toEqual(answer.object);
    expect(answer).toMatchObject({ attempts: 1, cached: false });
    // The server counts four characters a token: 70 of prompt, plus 4 a message and 3 for the answer's start.
    const { inputTokens, outputTokens } = answer.usage;
    expect(inputTokens).toBe(Math.ceil(ask(1).prompt.length / 4) + 7);
    expect(outputTokens).toBe(Math.ceil(answer.rawText.length / 4));
    expect(answer.costDollars).toBeCloseTo((inputTokens * 0.15 + outputTokens * 0.6) / 1e6, 12);
  });

  it('was asked for in strict mode, without the keywords that OpenAI refuses', async () => {
    await createModel(server()).generateObject(ask(1));
    const format = server().chatBodies[0]?.response_format;
    expect(format).toMatchObject({ type: 'json_schema', json_schema: { name: 'summary', strict: true } });
    expect(JSON.stringify(format)).not.toContain('minLength');
  });
});

describe('the cache', () => {
  it('a second run makes no call and costs nothing', async () => {
    const cache = new MemoryModelCallCache();
    const first = createModel(server(), createClient({ cache }));
    for (let i = 0; i < 20; i++) await first.generateObject(ask(i));
    expect(server().calls().chat).toBe(20);

    const client = createClient({ cache });
    const second = createModel(server(), client);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => second.generateObject(ask(i))));
    expect(server().calls().chat).toBe(20);
    expect(answers.every(({ cached, costDollars, attempts }) => cached && costDollars === 0 && attempts === 0)).toBe(
      true,
    );
    expect(client.usage.total()).toMatchObject({ calls: 20, cachedCalls: 20, attempts: 0, costDollars: 0 });
  });

  it.each([
    ['temperature', { temperature: 0.5 }],
    ['schema name', { schemaName: 'other' }],
    ['output limit', { maxOutputTokens: 900 }],
    ['schema', { schema: { ...schema, description: 'Two sentences.' } }],
    ['prompt', { prompt: 'Another conversation.' }],
  ])('another %s is another call', async (_what, change) => {
    const model = createModel(server());
    await model.generateObject(ask(1));
    await model.generateObject({ ...ask(1), ...change });
    expect(server().calls().chat).toBe(2);
  });

  it('answers are not shared as objects', async () => {
    const model = createModel(server());
    const first = await model.generateObject(ask(1));
    first.object.summary = 'changed';
    expect((await model.generateObject(ask(1))).object.summary).not.toBe('changed');
  });
});

describe('identical calls at the same time', () => {
  it('are sent once, and each failure names its own item', async () => {
    server().configure({ latencyMs: 50 });
    const model = createModel(server(), createClient({ retries: 0 }));
    const answers = await Promise.all(Array.from({ length: 30 }, () => model.generateObject(ask(1))));
    expect(server().calls().chat).toBe(1);
    expect(answers.filter(({ cached }) => !cached)).toHaveLength(1);

    server().configure({ faults: { rate: 1, kinds: ['server-error'] } });
    const errors = await Promise.all(['a', 'b'].map((item) => failureOf(model.generateObject({ ...ask(2), item }))));
    expect(errors.map((error) => (error as ModelCallError).item)).toEqual(['a', 'b']);
  });

  it('go on for the others when one caller gives up', async () => {
    server().configure({ latencyMs: 100 });
    const model = createModel(server());
    const controller = new AbortController();
    const given = failureOf(model.generateObject({ ...ask(1), signal: controller.signal }));
    const kept = model.generateObject(ask(1));
    controller.abort(new Error('enough'));
    expect(await given).toMatchObject({ message: 'enough' });
    expect((await kept).object).toHaveProperty('summary');
    expect(server().calls().chat).toBe(1);
  });
});

describe('limits', () => {
  it('never has more calls under way than the concurrency', async () => {
    server().configure({ latencyMs: 20 });
    const model = createModel(server(), createClient({ concurrency: 7 }));
    await Promise.all(Array.from({ length: 60 }, (_, i) => model.generateObject(ask(i))));
    expect(server().calls()).toMatchObject({ chat: 60, maxInFlight: 7 });
  });

  it('cancelling 500 calls stops all of them, waiting and under way, within a second', async () => {
    server().configure({ latencyMs: 30_000 });
    const warnings = vi.spyOn(process, 'emitWarning');
    const model = createModel(server(), createClient({ concurrency: 5, requestsPerMinute: 60 }));
    const controller = new AbortController();
    const outcomes = Array.from({ length: 500 }, (_, i) =>
      failureOf(model.generateObject({ ...ask(i), signal: controller.signal })),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const abortedAt = performance.now();
    controller.abort(new Error('cancelled by the user'));
    const errors = await Promise.all(outcomes);
    // The promise to users, with a wide margin: it takes a few milliseconds.
    expect(performance.now() - abortedAt).toBeLessThan(1000);
    expect(errors.every((error) => (error as Error).message === 'cancelled by the user')).toBe(true);
    expect(server().calls().chat).toBeLessThanOrEqual(5);
    expect(warnings).not.toHaveBeenCalled();
    warnings.mockRestore();
  });

  it('waits for tokens per minute, counted at the longest possible output', async () => {
    // A tenth of a minute's tokens may go at once: 1,500. The calls after the first need 1,450 and their prompt, which is more.
    const model = createModel(server(), createClient({ tokensPerMinute: 15_000 }));
    await model.generateObject({ ...ask(1), maxOutputTokens: 1000 });
    const signal = AbortSignal.timeout(150);
    const waiting = Array.from({ length: 3 }, (_, i) =>
      failureOf(model.generateObject({ ...ask(i + 2), maxOutputTokens: 1450, signal })),
    );
    expect(await Promise.all(waiting)).toEqual([signal.reason, signal.reason, signal.reason]);
    expect(server().calls().chat).toBe(1);
  });

  it('a budget stops before the call that could exceed it, and is never exceeded', async () => {
    server().configure({ latencyMs: 5 });
    const client = createClient({ concurrency: 8 });
    const budget = new Budget(0.002);
    const model = createModel(server(), client, { run: 'r1', step: 'summary', budget });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, i) => model.generateObject({ ...ask(i), maxOutputTokens: 100 })),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((outcome) => (outcome as PromiseRejectedResult).reason instanceof BudgetExceededError)).toBe(
      true,
    );
    expect(server().calls().chat).toBe(200 - refused.length);
    expect(client.usage.total({ run: 'r1' }).costDollars).toBeCloseTo(budget.spentDollars, 9);
    expect(budget.spentDollars).toBeLessThanOrEqual(0.002);
  });
});

describe('accounting', () => {
  it('keeps calls, tokens and cost apart by run and step', async () => {
    const client = createClient();
    await createModel(server(), client, { run: 'r1', step: 'summary' }).generateObject(ask(1));
    await createModel(server(), client, { run: 'r1', step: 'name' }).generateObject(ask(2));
    await createModel(server(), client, { run: 'r2', step: 'summary' }).generateObject(ask(1));
    expect(
      client.usage.entries({ run: 'r1' }).map(({ step, calls, cachedCalls }) => [step, calls, cachedCalls]),
    ).toEqual([
      ['summary', 1, 0],
      ['name', 1, 0],
    ]);
    expect(client.usage.total({ run: 'r2' })).toMatchObject({ calls: 1, cachedCalls: 1, costDollars: 0 });
  });

  it('a model of unknown price has an unknown cost, and no budget can be kept for it', async () => {
    const provider = new OpenAIChatProvider({ baseURL: server().url, modelId: 'house-model' });
    const client = createClient();
    expect((await client.languageModel(provider).generateObject(ask(1))).costDollars).toBeNull();
    expect(client.usage.total().costDollars).toBeNull();
    const bounded = client.languageModel(provider, { budget: new Budget(1) });
    expect(await failureOf(bounded.generateObject(ask(2)))).toMatchObject({ code: 'INVALID_INPUT' });

    const free = createClient({ prices: { 'house-model': { inputPerMillion: 0, outputPerMillion: 0 } } });
    const answer = await free.languageModel(provider, { budget: new Budget(0) }).generateObject(ask(3));
    expect(answer.costDollars).toBe(0);
  });
});
