import type { Matrix } from '../math/matrix.ts';
import type { StepOptions } from '../step-options.ts';

/**
 * Turns texts into unit vectors.
 *
 * A local model learns its vocabulary from the corpus, a remote one does not; both give back an encoder that puts new
 * texts (cluster names, search queries, new conversations) into the same space.
 */
export interface EmbeddingModel {
  /** Who answers: `local`, `openai`, … */
  readonly provider: string;
  /** Which of the provider's models: `lsa`, `text-embedding-3-small`, … */
  readonly modelId: string;
  /** Everything that can change a vector, as one string. */
  readonly fingerprint: string;
  /** Texts sent in one call. */
  readonly maxEmbeddingsPerCall: number;

  /**
   * Embeds a whole corpus.
   *
   * @param texts - n texts; empty ones are allowed and get a zero vector.
   * @returns embeddings of shape (n, d), each row of unit length or zero.
   */
  embedCorpus(texts: readonly string[], options: EmbedCorpusOptions): Promise<EmbeddedCorpus>;

  /** Brings back the encoder of an earlier corpus. @throws {CheckpointError} if the state is not of this model. */
  restoreEncoder(state: EncoderState): Promise<TextEncoder>;
}

export interface EmbedCorpusOptions extends StepOptions {
  seed: number;
}

export interface EmbeddedCorpus {
  embeddings: Matrix;
  encoder: EncoderState;
}

/** What an encoder needs to come back: `header` as JSON, `arrays` as raw numbers. A remote model needs nothing. */
export interface EncoderState {
  header: { provider: string; modelId: string; [key: string]: unknown };
  arrays: Record<string, Float32Array>;
}

/** Embeds new texts into the space of a corpus. */
export interface TextEncoder {
  /** Length of a vector. */
  readonly dimensions: number;
  /** @returns shape (texts.length, dimensions), rows of unit length or zero. */
  encode(texts: readonly string[], options?: StepOptions): Promise<Matrix>;
}
