import { runPeer } from '../harness/run-peer.ts';

await runPeer(async ({ matrices: { points }, options }) => {
  const { kmeans } = await import('ml-kmeans');
  const rows = Array.from({ length: points.rows }, (_, i) =>
    Array.from(points.data.subarray(i * points.columns, (i + 1) * points.columns)),
  );
  kmeans(rows.slice(0, 100), 10, { seed: 0 });
  return {
    run: () => ({
      outputs: { labels: Int32Array.from(kmeans(rows, Number(options.k), { seed: Number(options.seed) }).clusters) },
    }),
  };
});
