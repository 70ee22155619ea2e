import type { JsonObject } from '../json.ts';
import type { ModelMessage, TokenUsage } from './language-model.ts';

/** One question as a provider gets it. */
export interface ChatRequest {
  messages: readonly ModelMessage[];
  /** A closed JSON schema, see `createObjectSchema`. */
  jsonSchema: JsonObject;
  schemaName: string;
  /** Null leaves it to the server. */
  temperature: number | null;
  maxOutputTokens: number;
}

/** One answer as it came. */
export interface ChatAnswer {
  /** The answer's text, or the words of a refusal. */
  text: string;
  /** `stop` for a whole answer, `length` if it was cut, `refusal` if the model or a filter declined, `empty` for none. */
  finish: 'stop' | 'length' | 'refusal' | 'empty';
  /** Null if the server did not say. */
  usage: TokenUsage | null;
}

/**
 * Sends one question to one model, once. Retries, limits, cache and cost are the model client's work.
 */
export interface ChatProvider {
  readonly provider: string;
  readonly modelId: string;
  /** Which server, without credentials: `https://api.openai.com/v1`. */
  readonly endpoint: string;

  /** @throws {ProviderFailure} if no answer came. */
  complete(request: ChatRequest, options: { signal: AbortSignal }): Promise<ChatAnswer>;
}
