import type { TokenUsage } from './language-model.ts';

/** A finished call, as it is kept. */
export interface CachedAnswer {
  provider: string;
  modelId: string;
  /** A language model's answer as it wrote it, or an embedding as base64 of little-endian Float32 numbers. */
  text: string;
  /** What the answer took, over all attempts. An embedding made in a batch has its share. */
  usage: TokenUsage;
}

/**
 * Keeps finished calls under the hash of everything that changes the answer, so no answer is paid for twice.
 *
 * Keys are 64 hex digits. Only answers that passed their checks are written. An entry never holds an API key.
 */
export interface ModelCallCache {
  /** @returns the answers that are there, by key. */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, CachedAnswer>>;
  /** Writing a key again is allowed; either answer may stay. */
  write(answers: ReadonlyMap<string, CachedAnswer>): Promise<void>;
}
