import { CheckpointError } from '../../error/checkpoint-error.ts';
import { createPause } from '../../math/create-pause.ts';
import type { Matrix } from '../../math/matrix.ts';
import { createMatrix, matrixRow } from '../../math/matrix.ts';
import type { StepOptions } from '../../step-options.ts';
import type {
  EmbedCorpusOptions,
  EmbeddedCorpus,
  EmbeddingModel,
  EncoderState,
  TextEncoder,
} from '../embedding-model.ts';
import { LSA_SETTINGS, LSA_VERSION, LsaEncoder, fitLsa, loadLsaBasis, saveLsaBasis } from './lsa-encoder.ts';
import { encodeSentences } from './sentence-encoder.ts';
import { SENTENCE_DIMENSIONS } from './sentence/sentence-model.ts';
import type { SentencePieces } from './sentence/sentence-pieces.ts';
import { fitSentenceSpace, projectSentences } from './sentence/sentence-space.ts';
import type { SentenceSpace } from './sentence/sentence-space.ts';
import { loadSentencePieces } from './sentence/sentence-weights.ts';
import { countWords } from './tokenise.ts';

/** Texts whose sentence vectors are held at a time, and from how many of them the space is learned at most. */
const TEXTS_AT_A_TIME = 4_096;
/** Share of the time that latent semantic analysis takes. */
const LSA_SHARE = 0.1;

/** Raised when the same texts would get other vectors. */
const VERSION = 4;

/**
 * Latent semantic analysis beside a small English sentence encoder.
 *
 * The first knows the words of this corpus, in any language; the second what words mean in general. How much the second
 * counts depends on how much the first has to go by and on how well the second knows the words; see `weighEncoder`. About 400 summaries a second on two cores, 26
 * where onnxruntime is missing; needs the optional packages @energetic-ai/*.
 */
export class LsaWithEncoderEmbeddingModel implements EmbeddingModel {
  readonly provider = 'local';
  readonly modelId = 'lsa+encoder';
  readonly fingerprint = `local/lsa+encoder@${LSA_VERSION} use-lite@${VERSION} ${JSON.stringify(LSA_SETTINGS)}`;
  readonly maxEmbeddingsPerCall = Number.MAX_SAFE_INTEGER;

  async embedCorpus(
    texts: readonly string[],
    { seed, signal, onProgress }: EmbedCorpusOptions,
  ): Promise<EmbeddedCorpus> {
    const report = (share: number): void => onProgress?.(Math.floor(share * texts.length), texts.length);
    const { basis, embeddings } = await fitLsa(texts, {
      seed,
      signal,
      onProgress: (done, total) => report((LSA_SHARE * done) / Math.max(total, 1)),
    });
    const encode = (some: readonly string[], before: number): Promise<Matrix> =>
      encodeSentences(some, {
        signal,
        onProgress: (done) => report(LSA_SHARE + ((1 - LSA_SHARE) * (before + done)) / texts.length),
      });
    const isOnePass = texts.length <= TEXTS_AT_A_TIME;
    const step = Math.ceil(texts.length / TEXTS_AT_A_TIME);
    const sample = isOnePass
      ? await encode(texts, 0)
      : await encodeSentences(
          texts.filter((_, i) => i % step === 0),
          { signal },
        );
    const space = await fitSentenceSpace(sample, createPause(signal));

    const pieces = await loadSentencePieces();
    const joined = createMatrix(texts.length, embeddings.columns + space.directions.rows);
    const pause = createPause(signal);
    for (let start = 0; start < texts.length; start += TEXTS_AT_A_TIME) {
      const some = texts.slice(start, start + TEXTS_AT_A_TIME);
      const sentences = isOnePass ? sample : await encode(some, start);
      const projected = await projectSentences(sentences, space, { signal });
      for (const [i, text] of some.entries()) {
        const weight = weighEncoder(text, pieces);
        joinRow(matrixRow(embeddings, start + i), matrixRow(projected, i), weight, matrixRow(joined, start + i));
        await pause();
      }
    }
    report(1);
    const state = saveLsaBasis(basis, this.modelId);
    return {
      embeddings: joined,
      encoder: {
        header: { ...state.header, encoderVersion: VERSION },
        arrays: { ...state.arrays, mean: space.mean, directions: space.directions.data },
      },
    };
  }

  /** Its encoder gives a text of which the corpus has no word a zero row. */
  async restoreEncoder(state: EncoderState): Promise<TextEncoder> {
    const lsa = new LsaEncoder(loadLsaBasis(state, this.modelId));
    const space = loadSentenceSpace(state);
    const dimensions = lsa.dimensions + space.directions.rows;
    return {
      dimensions,
      encode: async (texts: readonly string[], options: StepOptions = {}) => {
        const left = await lsa.encode(texts, { signal: options.signal });
        const pieces = await loadSentencePieces();
        const right = await projectSentences(await encodeSentences(texts, options), space, options);
        const joined = createMatrix(texts.length, dimensions);
        texts.forEach((text, i) => {
          // The encoder alone would find a place for any string of letters; a search should say that it knows no word.
          if (measureLength(matrixRow(left, i)) === 0) return;
          joinRow(matrixRow(left, i), matrixRow(right, i), weighEncoder(text, pieces), matrixRow(joined, i));
        });
        return joined;
      },
    };
  }
}

function loadSentenceSpace({ header, arrays: { mean, directions } }: EncoderState): SentenceSpace {
  if (header.encoderVersion !== VERSION) {
    throw new CheckpointError(
      `Expected the encoder of local/lsa+encoder version ${VERSION}, got ${String(header.encoderVersion)}. ` +
        'Start a new run with the same options: it embeds the summaries again.',
    );
  }
  if (mean?.length !== SENTENCE_DIMENSIONS || !directions?.length || directions.length % SENTENCE_DIMENSIONS !== 0) {
    throw new CheckpointError(
      'The stored encoder of local/lsa+encoder is incomplete. Start a new run with the same options: it embeds the summaries again.',
    );
  }
  const rows = directions.length / SENTENCE_DIMENSIONS;
  return { mean, directions: { data: directions, rows, columns: SENTENCE_DIMENSIONS } };
}

/** Both parts side by side, the whole of unit length. */
function joinRow(left: Matrix['data'], right: Matrix['data'], encoderWeight: number, target: Matrix['data']): void {
  const leftLength = measureLength(left);
  const rightLength = measureLength(right);
  const leftWeight = leftLength > 0 ? 1 : 0;
  const rightWeight = rightLength > 0 ? encoderWeight : 0;
  const length = Math.hypot(leftWeight, rightWeight);
  if (leftWeight > 0) for (let j = 0; j < left.length; j++) target[j] = left[j] / (leftLength * length);
  if (rightWeight > 0) {
    const scale = rightWeight / (rightLength * length);
    for (let j = 0; j < right.length; j++) target[left.length + j] = right[j] * scale;
  }
}

/** Pieces a word in plain English; fewer say no more. */
const PLAIN_FERTILITY = 1.3;
/** The encoder reads no more of a text. */
const PIECES_READ = 128;

/**
 * Length of the encoder's part beside an LSA part of length 1: 5 / √words, times 1.3 / fertility where that is less.
 *
 * LSA adds up what the words of a text tell, so the more there are, the surer it is; the encoder reads a sentence, and
 * more of them do not make it surer. And it is as good as it knows the words: in another language, or among names of
 * products, it has only their syllables; see `SentencePieces.measureFertility`.
 *
 * Chosen by labels on the sample's summaries, banking77, a part of CLINC150, and 560 questions to another product with
 * two models' summaries of them; what it gained on texts that were kept apart is in docs/benchmarks.md.
 */
function weighEncoder(text: string, pieces: SentencePieces): number {
  const knowledge = Math.min(1, PLAIN_FERTILITY / pieces.measureFertility(text, PIECES_READ));
  return (5 * knowledge) / Math.sqrt(Math.max(countWords(text), 4));
}

/** Zero below what rounding leaves of a row that equals the mean. */
function measureLength(row: Matrix['data']): number {
  let squared = 0;
  for (const value of row) squared += value * value;
  return squared < 1e-10 ? 0 : Math.sqrt(squared);
}
