import { embedText } from './embed-text.ts';
import type { FaultKind } from './fault.ts';
import { ApiError } from './send.ts';
import { countTokens } from './words.ts';

export interface EmbeddingBody {
  model: string;
  input: string | string[];
  dimensions?: number;
}

const DIMENSIONS = 256;

/** Writes embeddings, last text first, because clients must go by `index`. */
export function answerEmbeddings(body: EmbeddingBody, fault: FaultKind | null): { payload: unknown; isSound: boolean } {
  const texts = [body.input].flat();
  if (texts.some((text) => typeof text !== 'string' || text === '')) {
    throw new ApiError(400, "'$.input' is invalid: an empty string is not allowed", 'input');
  }
  const data = texts.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: embedText(text, body.dimensions ?? DIMENSIONS),
  }));
  if (fault === 'wrong-embedding-count') data.pop();
  const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
  return {
    payload: {
      object: 'list',
      model: body.model,
      data: data.reverse(),
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    },
    isSound: fault === null || fault === 'slow-body',
  };
}
