import { availableParallelism } from 'node:os';
import { KernelThread, KernelThreadEnded } from './kernel-thread.ts';
import type { BlockSize, MatrixKernel, ScoreBlock, TopColumns } from './matrix-kernel.ts';
import type { OnnxKernelParts } from './onnx-kernel.ts';

/** Threads for typed arrays, each of which keeps one core busy; onnxruntime shares a block among cores by itself. */
const MAX_THREADS = 4;
const MIN_COLUMNS = 16;

/** A kernel that computes large blocks on threads. */
export interface ThreadedKernel extends MatrixKernel {
  /** Starts the threads, as the first large block does. Resolves when they are ready, or have failed. */
  start(): Promise<void>;
  /** Ends the threads. Blocks under way and later ones are computed on the calling thread. */
  end(): Promise<void>;
}

/**
 * The same kernel with threads for large blocks, so that the event loop is free, and results are read while the next
 * blocks are computed. No result depends on where it was computed.
 *
 * Until the threads are ready, blocks are computed on the calling thread; so are those of a thread that has ended,
 * whatever ended it.
 *
 * @param direct - computes on the calling thread.
 * @param parts - what `direct` is made of, if it is onnxruntime's.
 *
 * @example
 * const kernel = createThreadedKernel(typedArrayKernel);
 */
export function createThreadedKernel(direct: MatrixKernel, parts?: OnnxKernelParts): ThreadedKernel {
  const { name, multiplicationsPerBlock } = direct;
  const threads: KernelThread[] = [];
  let hasEnded = false;

  /** Half a block or more, so that small jobs start no threads; and columns enough to be worth the copy of a row. */
  const isLarge = ({ m, k, d }: BlockSize): boolean => k >= MIN_COLUMNS && m * k * d >= multiplicationsPerBlock / 2;

  const start = (): void => {
    const count = parts ? 1 : Math.min(MAX_THREADS, availableParallelism());
    while (threads.length < count) threads.push(new KernelThread(parts));
  };

  /** The thread with the fewest blocks, or null if the block is for the calling thread. */
  const chooseThread = (block: ScoreBlock): KernelThread | null => {
    if (hasEnded || !isLarge(block)) return null;
    start();
    let best: KernelThread | null = null;
    for (const thread of threads) {
      if (thread.state === 'ready' && (best === null || thread.load < best.load)) best = thread;
    }
    return best;
  };

  const compute = async <Result extends Float32Array | TopColumns>(
    block: ScoreBlock,
    p: number | null,
    computeHere: () => Promise<Result>,
  ): Promise<Result> => {
    const thread = chooseThread(block);
    if (!thread) return computeHere();
    try {
      return (await thread.compute(block, p)) as Result;
    } catch (error) {
      if (error instanceof KernelThreadEnded) return computeHere();
      throw error;
    }
  };

  return {
    name,
    multiplicationsPerBlock,
    score: (block) => compute(block, null, () => direct.score(block)),
    topColumns: (block, p) => compute(block, p, () => direct.topColumns(block, p)),
    blocksAhead: (block) => (isLarge(block) ? threads.filter(({ state }) => state === 'ready').length : 0),
    release(held) {
      for (const thread of threads) thread.release(held);
    },
    async start() {
      start();
      await Promise.all(threads.map((thread) => thread.waitUntilStarted()));
    },
    async end() {
      hasEnded = true;
      await Promise.all(threads.map((thread) => thread.end()));
    },
  };
}
