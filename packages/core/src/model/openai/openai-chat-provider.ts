import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ChatAnswer, ChatProvider, ChatRequest } from '../chat-provider.ts';
import type { ModelMessage } from '../language-model.ts';
import { ProviderFailure } from '../provider-failure.ts';
import { OPENAI_BASE_URL, createOpenAIConnection } from './create-openai-connection.ts';
import type { OpenAIConnection, OpenAIConnectionOptions } from './create-openai-connection.ts';
import { toProviderFailure } from './to-provider-failure.ts';
import { toStrictSchema } from './to-strict-schema.ts';

export interface OpenAIChatProviderOptions extends OpenAIConnectionOptions {
  modelId: string;
}

/** What this server and model turned out to accept. */
interface Dialect {
  format: 'json_schema' | 'json_object' | 'text';
  /** Newer OpenAI models know only the long name, many other servers only the short one. */
  tokenLimit: 'max_completion_tokens' | 'max_tokens';
  /** Reasoning models accept no temperature. */
  sendsTemperature: boolean;
}

/**
 * A chat model behind any server that speaks OpenAI's chat completions.
 *
 * It starts with strict JSON schema output. Where the server refuses that, a temperature or the name of the token
 * limit, it changes its way of asking and keeps to it for all further calls.
 */
export class OpenAIChatProvider implements ChatProvider {
  readonly provider: string;
  readonly modelId: string;
  readonly endpoint: string;
  readonly #connection: OpenAIConnection;
  #dialect: Dialect;

  /** @throws {InvalidInputError} if the URL is not one, or OpenAI itself is to be called without a key. */
  constructor({ modelId, ...options }: OpenAIChatProviderOptions) {
    this.#connection = createOpenAIConnection(options);
    this.provider = this.#connection.provider;
    this.endpoint = this.#connection.endpoint;
    this.modelId = modelId;
    this.#dialect = {
      format: 'json_schema',
      tokenLimit: this.endpoint === OPENAI_BASE_URL ? 'max_completion_tokens' : 'max_tokens',
      sendsTemperature: true,
    };
  }

  async complete(request: ChatRequest, { signal }: { signal: AbortSignal }): Promise<ChatAnswer> {
    for (;;) {
      // Calls sent together may be refused together; each takes the same step from where it started.
      const dialect = this.#dialect;
      const completion = await this.#send(toBody(this.modelId, request, dialect), signal);
      if (!(completion instanceof ProviderFailure)) return readAnswer(completion);
      const simpler = simplify(dialect, completion);
      if (simpler === null) throw completion;
      this.#dialect = simpler;
    }
  }

  async #send(
    body: ChatCompletionCreateParamsNonStreaming,
    signal: AbortSignal,
  ): Promise<ChatCompletion | ProviderFailure> {
    try {
      return await this.#connection.client.chat.completions.create(body, { signal });
    } catch (error) {
      signal.throwIfAborted();
      return toProviderFailure(error, this.#connection.redact);
    }
  }
}

function toBody(modelId: string, request: ChatRequest, dialect: Dialect): ChatCompletionCreateParamsNonStreaming {
  const { jsonSchema, schemaName, temperature, maxOutputTokens } = request;
  return {
    model: modelId,
    messages: dialect.format === 'json_schema' ? [...request.messages] : describeSchema(request),
    [dialect.tokenLimit]: maxOutputTokens,
    ...(temperature !== null && dialect.sendsTemperature ? { temperature } : {}),
    ...(dialect.format === 'json_schema' && {
      response_format: {
        type: 'json_schema',
        json_schema: { name: schemaName, strict: true, schema: toStrictSchema(jsonSchema) },
      },
    }),
    ...(dialect.format === 'json_object' && { response_format: { type: 'json_object' } }),
  };
}

/** Without schema support the model has to read what is wanted; the answer is checked either way. */
function describeSchema({ messages, jsonSchema, schemaName }: ChatRequest): ModelMessage[] {
  const description = `Answer with one JSON object and nothing else. It must fit this JSON schema (${schemaName}):\n${JSON.stringify(jsonSchema)}`;
  return [{ role: 'system', content: description }, ...messages];
}

/** @returns the next simpler way of asking if the failure is about the way of asking, else null. */
function simplify(dialect: Dialect, { status, message }: ProviderFailure): Dialect | null {
  if (status !== 400 && status !== 404 && status !== 422) return null;
  if (/response_format|json_schema|json_object|structured output|schema/i.test(message)) {
    if (dialect.format === 'json_schema') return { ...dialect, format: 'json_object' };
    if (dialect.format === 'json_object') return { ...dialect, format: 'text' };
  }
  if (dialect.sendsTemperature && /temperature/i.test(message)) return { ...dialect, sendsTemperature: false };
  if (dialect.tokenLimit === 'max_tokens' && /max_tokens/i.test(message)) {
    return { ...dialect, tokenLimit: 'max_completion_tokens' };
  }
  if (
    dialect.tokenLimit === 'max_completion_tokens' &&
    /unrecogni[sz]ed|unknown|unexpected|extra|not permitted/i.test(message) &&
    /max_completion_tokens/i.test(message)
  ) {
    return { ...dialect, tokenLimit: 'max_tokens' };
  }
  return null;
}

function readAnswer({ choices, usage }: ChatCompletion): ChatAnswer {
  const choice = choices?.[0];
  const tokens = usage ? { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens } : null;
  const text = choice?.message?.content ?? '';
  const refusal = choice?.message?.refusal;
  if (refusal || choice?.finish_reason === 'content_filter') {
    return { text: refusal || text, finish: 'refusal', usage: tokens };
  }
  if (choice?.finish_reason === 'length') return { text, finish: 'length', usage: tokens };
  return { text, finish: text.trim() === '' ? 'empty' : 'stop', usage: tokens };
}
