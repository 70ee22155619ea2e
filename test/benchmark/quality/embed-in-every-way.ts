import { LsaEmbeddingModel } from '../../../packages/core/src/embedding/local/lsa-embedding-model.ts';
import { LsaWithEncoderEmbeddingModel } from '../../../packages/core/src/embedding/local/lsa-with-encoder-embedding-model.ts';
import { SENTENCE_DIMENSIONS } from '../../../packages/core/src/embedding/local/sentence/sentence-model.ts';
import { isSentenceEncoderInstalled } from '../../../packages/core/src/embedding/local/sentence-encoder.ts';
import { CorpusTerms } from '../../../packages/core/src/embedding/local/term-matrix.ts';
import { tokenise } from '../../../packages/core/src/embedding/local/tokenise.ts';
import type { Matrix } from '../../../packages/core/src/math/matrix.ts';
import { createMatrix, matrixRow } from '../../../packages/core/src/math/matrix.ts';
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

/** TF-IDF, latent semantic analysis (the default), the optional sentence encoder, and these two side by side. */
export async function embedInEveryWay(texts: string[], options: { encoder: boolean }): Promise<Embedding[]> {
  const tfidf = await measure(() => embedByTfIdf(texts));
  const lsa = await measure(async () => (await new LsaEmbeddingModel().embedCorpus(texts, { seed: SEED })).embeddings);
  const embeddings = [
    { name: 'TF-IDF', ...tfidf },
    { name: 'LSA (default)', ...lsa },
  ];
  if (!options.encoder || !isSentenceEncoderInstalled()) {
    const missing = { seconds: Number.NaN, embeddings: null };
    return [...embeddings, { name: 'encoder', ...missing }, { name: 'LSA + encoder', ...missing }];
  }
  const model = new LsaWithEncoderEmbeddingModel();
  const both = await measure(async () => (await model.embedCorpus(texts, { seed: SEED })).embeddings);
  // The encoder's part stands behind the other one, centred on the corpus.
  const encoder = normaliseRows(cutColumns(both.embeddings, both.embeddings.columns - SENTENCE_DIMENSIONS));
  return [
    ...embeddings,
    { name: 'encoder', seconds: both.seconds, embeddings: encoder },
    { name: 'LSA + encoder', ...both },
  ];
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

function cutColumns(matrix: Matrix, from: number): Matrix {
  const cut = createMatrix(matrix.rows, matrix.columns - from);
  for (let row = 0; row < matrix.rows; row++) matrixRow(cut, row).set(matrixRow(matrix, row).subarray(from));
  return cut;
}
