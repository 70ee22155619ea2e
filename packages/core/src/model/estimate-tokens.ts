import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { ModelMessage } from './language-model.ts';

/** The tokenizer's time grows with the square of an unbroken run (40,000 Chinese characters: 5 s), so none gets longer. */
const PIECE_LENGTH = 512;

/** What chat servers add around each message and the answer. */
const TOKENS_PER_MESSAGE = 4;

/**
 * Estimates how many tokens a text takes, with the o200k encoding of current OpenAI models.
 *
 * Exact up to 512 characters; longer texts are counted in pieces, which adds at most one or two tokens a piece. Other
 * vendors' models may differ by a third.
 */
export function estimateTokens(text: string): number {
  let count = 0;
  for (let start = 0; start < text.length; start += PIECE_LENGTH) {
    // What users wrote may contain <|endoftext|>; it is text like any other.
    count += countTokens(text.slice(start, start + PIECE_LENGTH), { disallowedSpecial: new Set() });
  }
  return count;
}

/** Estimates the input tokens of a chat call, the schema included, which servers add to the prompt. */
export function estimateRequestTokens(messages: readonly ModelMessage[], jsonSchema: object): number {
  return messages.reduce(
    (sum, { content }) => sum + estimateTokens(content) + TOKENS_PER_MESSAGE,
    TOKENS_PER_MESSAGE + estimateTokens(JSON.stringify(jsonSchema)),
  );
}
