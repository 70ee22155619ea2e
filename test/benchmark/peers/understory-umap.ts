import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadMatrixKernel } from '../../../packages/core/src/math/matrix-kernel.ts';
import { typedArrayKernel } from '../../../packages/core/src/math/typed-array-kernel.ts';
import { layOutByUmap } from '../../../packages/core/src/projection/umap.ts';
import { runPeer } from '../harness/run-peer.ts';

await runPeer(async ({ matrices: { points }, options }) => {
  const kernel = options.kernel === 'typed-arrays' ? typedArrayKernel : await loadMatrixKernel();
  const settings = { nNeighbors: Number(options.nNeighbors), minDist: Number(options.minDist), kernel };
  await layOutByUmap(
    { ...points, data: points.data.subarray(0, 300 * points.columns), rows: 300 },
    { ...settings, seed: 0 },
  );
  return {
    version: kernel.name,
    async run() {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const positions = await layOutByUmap(points, { ...settings, seed: Number(options.seed) });
      delay.disable();
      return { outputs: { positions }, numbers: { 'longest turn ms': delay.max / 1e6 } };
    },
  };
});
