import { setImmediate as nextTurn } from 'node:timers/promises';
import type * as Onnxruntime from 'onnxruntime-node';
import { PIECE_DIMENSIONS, encodeSentenceGraph } from './encode-sentence-graph.ts';
import type { SentenceModel } from './sentence-model.ts';
import { SENTENCE_DIMENSIONS } from './sentence-model.ts';
import { loadSentencePieces, readSentenceWeights } from './sentence-weights.ts';

/** The model reads so many pieces of a text, about a hundred words, and passes over the rest. */
const MOST_PIECES = 128;
/** Pieces a call, padding included: enough to fill both cores, and the event loop waits no longer than about 30 ms. */
const PIECES_PER_CALL = 512;
const TIMESCALES =
  'module_apply_default/Encoder_en/KonaTransformer/Encode/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1';

/**
 * The Universal Sentence Encoder Lite on onnxruntime: the weights of the installed package in a graph built in code.
 *
 * Texts of about the same length go through together. What a text's vector is does not depend on its company.
 *
 * @returns null if onnxruntime-node is not installed or does not load on this machine.
 */
export async function createOnnxSentenceModel(): Promise<SentenceModel | null> {
  let runtime: typeof Onnxruntime;
  try {
    runtime = await import('onnxruntime-node');
  } catch {
    return null;
  }
  // Each of these steps takes up to 50 ms at a stretch: others get a turn between them.
  await nextTurn();
  const pieces = await loadSentencePieces();
  await nextTurn();
  const weights = await readSentenceWeights();
  const positions = createPositions(weights.tensors.get(TIMESCALES)!.data);
  await nextTurn();
  const graph = encodeSentenceGraph(weights);
  await nextTurn();
  const session = await runtime.InferenceSession.create(graph, {
    executionProviders: ['cpu'],
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });

  return {
    async encode(texts, write, pause) {
      const encoded: number[][] = [];
      for (const text of texts) {
        encoded.push(pieces.encode(text, MOST_PIECES));
        await pause();
      }
      for (const { indices, length } of batchByLength(encoded)) {
        const ids = new Int32Array(indices.length * length);
        const mask = new Float32Array(indices.length * length).fill(-1e9);
        const shares = new Float32Array(indices.length * length);
        indices.forEach((index, row) => {
          const own = encoded[index];
          const start = row * length;
          ids.set(own, start);
          mask.fill(0, start, start + own.length);
          shares.fill(1 / own.length, start, start + own.length);
        });
        const { vectors } = await session.run({
          ids: new runtime.Tensor('int32', ids, [indices.length, length]),
          positions: new runtime.Tensor('float32', positions.subarray(0, length * PIECE_DIMENSIONS), [
            length,
            PIECE_DIMENSIONS,
          ]),
          mask: new runtime.Tensor('float32', mask, [indices.length, 1, 1, length]),
          shares: new runtime.Tensor('float32', shares, [indices.length, 1, length]),
        });
        const data = vectors!.data as Float32Array;
        indices.forEach((index, row) =>
          write(index, data.subarray(row * SENTENCE_DIMENSIONS, (row + 1) * SENTENCE_DIMENSIONS)),
        );
        await pause();
      }
    },
  };
}

/** Sine and cosine of each position at each timescale. Shape (128, 256). */
function createPositions(timescales: Float32Array): Float32Array {
  const half = PIECE_DIMENSIONS / 2;
  const positions = new Float32Array(MOST_PIECES * PIECE_DIMENSIONS);
  for (let position = 0; position < MOST_PIECES; position++) {
    for (let j = 0; j < half; j++) {
      positions[position * PIECE_DIMENSIONS + j] = Math.sin(position * timescales[j]);
      positions[position * PIECE_DIMENSIONS + half + j] = Math.cos(position * timescales[j]);
    }
  }
  return positions;
}

/** Cuts texts, sorted by length, into batches of at most PIECES_PER_CALL pieces. `length` is that of the longest. */
function batchByLength(encoded: readonly number[][]): { indices: number[]; length: number }[] {
  const order = encoded.map((_, i) => i).sort((a, b) => encoded[a].length - encoded[b].length || a - b);
  const batches: { indices: number[]; length: number }[] = [];
  let batch: { indices: number[]; length: number } | undefined;
  for (const index of order) {
    const { length } = encoded[index];
    if (batch === undefined || (batch.indices.length + 1) * length > PIECES_PER_CALL) {
      batch = { indices: [], length };
      batches.push(batch);
    }
    batch.indices.push(index);
    batch.length = length;
  }
  return batches;
}
