import { InvalidInputError } from '../error/invalid-input-error.ts';
import { createPause } from '../math/create-pause.ts';
import { squaredLength } from '../math/dot.ts';
import type { MatrixKernel } from '../math/matrix-kernel.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import type { StepOptions } from '../step-options.ts';
import type { BaseClusters } from './cluster.ts';
import { partitionByHartigan } from './hartigan.ts';
import { partitionByLloyd } from './lloyd.ts';
import type { Partition } from './partition.ts';
import { measureInertia } from './partition.ts';

export interface ClusterEmbeddingsOptions extends StepOptions {
  /** Conversations per cluster, on average: k = ceil(n / targetClusterSize). Default 10. */
  targetClusterSize?: number;
  /** Number of clusters; overrules `targetClusterSize`. More than n means n. */
  k?: number | null;
  seed: number;
  /** `hartigan` (default): lower inertia, any size. `lloyd`: ml-kmeans, up to about 2,000 conversations. */
  method?: 'hartigan' | 'lloyd';
  /** How many starting points are tried; chosen from the sizes when left out. */
  starts?: number;
  /** What multiplies matrices; the fastest this machine has when left out. No label depends on it. */
  kernel?: MatrixKernel;
}

/** Multiplications of a first round that all starts together may cost. Swaps leave starts within half a percent of each other. */
const STARTS_BUDGET = 2e8;
const MAX_STARTS = 4;
/** Squared lengths must fit into single precision, which ends at 3e38. */
const LONGEST = 1e18;

/**
 * Partitions n embeddings into k base clusters, none of them empty.
 *
 * Clusters are numbered from large to small, equal sizes by their first member. Small inputs are clustered from
 * several starts (their number depends on the sizes alone) and the partition of the lowest inertia is kept.
 *
 * @param embeddings - shape (n, d), finite. Unit length makes squared Euclidean distance equal 2 − 2·cosine.
 * @returns k = min(n, options.k ?? ceil(n / targetClusterSize)) clusters; none for n = 0.
 * @throws {InvalidInputError} if k or targetClusterSize is below 1, a number is not finite or an embedding longer than 1e18.
 *
 * @example
 * const base = await clusterEmbeddings(embeddings, { targetClusterSize: 10, seed: 42 });
 */
export async function clusterEmbeddings(embeddings: Matrix, options: ClusterEmbeddingsOptions): Promise<BaseClusters> {
  const { seed, method = 'hartigan', kernel, signal, onProgress } = options;
  const n = embeddings.rows;
  const k = chooseClusterCount(n, options);
  await checkNumbers(embeddings, signal);
  if (n === 0) return { labels: new Int32Array(0), centroids: createMatrix(0, embeddings.columns), inertia: 0 };

  let best: Partition | undefined;
  let inertia = Infinity;
  const starts = options.starts ?? (method === 'lloyd' ? 1 : countStarts(n, k, embeddings.columns));
  for (let start = 0; start < starts; start++) {
    const random = createRandom((seed + Math.imul(start, 0x9e3779b9)) | 0);
    // The number of rounds is not known beforehand: each round does half of what is left.
    const reportRound = (round: number) => onProgress?.(Math.floor((n * (start + 1 - 0.6 ** (round + 1))) / starts), n);
    const partition =
      method === 'lloyd'
        ? await partitionByLloyd(embeddings, { k, random, signal })
        : await partitionByHartigan(embeddings, { k, random, kernel, signal, onRound: reportRound });
    const found = await measureInertia(partition, signal);
    if (found < inertia) {
      inertia = found;
      best = partition;
    }
  }
  onProgress?.(n, n);
  return numberClusters(best!, inertia);
}

function chooseClusterCount(n: number, { k, targetClusterSize = 10 }: ClusterEmbeddingsOptions): number {
  if (!(targetClusterSize >= 1)) {
    throw new InvalidInputError(`targetClusterSize must be a number of at least 1, not ${targetClusterSize}.`);
  }
  const count = k ?? Math.ceil(n / targetClusterSize);
  if (!Number.isInteger(count) || (n > 0 && count < 1)) {
    throw new InvalidInputError(`k must be a whole number of at least 1, not ${count}.`);
  }
  return Math.min(n, count);
}

async function checkNumbers({ data, rows, columns }: Matrix, signal?: AbortSignal): Promise<void> {
  const pause = createPause(signal);
  for (let i = 0; i < rows; i++) {
    if (i % 256 === 0) await pause();
    const square = squaredLength(data, i * columns, columns);
    if (square <= LONGEST * LONGEST) continue;
    for (let at = i * columns; at < (i + 1) * columns; at++) {
      if (Number.isFinite(data[at])) continue;
      throw new InvalidInputError(
        `Embeddings must be finite numbers, but number ${at % columns} of embedding ${i} is ${data[at]}.`,
      );
    }
    throw new InvalidInputError(
      `Embeddings must be no longer than ${LONGEST.toExponential()}, but embedding ${i} has the length ${Math.sqrt(square).toPrecision(3)}. ` +
        'Scale them to unit length.',
    );
  }
}

function countStarts(n: number, k: number, d: number): number {
  return Math.max(1, Math.min(MAX_STARTS, Math.floor(STARTS_BUDGET / (n * k * d))));
}

function numberClusters({ points, labels, counts, sums, k }: Partition, inertia: number): BaseClusters {
  const firstMember = new Int32Array(k).fill(-1);
  labels.forEach((label, i) => {
    if (firstMember[label] < 0) firstMember[label] = i;
  });
  const order = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || firstMember[a] - firstMember[b]);
  const numberOf = new Int32Array(k);
  const centroids = createMatrix(k, points.columns);
  order.forEach((cluster, number) => {
    numberOf[cluster] = number;
    for (let t = 0; t < points.columns; t++) {
      centroids.data[number * points.columns + t] = sums[cluster * points.columns + t] / counts[cluster];
    }
  });
  return { labels: labels.map((label) => numberOf[label]), centroids, inertia };
}
