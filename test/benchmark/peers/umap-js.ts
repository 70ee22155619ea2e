import { createRandom } from '../../../packages/core/src/math/random.ts';
import { runPeer } from '../harness/run-peer.ts';

/** As a user of the package calls it: its own approximate neighbours, by the cosine distance that the map is judged by. */
await runPeer(async ({ matrices: { points }, options }) => {
  const { UMAP } = await import('umap-js');
  const rows = Array.from({ length: points.rows }, (_, i) =>
    Array.from(points.data.subarray(i * points.columns, (i + 1) * points.columns)),
  );
  // The rows have unit length.
  const distanceFn = (a: number[], b: number[]): number => {
    let cosine = 0;
    for (let t = 0; t < a.length; t++) cosine += a[t] * b[t];
    return Math.max(0, 1 - cosine);
  };
  const create = (seed: number) =>
    new UMAP({
      nNeighbors: Number(options.nNeighbors),
      minDist: Number(options.minDist),
      distanceFn,
      random: createRandom(seed).next,
    });
  create(0).fit(rows.slice(0, 100));
  return {
    run: () => ({
      outputs: {
        positions: Float32Array.from(create(Number(options.seed)).fit(rows).flat()),
      },
    }),
  };
});
