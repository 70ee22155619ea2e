import { LsaEmbeddingModel } from '../../../packages/core/src/embedding/local/lsa-embedding-model.ts';
import { LsaWithEncoderEmbeddingModel } from '../../../packages/core/src/embedding/local/lsa-with-encoder-embedding-model.ts';
import {
  encodeSentences,
  isSentenceEncoderInstalled,
} from '../../../packages/core/src/embedding/local/sentence-encoder.ts';
import { CorpusTerms } from '../../../packages/core/src/embedding/local/term-matrix.ts';
import { tokenise } from '../../../packages/core/src/embedding/local/tokenise.ts';
import type { Matrix } from '../../../packages/core/src/math/matrix.ts';
import { createMatrix } from '../../../packages/core/src/math/matrix.ts';
import { normaliseRows } from '../../../packages/core/src/math/normalise-rows.ts';

interface Embedding {
  name: string;
  /** To embed all texts. */
  seconds: number;
  /** Null where it cannot be had here. */
  embeddings: Matrix | null;
}

/** Dense rows of all terms would take gigabytes; the rest are too rare to hold clusters together. */
const TFIDF_TERMS = 3_000;
const SEED = 42;

/** TF-IDF, latent semantic analysis, the optional sentence encoder, and these two side by side (the default). */
export async function embedInEveryWay(texts: string[], options: { encoder: boolean }): Promise<Embedding[]> {
  const tfidf = await measure(() => embedByTfIdf(texts));
  const lsa = await measure(async () => (await new LsaEmbeddingModel().embedCorpus(texts, { seed: SEED })).embeddings);
  const embeddings = [
    { name: 'TF-IDF', ...tfidf },
    { name: 'LSA', ...lsa },
  ];
  if (!options.encoder || !isSentenceEncoderInstalled()) {
    const missing = { seconds: Number.NaN, embeddings: null };
    return [...embeddings, { name: 'encoder', ...missing }, { name: 'LSA + encoder (default)', ...missing }];
  }
  const model = new LsaWithEncoderEmbeddingModel();
  const both = await measure(async () => (await model.embedCorpus(texts, { seed: SEED })).embeddings);
  const encoder = await measure(() => embedByEncoder(texts));
  return [...embeddings, { name: 'encoder', ...encoder }, { name: 'LSA + encoder (default)', ...both }];
}

/** The encoder alone, centred on the corpus: what all its texts share says nothing. */
async function embedByEncoder(texts: readonly string[]): Promise<Matrix> {
  const sentences = await encodeSentences(texts);
  const mean = new Float64Array(sentences.columns);
  for (let i = 0; i < sentences.data.length; i++) mean[i % mean.length] += sentences.data[i] / sentences.rows;
  for (let i = 0; i < sentences.data.length; i++) sentences.data[i] -= mean[i % mean.length];
  return normaliseRows(sentences);
}

async function measure(embed: () => Promise<Matrix>): Promise<{ seconds: number; embeddings: Matrix }> {
  const startedAt = performance.now();
  const embeddings = await embed();
  return { seconds: (performance.now() - startedAt) / 1000, embeddings };
}

async function embedByTfIdf(texts: readonly string[]): Promise<Matrix> {
  const corpus = new CorpusTerms();
  for (const text of texts) corpus.add(tokenise(text));
  const { matrix } = await corpus.finish({ minDocuments: 2, maxTerms: TFIDF_TERMS, pause: async () => {} });
  const dense = createMatrix(matrix.rows, matrix.columns);
  for (let row = 0; row < matrix.rows; row++) {
    for (let entry = matrix.offsets[row]; entry < matrix.offsets[row + 1]; entry++) {
      dense.data[row * matrix.columns + matrix.indices[entry]] = matrix.values[entry];
    }
  }
  return dense;
}
