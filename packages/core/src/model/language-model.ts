import type { z } from 'zod';
import type { JsonObject } from '../json.ts';

export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
}

/** The shape of an answer: a zod object schema, or a JSON schema whose root is an object. */
export type AnswerSchema<T> = z.ZodType<T> | JsonObject;

/** One question to a model. Exactly one of `prompt` and `messages` is given. */
export interface GenerateObjectRequest<T> {
  /** Shorthand for a single user message. */
  prompt?: string;
  messages?: readonly ModelMessage[];
  /** Every object in it must be closed and every field required; a field may be nullable instead of optional. */
  schema: AnswerSchema<T>;
  /** Letters, digits, `_` and `-`, at most 64. The model reads it. */
  schemaName: string;
  /** 0 (repeatable) to 2; left to the server when not given. */
  temperature?: number;
  /** The longest answer that is paid for. Default 1024. */
  maxOutputTokens?: number;
  /** Which conversation or cluster the call is for; named in errors, never sent. */
  item?: string;
  /** Aborting it rejects the call with the signal's reason, waiting or under way. */
  signal?: AbortSignal;
}

export interface GeneratedObject<T> {
  object: T;
  /** Over all attempts that were answered. For a cached answer: what it took when it was made. */
  usage: TokenUsage;
  /** US dollars paid by this call: 0 if the answer was cached, null if the model's price is not known. */
  costDollars: number | null;
  /** The answer as the model wrote it. */
  rawText: string;
  /** How often the call was sent, retries included; 0 if the answer was cached. */
  attempts: number;
  cached: boolean;
}

/** A model that answers in JSON of a given shape. */
export interface LanguageModel {
  /** Who answers: `openai`, … */
  readonly provider: string;
  /** Which of the provider's models: `gpt-4o-mini`, … */
  readonly modelId: string;
  /** Provider, server and model as one string. Prompts and settings are the caller's to add. */
  readonly fingerprint: string;

  /**
   * Asks for one object.
   *
   * @throws {InvalidInputError} if the request cannot be sent: an open schema, no message, a bad name.
   * @throws {ModelCallError} if no answer came after all retries.
   * @throws {ModelOutputError} if answers came but none had the right shape.
   * @throws {BudgetExceededError} before a call that could exceed the budget.
   */
  generateObject<T = JsonObject>(request: GenerateObjectRequest<T>): Promise<GeneratedObject<T>>;
}
