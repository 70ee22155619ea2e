import type {
  EmbedCorpusOptions,
  EmbeddedCorpus,
  EmbeddingModel,
  EncoderState,
  TextEncoder,
} from '../embedding-model.ts';
import { LSA_SETTINGS, LSA_VERSION, LsaEncoder, fitLsa, loadLsaBasis, saveLsaBasis } from './lsa-encoder.ts';

/** Latent semantic analysis: no weights, no key, any language; learns its space from the corpus. */
export class LsaEmbeddingModel implements EmbeddingModel {
  readonly provider = 'local';
  readonly modelId = 'lsa';
  readonly fingerprint = `local/lsa@${LSA_VERSION} ${JSON.stringify(LSA_SETTINGS)}`;
  readonly maxEmbeddingsPerCall = Number.MAX_SAFE_INTEGER;

  async embedCorpus(texts: readonly string[], options: EmbedCorpusOptions): Promise<EmbeddedCorpus> {
    const { basis, embeddings } = await fitLsa(texts, options);
    return { embeddings, encoder: saveLsaBasis(basis, this.modelId) };
  }

  async restoreEncoder(state: EncoderState): Promise<TextEncoder> {
    return new LsaEncoder(loadLsaBasis(state, this.modelId));
  }
}
