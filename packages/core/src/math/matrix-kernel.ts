import { createOnnxKernel } from './onnx-kernel.ts';
import { createThreadedKernel } from './threaded-kernel.ts';
import { typedArrayKernel } from './typed-array-kernel.ts';

/** m rows against k columns, of d numbers each. */
export interface BlockSize {
  m: number;
  k: number;
  d: number;
}

/** One block of work: scores(i, j) = xᵢ·cⱼ + biasⱼ for m rows x and k rows c of d numbers each, all row-major. */
export interface ScoreBlock extends BlockSize {
  x: Float32Array;
  c: Float32Array;
  /** Length k. */
  bias: Float32Array;
  /** Stands for c and bias: blocks that carry the same object have the same ones, so that a thread gets them only once. */
  held?: object;
}

/** The p best columns of each row of a block, best first. */
export interface TopColumns {
  /** Shape (m, p). */
  indices: Int32Array;
  /** Shape (m, p). */
  scores: Float32Array;
}

/** What multiplies matrices: native code where it is installed, plain typed arrays elsewhere. */
export interface MatrixKernel {
  readonly name: 'onnxruntime' | 'typed-arrays';
  /** Multiplications that take 7 ms on two idle cores and 30 under load; blocks are cut so that the event loop gets a turn that often. */
  readonly multiplicationsPerBlock: number;
  /** All scores of the block, shape (m, k). */
  score(block: ScoreBlock): Promise<Float32Array>;
  /** The p highest scores of each row, 1 ≤ p ≤ k; the lower column stands first among equal scores. */
  topColumns(block: ScoreBlock, p: number): Promise<TopColumns>;
  /** How many blocks of this size are worth starting before the results of one are read: none where they would wait. */
  blocksAhead?(block: BlockSize): number;
  /** Says that no more blocks will carry this object. */
  release?(held: object): void;
}

let kernel: Promise<MatrixKernel> | undefined;

/**
 * The fastest kernel this machine has: onnxruntime-node, an optional dependency that is loaded on first use, or typed
 * arrays when it is missing or does not load.
 *
 * Typed arrays compute large blocks on threads. onnxruntime's short blocks already use all cores, and took a tenth longer
 * on a thread.
 */
export function loadMatrixKernel(): Promise<MatrixKernel> {
  kernel ??= createOnnxKernel().then((native) => native?.kernel ?? createThreadedKernel(typedArrayKernel));
  return kernel;
}
