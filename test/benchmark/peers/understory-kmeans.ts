import { monitorEventLoopDelay } from 'node:perf_hooks';
import { clusterEmbeddings } from '../../../packages/core/src/cluster/cluster-embeddings.ts';
import type { MatrixKernel, ScoreBlock } from '../../../packages/core/src/math/matrix-kernel.ts';
import type { Matrix } from '../../../packages/core/src/math/matrix.ts';
import { createMatrix } from '../../../packages/core/src/math/matrix.ts';
import { chooseKernel } from '../harness/choose-kernel.ts';
import { runPeer } from '../harness/run-peer.ts';

await runPeer(async ({ matrices: { points }, options }) => {
  const kernel = await chooseKernel(options.kernel);
  const counted = countOperations(kernel);
  const rows = Math.min(5_000, points.rows);
  const warmUp: Matrix = { ...points, data: points.data.subarray(0, rows * points.columns), rows };
  // V8 compiles half of it only in the second round of work, and throws away what the first one guessed wrong.
  for (const seed of [0, 1]) await clusterEmbeddings(warmUp, { targetClusterSize: 10, seed, kernel: counted.kernel });
  let seconds = 0;
  return {
    version: kernel.name,
    async run() {
      counted.operations = 0;
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const startedAt = performance.now();
      const { labels } = await clusterEmbeddings(points, {
        k: Number(options.k),
        seed: Number(options.seed),
        kernel: counted.kernel,
      });
      seconds = (performance.now() - startedAt) / 1000;
      delay.disable();
      return { outputs: { labels }, numbers: { 'longest turn ms': delay.max / 1e6 } };
    },
    async measureAfter() {
      const peak = await measurePeak(kernel);
      const limit = counted.operations / peak;
      return {
        'GFLOP/s': counted.operations / seconds / 1e9,
        'peak GFLOP/s': peak / 1e9,
        'limit s': limit,
        '× limit': seconds / limit,
      };
    },
  };
});

/** The same kernel, which also adds up the additions and multiplications of all products. */
function countOperations(kernel: MatrixKernel) {
  const counted = {
    operations: 0,
    kernel: {
      ...kernel,
      score(block: ScoreBlock) {
        counted.operations += 2 * block.m * block.k * block.d;
        return kernel.score(block);
      },
      topColumns(block: ScoreBlock, p: number) {
        counted.operations += 2 * block.m * block.k * block.d;
        return kernel.topColumns(block, p);
      },
    } satisfies MatrixKernel,
  };
  return counted;
}

/** Operations a second of this kernel's bare matrix product, the best of ten products large enough to keep it busy. */
async function measurePeak(kernel: MatrixKernel): Promise<number> {
  const size = kernel.name === 'onnxruntime' ? 1_536 : 384;
  const x = createMatrix(size, size).data.fill(0.5);
  const block = { x, c: x.slice(), bias: new Float32Array(size), m: size, k: size, d: size };
  let best = 0;
  for (let attempt = 0; attempt < 10; attempt++) {
    const startedAt = performance.now();
    await kernel.score(block);
    best = Math.max(best, (2 * size ** 3) / ((performance.now() - startedAt) / 1000));
  }
  return best;
}
