import { measureAgreement } from '../../../packages/core/src/comparison/agreement.ts';
import { measureDaviesBouldin } from '../../../packages/core/src/comparison/davies-bouldin.ts';
import { matchClusters } from '../../../packages/core/src/comparison/match-clusters.ts';
import { measureSilhouette } from '../../../packages/core/src/comparison/silhouette.ts';
import type { Matrix } from '../../../packages/core/src/math/matrix.ts';
import { runPeer } from '../harness/run-peer.ts';

await runPeer(async ({ matrices, options }) => {
  const read = ({ data }: Matrix): Int32Array => Int32Array.from(data);
  const [a, b] = [read(matrices.a), read(matrices.b)];
  const measures: Record<string, (one: Int32Array, other: Int32Array, points: Matrix) => number | Promise<number>> = {
    'adjusted Rand index': (one, other) => measureAgreement(one, other).adjustedRandIndex,
    'adjusted mutual information': (one, other) => measureAgreement(one, other).adjustedMutualInformation,
    'silhouette (cosine)': (one, _other, points) => measureSilhouette(points, one),
    'Davies–Bouldin index': (one, _other, points) => measureDaviesBouldin(points, one),
    'Hungarian matching': async (one, other) =>
      (await matchClusters(one, other)).pairs.reduce((sum, { jaccard }) => sum + jaccard, 0),
  };
  const measure = measures[String(options.metric)];
  const { points } = matrices;
  // A warm-up, over so few clusters that all have several members.
  const few = 400;
  const [someA, someB] = [a, b].map((labels) => labels.slice(0, few).map((_, i) => i % 20));
  await measure(someA, someB, {
    data: points.data.slice(0, few * points.columns),
    rows: few,
    columns: points.columns,
  });
  return { run: async () => ({ numbers: { value: await measure(a, b, points) } }) };
});
