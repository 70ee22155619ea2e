// k-means with k = n / 10 beside every peer found on this machine.
//
//   pnpm bench kmeans                              n = 560, 5,000 and 20,000
//   pnpm bench kmeans --n 100000 --rounds 1 --only faiss --timeout 600
//   pnpm bench kmeans --file points.f32 --columns 384 --json
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Matrix } from '../../packages/core/src/math/matrix.ts';
import { comparePeers } from './harness/compare-peers.ts';
import { drawEmbeddings } from './harness/draw-embeddings.ts';
import { readMatrixFile, writeMatrixFile } from './harness/matrix-file.ts';
import type { BenchmarkCase, Peer } from './harness/peer.ts';
import { printComparisons } from './harness/print-comparisons.ts';
import { readBenchmarkOptions } from './harness/read-benchmark-options.ts';

const POINTS_PER_CLUSTER = 10;

function skipAbove(largest: number, reason: string): NonNullable<Peer['skip']> {
  return ({ matrices }) => (matrices.points.rows > largest ? reason : null);
}

const PEERS: Peer[] = [
  { name: 'Understory', script: 'understory-kmeans.ts' },
  {
    name: 'Understory without onnxruntime',
    script: 'understory-kmeans.ts',
    options: { kernel: 'typed-arrays' },
    skip: skipAbove(20_000, 'takes an hour'),
  },
  {
    name: 'Understory without onnxruntime or threads',
    script: 'understory-kmeans.ts',
    options: { kernel: 'typed-arrays, no threads' },
    skip: skipAbove(20_000, 'takes an hour'),
  },
  {
    name: 'Understory with onnxruntime on a thread',
    script: 'understory-kmeans.ts',
    options: { kernel: 'onnxruntime, thread' },
  },
  { name: 'ml-kmeans', script: 'ml-kmeans.ts', skip: skipAbove(5_000, 'takes an hour') },
  { name: 'scran.js', script: 'scran-kmeans.ts', skip: skipAbove(20_000, 'takes an hour') },
  {
    name: 'scikit-learn k-means++',
    script: 'sklearn_kmeans.py',
    options: { init: 'k-means++' },
    skip: skipAbove(20_000, 'takes ten minutes'),
  },
  { name: 'scikit-learn random', script: 'sklearn_kmeans.py', options: { init: 'random' } },
  { name: 'faiss', script: 'faiss_kmeans.py' },
];

const options = readBenchmarkOptions({ sizes: [560, 5_000, 20_000] });
const folder = await mkdtemp(join(tmpdir(), 'understory-kmeans-'));
try {
  const cases: BenchmarkCase[] = [];
  for (const points of await loadPoints()) {
    const k = Math.ceil(points.rows / POINTS_PER_CLUSTER);
    const size = (value: number) => value.toLocaleString('en');
    cases.push({
      name: `n = ${size(points.rows)}, d = ${points.columns}, k = ${size(k)}`,
      matrices: { points: await writeMatrixFile(folder, `points-${points.rows}`, points) },
      options: { k, seed: options.seed },
    });
  }
  const comparisons = await comparePeers({
    ...options,
    peers: options.choosePeers(PEERS),
    cases,
    async score(outputs, { matrices, options: caseOptions }) {
      const points = await readMatrixFile(matrices.points);
      return scorePartition(points, outputs.labels as Int32Array, Number(caseOptions?.k));
    },
  });
  printComparisons(comparisons, options);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function loadPoints(): Promise<Matrix[]> {
  const { file: path, columns, sizes, seed } = options;
  if (!path) return sizes.map((n) => drawEmbeddings(n, columns, seed));
  return [await readMatrixFile({ path, rows: (await stat(path)).size / columns / 4, columns })];
}

/** Sum of squared distances to the members' means, in float64, and how many clusters are left without a member. */
function scorePartition({ data, rows, columns: d }: Matrix, labels: Int32Array, k: number) {
  const counts = new Int32Array(k);
  const sums = new Float64Array(k * d);
  for (let i = 0; i < rows; i++) {
    counts[labels[i]]++;
    for (let t = 0; t < d; t++) sums[labels[i] * d + t] += data[i * d + t];
  }
  let inertia = 0;
  for (let i = 0; i < rows; i++) {
    const j = labels[i];
    for (let t = 0; t < d; t++) inertia += (data[i * d + t] - sums[j * d + t] / counts[j]) ** 2;
  }
  return { inertia, 'empty clusters': counts.filter((count) => count === 0).length };
}
