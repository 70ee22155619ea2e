import { setMaxListeners } from 'node:events';
import type { CreateEmbeddingResponse } from 'openai/resources/embeddings';
import { fingerprint } from '../../checkpoint/fingerprint.ts';
import type {
  EmbedCorpusOptions,
  EmbeddedCorpus,
  EmbeddingModel,
  EncoderState,
  TextEncoder,
} from '../../embedding/embedding-model.ts';
import { CheckpointError } from '../../error/checkpoint-error.ts';
import type { Matrix } from '../../math/matrix.ts';
import type { StepOptions } from '../../step-options.ts';
import type { TokenUsage } from '../language-model.ts';
import type { CallAccount, ModelClient } from '../model-client.ts';
import { ProviderFailure } from '../provider-failure.ts';
import { createOpenAIConnection } from './create-openai-connection.ts';
import type { OpenAIConnection, OpenAIConnectionOptions } from './create-openai-connection.ts';
import { embedThroughCache } from './embed-through-cache.ts';
import { toProviderFailure } from './to-provider-failure.ts';

export interface OpenAIEmbeddingModelOptions extends OpenAIConnectionOptions {
  client: ModelClient;
  modelId: string;
  /** Shorter vectors, where the model can give them; its own length when not given. */
  dimensions?: number;
  account?: CallAccount;
}

/** Raised when the way texts are embedded changes, so that older vectors are not taken for new ones. */
const PROTOCOL_VERSION = 1;

/** An embedding model behind any server that speaks OpenAI's protocol. Every text is sent once, whatever the corpus. */
export class OpenAIEmbeddingModel implements EmbeddingModel {
  readonly provider: string;
  readonly modelId: string;
  readonly fingerprint: string;
  readonly maxEmbeddingsPerCall = 128;
  readonly #client: ModelClient;
  readonly #connection: OpenAIConnection;
  readonly #dimensions: number | null;
  readonly #account: CallAccount;

  /** @throws {InvalidInputError} if the URL is not one, or OpenAI itself is to be called without a key. */
  constructor({ client, modelId, dimensions, account = {}, ...connection }: OpenAIEmbeddingModelOptions) {
    this.#connection = createOpenAIConnection(connection);
    this.#client = client;
    this.#dimensions = dimensions ?? null;
    this.#account = account;
    this.provider = this.#connection.provider;
    this.modelId = modelId;
    this.fingerprint = JSON.stringify([
      PROTOCOL_VERSION,
      this.provider,
      this.#connection.endpoint,
      modelId,
      this.#dimensions,
    ]);
  }

  async embedCorpus(texts: readonly string[], options: EmbedCorpusOptions): Promise<EmbeddedCorpus> {
    const embeddings = await this.#embed(texts, options);
    const { provider, modelId, fingerprint: model } = this;
    return {
      embeddings,
      encoder: { header: { provider, modelId, model, dimensions: embeddings.columns }, arrays: {} },
    };
  }

  async restoreEncoder({ header }: EncoderState): Promise<TextEncoder> {
    const { dimensions } = header;
    if (header.model !== this.fingerprint || typeof dimensions !== 'number') {
      throw new CheckpointError(
        `The encoder was made by ${header.provider}/${header.modelId} with other settings than ${this.provider}/${this.modelId} has now.`,
      );
    }
    return {
      dimensions,
      encode: (texts, options = {}) => this.#embed(texts, options, dimensions),
    };
  }

  async #embed(texts: readonly string[], step: StepOptions, dimensions?: number): Promise<Matrix> {
    const { signal } = step;
    if (signal !== undefined) setMaxListeners(0, signal);
    return embedThroughCache(texts, {
      ...step,
      client: this.#client,
      target: { provider: this.provider, modelId: this.modelId, endpoint: this.#connection.endpoint },
      account: this.#account,
      keyOf: (text) => fingerprint({ kind: 'embedding', model: this.fingerprint, text }),
      send: (batch, batchSignal) => this.#send(batch, batchSignal),
      maxTextsPerCall: this.maxEmbeddingsPerCall,
      dimensions: dimensions ?? this.#dimensions,
    });
  }

  async #send(
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<{ answer: Float32Array[]; usage: TokenUsage | null }> {
    const { client, redact } = this.#connection;
    let response: CreateEmbeddingResponse;
    try {
      response = await client.embeddings.create(
        {
          model: this.modelId,
          input: [...texts],
          // Base64 would be shorter, but not every compatible server can write it.
          encoding_format: 'float',
          ...(this.#dimensions === null ? {} : { dimensions: this.#dimensions }),
        },
        { signal },
      );
    } catch (error) {
      signal.throwIfAborted();
      throw toProviderFailure(error, redact);
    }
    const tokens = response.usage?.prompt_tokens;
    return {
      answer: readVectors(response, texts.length),
      usage: tokens === undefined ? null : { inputTokens: tokens, outputTokens: 0 },
    };
  }
}

/** Puts vectors in the order of their texts. @throws {ProviderFailure} to be retried, if they are not the right ones. */
function readVectors({ data }: CreateEmbeddingResponse, count: number): Float32Array[] {
  if (!Array.isArray(data) || data.length !== count) {
    throw new ProviderFailure(`expected ${count} embeddings, got ${Array.isArray(data) ? data.length : 'none'}`, {
      isRetryable: true,
    });
  }
  const vectors: Float32Array[] = Array.from({ length: count });
  for (const { index, embedding } of data) vectors[index] = toUnitLength(Float32Array.from(embedding));
  const length = vectors[0]?.length;
  for (let i = 0; i < count; i++) {
    if (vectors.length !== count || vectors[i] === undefined || vectors[i].length !== length || length === 0) {
      throw new ProviderFailure(`expected ${count} embeddings of one length, number ${i} is missing or differs`, {
        isRetryable: true,
      });
    }
  }
  return vectors;
}

function toUnitLength(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector);
  if (!Number.isFinite(norm)) {
    throw new ProviderFailure('expected finite numbers in an embedding, got others', { isRetryable: true });
  }
  return norm === 0 ? vector : vector.map((value) => value / norm);
}
