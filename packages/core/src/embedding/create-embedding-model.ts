import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { RunOptions } from '../run-options.ts';
import type { EmbeddingModel } from './embedding-model.ts';
import { LsaEmbeddingModel } from './local/lsa-embedding-model.ts';
import { LsaWithEncoderEmbeddingModel } from './local/lsa-with-encoder-embedding-model.ts';

/**
 * The embedding model that a run's options name.
 *
 * @throws {InvalidInputError} if there is none of that name.
 */
export function createEmbeddingModel({ provider, modelId }: RunOptions['embedding']): EmbeddingModel {
  switch (modelId) {
    case 'lsa':
      return new LsaEmbeddingModel();
    case 'lsa+encoder':
      return new LsaWithEncoderEmbeddingModel();
    default:
      throw new InvalidInputError(
        `Expected the embedding model local/lsa or local/lsa+encoder, got ${String(provider)}/${String(modelId)}.`,
      );
  }
}
