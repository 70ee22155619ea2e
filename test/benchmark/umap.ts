// The map of n conversations beside every peer found on this machine: time, memory, and how much of the original
// neighbourhoods it keeps.
//
//   pnpm bench umap                                       n = 560, 5,000 and 20,000
//   pnpm bench umap --n 100000 --rounds 1 --only umap-learn --timeout 900
//   pnpm bench umap --columns 100 --n 20000
//   pnpm bench umap --file embeddings.f32 --columns 384 --json
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Matrix } from '../../packages/core/src/math/matrix.ts';
import { createRandom } from '../../packages/core/src/math/random.ts';
import { measureTrustworthiness } from '../../packages/core/src/projection/measure-trustworthiness.ts';
import { comparePeers } from './harness/compare-peers.ts';
import { drawEmbeddings } from './harness/draw-embeddings.ts';
import { readMatrixFile, writeMatrixFile } from './harness/matrix-file.ts';
import type { BenchmarkCase, Peer } from './harness/peer.ts';
import { printComparisons } from './harness/print-comparisons.ts';
import { readBenchmarkOptions } from './harness/read-benchmark-options.ts';
import { measureNeighbourRecall } from './umap/measure-neighbour-recall.ts';

/** The pipeline's own settings, and umap-learn's defaults but for the metric. */
const SETTINGS = { nNeighbors: 15, minDist: 0.1 };
/** Points that the quality of a larger map is judged from, the same for every peer. */
const JUDGED = 5_000;

const PEERS: Peer[] = [
  { name: 'Understory', script: 'understory-umap.ts' },
  {
    name: 'Understory without onnxruntime',
    script: 'understory-umap.ts',
    options: { kernel: 'typed-arrays' },
    skip: ({ matrices }) => (matrices.points.rows > 20_000 ? 'takes an hour' : null),
  },
  {
    name: 'umap-js',
    script: 'umap-js.ts',
    skip: ({ matrices }) => (matrices.points.rows > 20_000 ? 'runs out of memory' : null),
  },
  // Without a seed it uses all cores; with one, it does not.
  { name: 'umap-learn', script: 'umap_learn.py', options: { seeded: false } },
  { name: 'umap-learn seeded', script: 'umap_learn.py', options: { seeded: true } },
];

const options = readBenchmarkOptions({ sizes: [560, 5_000, 20_000] });
const folder = await mkdtemp(join(tmpdir(), 'understory-umap-'));
try {
  const cases: BenchmarkCase[] = [];
  for (const points of await loadPoints()) {
    cases.push({
      name: `n = ${points.rows.toLocaleString('en')}, d = ${points.columns}`,
      matrices: { points: await writeMatrixFile(folder, `points-${points.rows}`, points) },
      options: { ...SETTINGS, seed: options.seed },
    });
  }
  const comparisons = await comparePeers({
    ...options,
    peers: options.choosePeers(PEERS),
    cases,
    async score({ positions }, { matrices }) {
      const points = await readMatrixFile(matrices.points);
      const rows = chooseRows(points.rows);
      const placed = Float32Array.from(positions);
      return {
        trustworthiness: await measureTrustworthiness(points, placed, { k: SETTINGS.nNeighbors, rows }),
        'neighbours kept': await measureNeighbourRecall(points, placed, SETTINGS.nNeighbors, rows),
      };
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

function chooseRows(n: number): Int32Array {
  const all = createRandom(0).shuffle(Array.from({ length: n }, (_, i) => i));
  return Int32Array.from(all.slice(0, JUDGED)).sort();
}
