import { afterEach, expect, it, vi } from 'vitest';
import { createMatrix } from './matrix.ts';
import { createRandom } from './random.ts';

afterEach(() => {
  vi.doUnmock('onnxruntime-node');
  vi.resetModules();
});

async function clusterRandomPoints() {
  const { loadMatrixKernel } = await import('./matrix-kernel.ts');
  const { clusterEmbeddings } = await import('../cluster/cluster-embeddings.ts');
  const random = createRandom(3);
  const points = createMatrix(300, 16);
  for (let i = 0; i < points.data.length; i++) points.data[i] = random.normal();
  const { labels } = await clusterEmbeddings(points, { seed: 5 });
  return { kernel: (await loadMatrixKernel()).name, labels };
}

it('falls back to typed arrays where onnxruntime does not load, with the same clusters', async () => {
  const native = await clusterRandomPoints();
  vi.resetModules();
  vi.doMock('onnxruntime-node', () => {
    throw new Error('libonnxruntime.so.1: cannot open shared object file');
  });
  const fallback = await clusterRandomPoints();
  expect(fallback.kernel).toBe('typed-arrays');
  expect(fallback.labels).toEqual(native.labels);
});

it('scores the same with onnxruntime, where it is installed, as with typed arrays', async () => {
  const { createOnnxKernel } = await import('./onnx-kernel.ts');
  const { typedArrayKernel } = await import('./typed-array-kernel.ts');
  const kernel = (await createOnnxKernel())?.kernel ?? typedArrayKernel;
  const block = {
    x: Float32Array.of(1, 2, 3, 4, 5, 6),
    c: Float32Array.of(1, 0, 0, 1, 1, 1, -1, 2),
    bias: Float32Array.of(0, 10, 0, 0.5),
    m: 3,
    k: 4,
    d: 2,
  };
  // By hand: x · c plus bias.
  const scores = [1, 12, 3, 3.5, 3, 14, 7, 5.5, 5, 16, 11, 7.5];
  expect(Array.from(await kernel.score(block))).toEqual(scores);
  expect(Array.from(await typedArrayKernel.score(block))).toEqual(scores);
  const top = await kernel.topColumns(block, 2);
  expect(Array.from(top.indices)).toEqual([1, 3, 1, 2, 1, 2]);
  expect(Array.from(top.scores)).toEqual([12, 3.5, 14, 7, 16, 11]);
});
