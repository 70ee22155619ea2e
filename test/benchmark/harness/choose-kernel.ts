import type { MatrixKernel } from '../../../packages/core/src/math/matrix-kernel.ts';
import { loadMatrixKernel } from '../../../packages/core/src/math/matrix-kernel.ts';
import { createOnnxKernel } from '../../../packages/core/src/math/onnx-kernel.ts';
import type { ThreadedKernel } from '../../../packages/core/src/math/threaded-kernel.ts';
import { createThreadedKernel } from '../../../packages/core/src/math/threaded-kernel.ts';
import { typedArrayKernel } from '../../../packages/core/src/math/typed-array-kernel.ts';

/** The kernel that a peer names, its threads started; the one that is used when a peer names none. */
export async function chooseKernel(name: unknown): Promise<MatrixKernel> {
  switch (name) {
    case 'typed-arrays':
      return start(createThreadedKernel(typedArrayKernel));
    case 'typed-arrays, no threads':
      return typedArrayKernel;
    case 'onnxruntime, thread': {
      const native = await createOnnxKernel();
      if (!native) throw new Error('Expected onnxruntime-node to be installed.');
      return start(createThreadedKernel(native.kernel, native.parts));
    }
    default:
      return loadMatrixKernel();
  }
}

async function start(kernel: ThreadedKernel): Promise<MatrixKernel> {
  await kernel.start();
  return kernel;
}
