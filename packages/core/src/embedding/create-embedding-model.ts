import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { CallAccount, ModelClient } from '../model/model-client.ts';
import type { OpenAIConnectionOptions } from '../model/openai/create-openai-connection.ts';
import { OpenAIEmbeddingModel } from '../model/openai/openai-embedding-model.ts';
import type { RunOptions } from '../run-options.ts';
import type { EmbeddingModel } from './embedding-model.ts';
import { LsaEmbeddingModel } from './local/lsa-embedding-model.ts';
import { LsaWithEncoderEmbeddingModel } from './local/lsa-with-encoder-embedding-model.ts';

/** How a remote embedding model is reached. */
export interface EmbeddingAccess extends OpenAIConnectionOptions {
  client: ModelClient;
  account?: CallAccount;
}

/**
 * The embedding model that a run's options name.
 *
 * @param access - the way to a remote model; the local ones need none.
 * @throws {InvalidInputError} if there is no model of that name, or it is remote and no way to it is given.
 *
 * @example
 * const model = createEmbeddingModel(options.embedding, { client, apiKey, baseURL, account: { step: 'embedding' } });
 */
export function createEmbeddingModel(embedding: RunOptions['embedding'], access?: EmbeddingAccess): EmbeddingModel {
  const { provider, modelId } = embedding;
  if (embedding.provider === 'openai') {
    if (access === undefined) {
      throw new InvalidInputError(
        `The embeddings come from ${provider}/${modelId}, but there is no way to it. ` +
          'Set OPENAI_API_KEY, or OPENAI_BASE_URL for another server, or use the embedding local/lsa.',
      );
    }
    const { dimensions } = embedding;
    return new OpenAIEmbeddingModel({ ...access, provider, modelId, dimensions: dimensions ?? undefined });
  }
  switch (embedding.modelId) {
    case 'lsa':
      return new LsaEmbeddingModel();
    case 'lsa+encoder':
      return new LsaWithEncoderEmbeddingModel();
    default:
      throw new InvalidInputError(
        `Expected the embedding model local/lsa, local/lsa+encoder or one of openai, got ${String(provider)}/${String(modelId)}.`,
      );
  }
}
