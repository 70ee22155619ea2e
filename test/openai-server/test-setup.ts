import { afterAll, afterEach, beforeAll } from 'vitest';
import { ModelClient } from '../../packages/core/src/model/model-client.ts';
import type { CallAccount, ModelClientOptions } from '../../packages/core/src/model/model-client.ts';
import type { GenerateObjectRequest, LanguageModel } from '../../packages/core/src/model/language-model.ts';
import type { JsonObject } from '../../packages/core/src/json.ts';
import { OpenAIChatProvider } from '../../packages/core/src/model/openai/openai-chat-provider.ts';
import { FAULT_KINDS } from './fault.ts';
import { startOpenAIServer } from './openai-server.ts';
import type { OpenAIServer } from './openai-server.ts';

/** Looks like a real key, so that a test that finds it anywhere knows what it found. */
export const SECRET = 'sk-test-7f3kQ9vL2mXw8Zr4Tn6Yb1Hc';

export const schema = {
  type: 'object',
  properties: {
    summary: { type: 'string', minLength: 5 },
    topic: { type: ['string', 'null'] },
    userFrustration: { type: 'integer', minimum: 1, maximum: 5 },
  },
  required: ['summary', 'topic', 'userFrustration'],
  additionalProperties: false,
};

/** One server for all tests of a file, set back to sound answers after each. */
export function useOpenAIServer(): () => OpenAIServer {
  let server: OpenAIServer;
  beforeAll(async () => {
    server = await startOpenAIServer();
  });
  afterEach(() => {
    server.reset();
    server.configure({
      latencyMs: 0,
      slowBodyMs: 5000,
      judgeFirstBias: 0,
      faults: { rate: 0, kinds: FAULT_KINDS, maxPerContent: null },
      supports: { jsonSchema: true, jsonObject: true, temperature: true, maxTokens: true },
      apiKey: undefined,
    });
  });
  afterAll(() => server.close());
  return () => server;
}

/** A client that does not wait long between retries. */
export function createClient(options: ModelClientOptions = {}): ModelClient {
  return new ModelClient({ baseDelayMs: 1, maxDelayMs: 5, ...options });
}

export function createModel(server: OpenAIServer, client = createClient(), account: CallAccount = {}): LanguageModel {
  const provider = new OpenAIChatProvider({ apiKey: SECRET, baseURL: server.url, modelId: 'gpt-4o-mini' });
  return client.languageModel(provider, account);
}

/** A request that differs for every `i`. */
export function ask(i: number | string): GenerateObjectRequest<JsonObject> & { prompt: string } {
  return {
    prompt: `Conversation ${i}: the confusion matrix shows classes in the wrong order.`,
    schema,
    schemaName: 'summary',
    item: `conversation c-${i}`,
  };
}

/** The error that a call ends with. */
export function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('expected a failure, got an answer');
    },
    (error: unknown) => error,
  );
}
