import { describe, expect, it } from 'vitest';
import { ModelCallError } from '../../packages/core/src/error/model-call-error.ts';
import { ModelOutputError } from '../../packages/core/src/error/model-output-error.ts';
import { MemoryModelCallCache } from '../../packages/core/src/model/memory-model-call-cache.ts';
import { FAULT_KINDS } from '../openai-server/fault.ts';
import type { FaultKind } from '../openai-server/fault.ts';
import { ask, createClient, createModel, failureOf, useOpenAIServer } from '../openai-server/test-setup.ts';

const server = useOpenAIServer();

describe('faults that pass', () => {
  const passing: FaultKind[] = [
    'rate-limit',
    'server-error',
    'unavailable',
    'dropped',
    'truncated-body',
    'truncated-json',
    'cut-at-limit',
    'schema-violation',
    'refusal',
    'empty-choices',
  ];
  it.each(passing)('%s, once: the call is made again and answered', async (fault) => {
    server().script([fault]);
    const answer = await createModel(server()).generateObject(ask(1));
    expect(answer.object).toHaveProperty('summary');
    expect(answer.attempts).toBe(2);
    expect(server().calls().chat).toBe(2);
  });

  it('rate-limit-retry-after: the call waits as long as the server asks', async () => {
    server().configure({ retryAfterSeconds: 0.3 });
    server().script(['rate-limit-retry-after']);
    const startedAt = performance.now();
    await createModel(server()).generateObject(ask(1));
    // A lower bound only: timers may fire a millisecond early, never much.
    expect(performance.now() - startedAt).toBeGreaterThan(290);
  });

  it('slow-body: the time-out covers the body, and the call is made again', async () => {
    server().script(['slow-body']);
    const answer = await createModel(server(), createClient({ timeoutMs: 300 })).generateObject(ask(1));
    expect(answer.attempts).toBe(2);
  });

  it('an answer that breaks the schema is asked for again with the error', async () => {
    server().script(['schema-violation']);
    await createModel(server()).generateObject(ask(1));
    const [, again] = server().chatBodies;
    expect(again?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(again?.messages[1]?.content).toContain('instead');
    expect(again?.messages[2]?.content).toContain('at summary: Invalid input: expected string');
  });

  it('an answer that was cut is asked for with twice the room', async () => {
    server().script(['cut-at-limit']);
    await createModel(server()).generateObject({ ...ask(1), maxOutputTokens: 200 });
    expect(server().chatBodies.map((body) => body.max_tokens)).toEqual([200, 400]);
  });
});

describe('faults that stay', () => {
  const refused: [FaultKind, number | null][] = [
    ['rate-limit', 429],
    ['server-error', 500],
    ['unavailable', 503],
    ['dropped', null],
    ['truncated-body', null],
  ];
  it.each(refused)('%s: a ModelCallError after all retries', async (fault, status) => {
    server().configure({ faults: { rate: 1, kinds: [fault] } });
    const error = await failureOf(createModel(server(), createClient({ retries: 2 })).generateObject(ask(7)));
    expect(error).toBeInstanceOf(ModelCallError);
    expect(error).toMatchObject({
      status,
      attempts: 3,
      item: 'conversation c-7',
      provider: 'openai',
      modelId: 'gpt-4o-mini',
    });
    expect((error as Error).message).toContain('openai/gpt-4o-mini gave no answer for conversation c-7 after 3 tries');
    expect(server().calls().chat).toBe(3);
  });

  const unusable: [FaultKind, string][] = [
    ['truncated-json', 'schema'],
    ['cut-at-limit', 'truncated'],
    ['schema-violation', 'schema'],
    ['refusal', 'refusal'],
    ['empty-choices', 'empty'],
  ];
  it.each(unusable)('%s: a ModelOutputError with the raw answer', async (fault, kind) => {
    server().configure({ faults: { rate: 1, kinds: [fault] } });
    const client = createClient();
    const error = await failureOf(createModel(server(), client).generateObject(ask(7)));
    expect(error).toBeInstanceOf(ModelOutputError);
    expect(error).toMatchObject({ fault: kind, attempts: 3, item: 'conversation c-7' });
    expect((error as ModelOutputError).rawText === '').toBe(fault === 'empty-choices');
    expect((error as ModelOutputError).issues).not.toHaveLength(0);
    // Unusable answers are paid for all the same.
    expect(client.usage.total()).toMatchObject({ calls: 1, failedCalls: 1, attempts: 3 });
    expect(client.usage.total().inputTokens).toBeGreaterThan(0);
  });

  it('a wrong key is not tried again', async () => {
    server().configure({ apiKey: 'another-key' });
    expect(await failureOf(createModel(server()).generateObject(ask(1)))).toMatchObject({ status: 401, attempts: 1 });
  });

  it('a failed call is not kept: the next run asks again and gets its answer', async () => {
    const model = createModel(server(), createClient({ retries: 0 }));
    server().script(['server-error', null]);
    await failureOf(model.generateObject(ask(1)));
    expect(await model.generateObject(ask(1))).toMatchObject({ cached: false, attempts: 1 });
  });
});

describe('servers that know less', () => {
  it('no json_schema: falls back to JSON mode, once for all calls of the provider', async () => {
    server().configure({ supports: { jsonSchema: false } });
    const model = createModel(server());
    const answers = [await model.generateObject(ask(1)), await model.generateObject(ask(2))];
    for (const { object } of answers) expect(object).toHaveProperty('userFrustration');
    const formats = server().chatBodies.map((body) => body.response_format?.type);
    expect(formats).toEqual(['json_schema', 'json_object', 'json_object']);
    expect(server().chatBodies[1]?.messages[0]).toMatchObject({ role: 'system' });
  });

  it('no JSON mode, no temperature, another name of the limit: each is given up, and the answer still checked', async () => {
    server().configure({ supports: { jsonSchema: false, jsonObject: false, temperature: false, maxTokens: false } });
    const answer = await createModel(server()).generateObject({ ...ask(1), temperature: 0.2 });
    expect(answer.object).toHaveProperty('summary');
    const body = server().chatBodies.at(-1);
    expect(body).not.toHaveProperty('response_format');
    expect(body).not.toHaveProperty('temperature');
    expect(body).toMatchObject({ max_completion_tokens: 1024 });
  });

  it('calls sent together while the server refuses the schema all get their answer', async () => {
    server().configure({ supports: { jsonSchema: false }, latencyMs: 20 });
    const model = createModel(server());
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => model.generateObject(ask(i))));
    expect(new Set(answers.map(({ rawText }) => rawText)).size).toBe(10);
  });
});

describe('5,000 calls while 30 % of the requests go wrong in every way', () => {
  it('each ends in an answer or a failure, and no completed call is ever repeated', { timeout: 120_000 }, async () => {
    server().configure({
      slowBodyMs: 20,
      retryAfterSeconds: 0.01,
      faults: { rate: 0.3, seed: 11, kinds: FAULT_KINDS.filter((kind) => !kind.endsWith('names')) },
    });
    const cache = new MemoryModelCallCache();
    const runAll = async (): Promise<PromiseSettledResult<unknown>[]> => {
      const model = createModel(server(), createClient({ cache, retries: 1, outputAttempts: 2, concurrency: 50 }));
      return Promise.allSettled(Array.from({ length: 5000 }, (_, i) => model.generateObject(ask(i))));
    };
    const first = await runAll();
    const failed = first.filter(({ status }) => status === 'rejected');
    expect(failed.length).toBeGreaterThan(0);
    for (const outcome of failed) {
      const { reason } = outcome as PromiseRejectedResult;
      expect(reason instanceof ModelCallError || reason instanceof ModelOutputError).toBe(true);
    }
    expect(server().calls().completed).toBe(5000 - failed.length);

    server().configure({ faults: { rate: 0 } });
    const before = server().calls().chat;
    const second = await runAll();
    expect(second.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(server().calls().chat - before).toBe(failed.length);
    expect(server().calls().repeated).toBe(0);
  });
});
