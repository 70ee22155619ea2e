import { setMaxListeners } from 'node:events';
import { fingerprint } from '../checkpoint/fingerprint.ts';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import { ModelCallError } from '../error/model-call-error.ts';
import { ModelOutputError } from '../error/model-output-error.ts';
import type { JsonObject } from '../json.ts';
import { askForObject } from './ask-for-object.ts';
import type { ObjectQuestion } from './ask-for-object.ts';
import type { ChatProvider, ChatRequest } from './chat-provider.ts';
import type { GenerateObjectRequest, GeneratedObject, LanguageModel, ModelMessage } from './language-model.ts';
import type { CallAccount, ModelClient } from './model-client.ts';
import type { CachedAnswer } from './model-call-cache.ts';
import { createObjectSchema } from './object-schema.ts';
import type { ObjectSchema } from './object-schema.ts';

const DEFAULT_MAX_OUTPUT_TOKENS = 1024;
const SCHEMA_NAME = /^[\w-]{1,64}$/;
/** Raised when the way a question is put to the server changes, so that older answers are not taken for new ones. */
const PROTOCOL_VERSION = 1;

/** A finished question: the answer as it is cached, and what it took now. */
type Answered = CachedAnswer & { attempts: number; costDollars: number | null; isFromCache: boolean };

/** A provider's model behind the client's cache, limits and retries. Made by `ModelClient.languageModel`. */
export class ClientLanguageModel implements LanguageModel {
  readonly provider: string;
  readonly modelId: string;
  readonly fingerprint: string;
  readonly #client: ModelClient;
  readonly #chat: ChatProvider;
  readonly #account: CallAccount;

  constructor(client: ModelClient, chat: ChatProvider, account: CallAccount) {
    this.provider = chat.provider;
    this.modelId = chat.modelId;
    this.fingerprint = JSON.stringify([chat.provider, chat.endpoint, chat.modelId]);
    this.#client = client;
    this.#chat = chat;
    this.#account = account;
  }

  async generateObject<T = JsonObject>(request: GenerateObjectRequest<T>): Promise<GeneratedObject<T>> {
    const schema = createObjectSchema(request.schema);
    const chat = toChatRequest(request, schema);
    // Thousands of calls may wait on a run's one signal; that is no leak.
    if (request.signal !== undefined) setMaxListeners(0, request.signal);
    const key = fingerprint({ version: PROTOCOL_VERSION, model: this.fingerprint, ...chat });
    try {
      const { value, joined } = await this.#client.inFlight.run(
        key,
        (signal) => this.#answer(key, { chat, schema, signal }),
        request.signal,
      );
      const isCached = value.isFromCache || joined;
      this.#record({ calls: 1, cachedCalls: isCached ? 1 : 0 });
      return {
        // Parsed for every caller, so that no two share an object.
        object: readObject(schema, value.text),
        usage: value.usage,
        costDollars: isCached ? 0 : value.costDollars,
        rawText: value.text,
        attempts: isCached ? 0 : value.attempts,
        cached: isCached,
      };
    } catch (error) {
      this.#record({ calls: 1, failedCalls: 1 });
      throw nameItem(error, request.item ?? null);
    }
  }

  async #answer<T>(key: string, question: ObjectQuestion<T>): Promise<Answered> {
    const { provider, modelId } = this;
    const stored = (await this.#client.cache.read([key])).get(key);
    if (stored !== undefined && 'object' in question.schema.parse(stored.text)) {
      return { ...stored, attempts: 0, costDollars: 0, isFromCache: true };
    }
    const { rawText, usage, attempts, costDollars } = await askForObject(
      this.#client,
      this.#chat,
      this.#account,
      question,
    );
    await this.#client.cache.write(new Map([[key, { provider, modelId, text: rawText, usage }]]));
    return { provider, modelId, text: rawText, usage, attempts, costDollars, isFromCache: false };
  }

  #record(amounts: { calls: number; cachedCalls?: number; failedCalls?: number }): void {
    const { run, step } = this.#account;
    this.#client.usage.record({ run, step, provider: this.provider, modelId: this.modelId }, amounts);
  }
}

/** The call may have been made for another item with the same content, so the item is named only here. */
function nameItem(error: unknown, item: string | null): unknown {
  return error instanceof ModelCallError || error instanceof ModelOutputError ? error.forItem(item) : error;
}

function readObject<T>(schema: ObjectSchema<T>, text: string): T {
  const parsed = schema.parse(text);
  if ('object' in parsed) return parsed.object;
  throw new TypeError(`An answer that had passed its check does not pass it again: ${parsed.issues.join('; ')}.`);
}

function toChatRequest<T>(request: GenerateObjectRequest<T>, { jsonSchema }: ObjectSchema<T>): ChatRequest {
  const { schemaName, temperature = null, maxOutputTokens = DEFAULT_MAX_OUTPUT_TOKENS } = request;
  if (!SCHEMA_NAME.test(schemaName)) {
    throw new InvalidInputError(`Expected a schema name of at most 64 letters, digits, _ or -, got "${schemaName}".`);
  }
  if (temperature !== null && !(temperature >= 0 && temperature <= 2)) {
    throw new InvalidInputError(`Expected a temperature in 0 … 2, got ${temperature}.`);
  }
  if (!Number.isInteger(maxOutputTokens) || maxOutputTokens < 1) {
    throw new InvalidInputError(`Expected maxOutputTokens to be a whole number of at least 1, got ${maxOutputTokens}.`);
  }
  return { messages: readMessages(request), jsonSchema, schemaName, temperature, maxOutputTokens };
}

function readMessages({ prompt, messages }: GenerateObjectRequest<unknown>): readonly ModelMessage[] {
  if ((prompt === undefined) === (messages === undefined)) {
    throw new InvalidInputError('Expected either a prompt or messages, got both or neither.');
  }
  if (messages?.length === 0) throw new InvalidInputError('Expected at least one message, got none.');
  return messages ?? [{ role: 'user', content: prompt ?? '' }];
}
