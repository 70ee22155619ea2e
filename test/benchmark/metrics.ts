// The metrics of a comparison beside scikit-learn and SciPy: time, memory, and how far the values are apart.
//
//   pnpm bench metrics                             n = 5,000 and 20,000, ten conversations a cluster
//   pnpm bench metrics --n 100000 --only none      ours alone
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clusterEmbeddings } from '../../packages/core/src/cluster/cluster-embeddings.ts';
import type { Matrix } from '../../packages/core/src/math/matrix.ts';
import { createRandom } from '../../packages/core/src/math/random.ts';
import { comparePeers } from './harness/compare-peers.ts';
import { drawEmbeddings } from './harness/draw-embeddings.ts';
import { writeMatrixFile } from './harness/matrix-file.ts';
import type { BenchmarkCase, Peer } from './harness/peer.ts';
import { printComparisons } from './harness/print-comparisons.ts';
import { readBenchmarkOptions } from './harness/read-benchmark-options.ts';

const METRICS = [
  'adjusted Rand index',
  'adjusted mutual information',
  'silhouette (cosine)',
  'Davies–Bouldin index',
  'Hungarian matching',
];
const CONVERSATIONS_PER_CLUSTER = 10;
/** Share of conversations that are in another cluster in the second partition. */
const MOVED = 0.4;

const PEERS: Peer[] = [
  { name: 'Understory', script: 'understory-metrics.ts' },
  {
    name: 'scikit-learn / SciPy',
    script: 'sklearn_metrics.py',
    skip: ({ matrices }) => (matrices.points.rows > 20_000 ? 'takes minutes' : null),
  },
];

const options = readBenchmarkOptions({ sizes: [5_000, 20_000], columns: 100 });
const folder = await mkdtemp(join(tmpdir(), 'understory-metrics-'));
try {
  const cases: BenchmarkCase[] = [];
  for (const n of options.sizes) {
    const k = Math.ceil(n / CONVERSATIONS_PER_CLUSTER);
    const random = createRandom(options.seed);
    const points = drawEmbeddings(n, options.columns, options.seed);
    const { labels: a } = await clusterEmbeddings(points, { k, seed: options.seed });
    const b = a.map((label) => (random.next() < MOVED ? random.below(k) : label));
    const matrices = {
      points: await writeMatrixFile(folder, `points-${n}`, points),
      a: await writeMatrixFile(folder, `a-${n}`, toColumn(a)),
      b: await writeMatrixFile(folder, `b-${n}`, toColumn(b)),
    };
    const size = `n = ${n.toLocaleString('en')}, ${k.toLocaleString('en')} clusters`;
    for (const metric of METRICS) cases.push({ name: `${metric}, ${size}`, matrices, options: { metric } });
  }
  const comparisons = await comparePeers({ ...options, peers: options.choosePeers(PEERS), cases });
  for (const { measurements } of comparisons) {
    const [ours, ...others] = measurements;
    for (const { quality } of others) quality['difference from ours'] = Math.abs(quality.value - ours.quality.value);
  }
  printComparisons(comparisons, options);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function toColumn(labels: Int32Array): Matrix {
  return { data: Float32Array.from(labels), rows: labels.length, columns: 1 };
}
