import { createRequire } from 'node:module';
import type * as Onnxruntime from 'onnxruntime-node';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { MatrixKernel, ScoreBlock } from './matrix-kernel.ts';
import { encodeOnnxModel } from './onnx-model.ts';
import type { OnnxNode, OnnxValue } from './onnx-model.ts';

const GEMM: OnnxNode = {
  operator: 'Gemm',
  inputs: ['x', 'c', 'bias'],
  outputs: ['scores'],
  attributes: { transB: 1 },
};
const GEMM_INPUTS: OnnxValue[] = [
  { name: 'x', type: 'float32', shape: ['m', 'd'] },
  { name: 'c', type: 'float32', shape: ['k', 'd'] },
  { name: 'bias', type: 'float32', shape: ['k'] },
];

function encodeScoreModel(): Uint8Array {
  return encodeOnnxModel([GEMM], GEMM_INPUTS, [{ name: 'scores', type: 'float32', shape: ['m', 'k'] }]);
}

function encodeTopColumnsModel(): Uint8Array {
  return encodeOnnxModel(
    [
      GEMM,
      { operator: 'TopK', inputs: ['scores', 'p'], outputs: ['top', 'columns'], attributes: { axis: 1 } },
      { operator: 'Cast', inputs: ['columns'], outputs: ['indices'], attributes: { to: 6 } },
    ],
    [...GEMM_INPUTS, { name: 'p', type: 'int64', shape: [1] }],
    [
      { name: 'top', type: 'float32', shape: ['m', 'q'] },
      { name: 'indices', type: 'int32', shape: ['m', 'q'] },
    ],
  );
}

/** What a kernel on onnxruntime is made of; a thread gets the same. */
export interface OnnxKernelParts {
  /** The file of onnxruntime-node: a thread knows no folder from which it could look for the package. */
  file: string;
  scoreModel: Uint8Array;
  topColumnsModel: Uint8Array;
}

/**
 * A kernel on onnxruntime's matrix product: Gemm, and Gemm followed by TopK, as graphs of one and three nodes.
 *
 * @returns null if onnxruntime-node is not installed or does not load on this machine.
 */
export async function createOnnxKernel(): Promise<{ kernel: MatrixKernel; parts: OnnxKernelParts } | null> {
  try {
    const runtime = await import('onnxruntime-node');
    const parts = {
      file: createRequire(import.meta.url).resolve('onnxruntime-node'),
      scoreModel: encodeScoreModel(),
      topColumnsModel: encodeTopColumnsModel(),
    };
    return { kernel: buildOnnxKernel(runtime, parts), parts };
  } catch {
    return null;
  }
}

/** The kernel itself. Takes nothing from outside its arguments, because its text is what a thread runs. */
export function buildOnnxKernel(runtime: typeof Onnxruntime, parts: OnnxKernelParts): MatrixKernel {
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    logSeverityLevel: 3,
    // Idle threads sleep instead of spinning: other work shares the processor, and the product itself gets no slower.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  let scoreSession: Promise<InferenceSession> | undefined;
  let topSession: Promise<InferenceSession> | undefined;

  const feeds = ({ x, c, bias, m, k, d }: ScoreBlock): Record<string, Tensor> => ({
    x: new runtime.Tensor('float32', x, [m, d]),
    c: new runtime.Tensor('float32', c, [k, d]),
    bias: new runtime.Tensor('float32', bias, [k]),
  });

  return {
    name: 'onnxruntime',
    multiplicationsPerBlock: 5e8,
    async score(block) {
      scoreSession ??= runtime.InferenceSession.create(parts.scoreModel, options);
      const { scores } = await (await scoreSession).run(feeds(block));
      return scores!.data as Float32Array;
    },
    async topColumns(block, p) {
      topSession ??= runtime.InferenceSession.create(parts.topColumnsModel, options);
      const count = new runtime.Tensor('int64', BigInt64Array.of(BigInt(p)), [1]);
      const { top, indices } = await (await topSession).run({ ...feeds(block), p: count });
      return { scores: top!.data as Float32Array, indices: indices!.data as Int32Array };
    },
  };
}
