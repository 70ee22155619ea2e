import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import type { TopPOptions } from '../math/top-p.ts';
import { topP } from '../math/top-p.ts';
import type { Partition } from './partition.ts';
import { movePoint } from './partition.ts';

/** Nearest other clusters that are tried as partners of a merge. */
const PARTNERS = 3;
const SPLIT_ROUNDS = 4;

/**
 * Merges pairs of clusters that hardly differ and gives the clusters so freed to those that are worth splitting.
 *
 * Single moves cannot carry a centre from a region that has too many to one that has too few, so where the first
 * centres fell decides. A swap does: merging a and b costs n·m/(n + m)·‖c_a − c_b‖², splitting s gains as much between
 * its halves. The cheapest merge is set against the best split as long as that lowers the inertia; no cluster takes part
 * in two swaps, so all gains and costs are exact.
 *
 * @param memory - starts empty; hand the same one to every call for a partition, so that only changed clusters are split anew
 * @returns which clusters changed (1) and which did not (0), length k.
 * @see Fritzke, "Breathing K-Means", 2020, for the same cure within Lloyd's algorithm
 */
export async function swapClusters(
  partition: Partition,
  memory: SplitMemory,
  options: TopPOptions = {},
): Promise<Uint8Array> {
  const { k, labels } = partition;
  const changed = new Uint8Array(k);
  if (k < 3) return changed;
  const members: number[][] = Array.from({ length: k }, () => []);
  labels.forEach((label, i) => members[label].push(i));

  const splits = members
    .map((points, cluster) => recallSplit(partition, cluster, points, memory))
    .filter(({ gain }) => gain > 0)
    .sort((one, other) => other.gain - one.gain || one.cluster - other.cluster);
  const merges = await rankMerges(partition, options);
  let next = 0;
  for (const { cluster, gain, leaving } of splits) {
    if (changed[cluster] === 1) continue;
    const isFree = ({ a, b }: ClusterMerge) => changed[a] === 0 && changed[b] === 0 && a !== cluster && b !== cluster;
    while (next < merges.length && (changed[merges[next].a] === 1 || changed[merges[next].b] === 1)) next++;
    const merge = merges.slice(next, next + PARTNERS * 4).find(isFree);
    if (!merge || merge.cost * (1 + 1e-6) >= gain) break;
    const { a, b } = merge;
    for (const i of members[b]) movePoint(partition, i, a);
    for (const i of leaving) movePoint(partition, i, b);
    changed[a] = 1;
    changed[b] = 1;
    changed[cluster] = 1;
  }
  return changed;
}

/** The best split known of each cluster, and at which count of changes it was found. */
export type SplitMemory = ({ changes: number } & ClusterSplit)[];

interface ClusterSplit {
  cluster: number;
  /** Fall of the inertia. */
  gain: number;
  /** Members of the second half. */
  leaving: number[];
}

function recallSplit(partition: Partition, cluster: number, members: number[], memory: SplitMemory): ClusterSplit {
  const changes = partition.changes[cluster];
  if (memory[cluster]?.changes !== changes) memory[cluster] = { changes, cluster, ...halve(partition, members) };
  return memory[cluster];
}

interface ClusterMerge {
  a: number;
  b: number;
  /** Rise of the inertia. */
  cost: number;
}

/** Every cluster with its best partner among the nearest, cheapest first; b is the smaller one, which is emptied. */
async function rankMerges({ k, points, counts, sums }: Partition, options: TopPOptions): Promise<ClusterMerge[]> {
  const d = points.columns;
  const means: Matrix = createMatrix(k, d);
  const bias = new Float32Array(k);
  for (let j = 0; j < k; j++) {
    for (let t = j * d; t < (j + 1) * d; t++) {
      means.data[t] = sums[t] / counts[j];
      bias[j] -= (means.data[t] * means.data[t]) / 2;
    }
  }
  const { indices } = await topP(means, means, bias, PARTNERS + 1, options);
  const width = indices.length / k;
  const merges: ClusterMerge[] = [];
  for (let j = 0; j < k; j++) {
    let best: ClusterMerge | null = null;
    for (let t = j * width; t < (j + 1) * width; t++) {
      const other = indices[t];
      if (other === j) continue;
      let square = 0;
      for (let u = 0; u < d; u++) square += (means.data[j * d + u] - means.data[other * d + u]) ** 2;
      const cost = (square * counts[j] * counts[other]) / (counts[j] + counts[other]);
      const [a, b] = counts[other] > counts[j] || (counts[other] === counts[j] && other < j) ? [other, j] : [j, other];
      if (!best || cost < best.cost) best = { a, b, cost };
    }
    if (best) merges.push(best);
  }
  return merges.sort((one, other) => one.cost - other.cost || one.a - other.a || one.b - other.b);
}

/** Two halves of a cluster, by Lloyd's steps from two points far apart, and by how much they lower the inertia. */
function halve({ points: { data, columns: d } }: Partition, members: number[]): { gain: number; leaving: number[] } {
  if (members.length < 2) return { gain: 0, leaving: [] };
  const means = [rowOf(data, d, farthest(data, d, members, averageRows(data, d, members)))];
  means.push(rowOf(data, d, farthest(data, d, members, means[0])));
  let halves: [number[], number[]] = [[], []];
  for (let round = 0; round < SPLIT_ROUNDS; round++) {
    halves = [[], []];
    for (const i of members) halves[distance(data, d, i, means[1]) < distance(data, d, i, means[0]) ? 1 : 0].push(i);
    if (halves[0].length === 0 || halves[1].length === 0) return { gain: 0, leaving: [] };
    means[0] = averageRows(data, d, halves[0]);
    means[1] = averageRows(data, d, halves[1]);
  }
  let square = 0;
  for (let t = 0; t < d; t++) square += (means[0][t] - means[1][t]) ** 2;
  return { gain: (square * halves[0].length * halves[1].length) / members.length, leaving: halves[1] };
}

function rowOf(data: Float32Array, d: number, i: number): Float64Array {
  return Float64Array.from(data.subarray(i * d, (i + 1) * d));
}

function averageRows(data: Float32Array, d: number, rows: number[]): Float64Array {
  const mean = new Float64Array(d);
  for (const i of rows) for (let t = 0, a = i * d; t < d; t++, a++) mean[t] += data[a];
  for (let t = 0; t < d; t++) mean[t] /= rows.length;
  return mean;
}

function distance(data: Float32Array, d: number, i: number, mean: Float64Array): number {
  let square = 0;
  for (let t = 0, a = i * d; t < d; t++, a++) square += (data[a] - mean[t]) * (data[a] - mean[t]);
  return square;
}

function farthest(data: Float32Array, d: number, rows: number[], from: Float64Array): number {
  let best = rows[0];
  let longest = -1;
  for (const i of rows) {
    const square = distance(data, d, i, from);
    if (square > longest) {
      longest = square;
      best = i;
    }
  }
  return best;
}
