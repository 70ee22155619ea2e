import { runPeer } from '../harness/run-peer.ts';

// 4.0.1 is the last version that runs on Node 20.
await runPeer(async ({ matrices: { points }, options }) => {
  const scran = await import('scran.js');
  await scran.initialize({ numberOfThreads: 2 });
  const cluster = (rows: number, k: number): Int32Array => {
    const buffer = scran.createFloat64WasmArray(rows * points.columns);
    buffer.array().set(points.data.subarray(0, rows * points.columns));
    const result = scran.clusterKmeans(buffer, k, {
      numberOfDims: points.columns,
      numberOfCells: rows,
      initSeed: Number(options.seed),
      numberOfThreads: 2,
    });
    const labels = result.clusters({ copy: true });
    result.free();
    buffer.free();
    return labels;
  };
  cluster(Math.min(200, points.rows), 20);
  return { run: () => ({ outputs: { labels: cluster(points.rows, Number(options.k)) } }), version: '4.0.1' };
});
