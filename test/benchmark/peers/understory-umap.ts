import { monitorEventLoopDelay } from 'node:perf_hooks';
import { layOutByUmap } from '../../../packages/core/src/projection/umap.ts';
import { chooseKernel } from '../harness/choose-kernel.ts';
import { runPeer } from '../harness/run-peer.ts';

await runPeer(async ({ matrices: { points }, options }) => {
  const kernel = await chooseKernel(options.kernel);
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
