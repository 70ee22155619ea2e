import { createPause } from '../math/create-pause.ts';
import { squaredDifference } from '../math/dot.ts';
import { createMatrix } from '../math/matrix.ts';
import type { TopPOptions } from '../math/top-p.ts';
import { topP } from '../math/top-p.ts';
import type { Partition } from './partition.ts';
import { movePoint } from './partition.ts';
import type { ClusterSplit } from './split-cluster.ts';
import { splitCluster } from './split-cluster.ts';

/** Nearest other clusters that are tried as partners of a merge. */
const PARTNERS = 3;

/** The best split known of each cluster, and at which count of changes it was found. */
export type SplitMemory = ({ changes: number } & ClusterSplit)[];

/**
 * Merges pairs of clusters that hardly differ and gives the clusters so freed to those that are worth splitting.
 *
 * Single moves cannot carry a centre from a region that has too many to one that has too few, so where the first
 * centres fell decides. A swap does: merging a and b costs n·m/(n + m)·‖c_a − c_b‖², splitting s gains as much between
 * its halves. The cheapest merge is set against the best split as long as that lowers the inertia; no cluster takes part
 * in two swaps, so all gains and costs are exact.
 *
 * @param memory - starts empty; hand the same one to every call for a partition, so that only changed clusters are split anew
 * @param changed - length k; clusters that take part in a swap are marked (1).
 * @returns the number of swaps.
 * @see Fritzke, "Breathing K-Means", 2020, for the same cure within Lloyd's algorithm
 */
export async function swapClusters(
  partition: Partition,
  memory: SplitMemory,
  changed: Uint8Array,
  options: TopPOptions = {},
): Promise<number> {
  const { k } = partition;
  if (k < 3) return 0;
  const pause = createPause(options.signal);
  const merges = await rankMerges(partition, options);
  const members = listMembers(partition);
  const scratch = {
    direction: new Float64Array(partition.points.columns),
    sum: new Float64Array(partition.points.columns),
  };
  const splits: ClusterSplit[] = [];
  for (let cluster = 0; cluster < k; cluster++) {
    // No split gains more than all that there is to gain.
    if (measureScatter(partition, cluster, members[cluster]) <= merges[0].cost) continue;
    const changes = partition.changes[cluster];
    if (memory[cluster]?.changes !== changes) {
      memory[cluster] = { changes, ...splitCluster(partition, cluster, members[cluster], scratch) };
    }
    splits.push(memory[cluster]);
    await pause();
  }
  splits.sort((one, other) => other.gain - one.gain || one.cluster - other.cluster);

  const taken = new Uint8Array(k);
  let swaps = 0;
  let next = 0;
  for (const { cluster, gain, leaving } of splits) {
    if (taken[cluster] === 1) continue;
    const isFree = ({ a, b }: ClusterMerge) => taken[a] === 0 && taken[b] === 0 && a !== cluster && b !== cluster;
    while (next < merges.length && (taken[merges[next].a] === 1 || taken[merges[next].b] === 1)) next++;
    const merge = merges.slice(next, next + PARTNERS * 4).find(isFree);
    if (!merge || merge.cost * (1 + 1e-6) >= gain) break;
    const { a, b: freed } = merge;
    for (const i of members[freed]) movePoint(partition, i, a);
    for (const i of leaving) movePoint(partition, i, freed);
    for (const j of [a, freed, cluster]) {
      taken[j] = 1;
      changed[j] = 1;
    }
    swaps++;
    await pause();
  }
  return swaps;
}

/** Each cluster's members, ascending, as views of one array. */
function listMembers({ labels, counts, k }: Partition): Int32Array[] {
  const all = new Int32Array(labels.length);
  const ends = new Int32Array(k);
  for (let j = 1; j < k; j++) ends[j] = ends[j - 1] + counts[j - 1];
  labels.forEach((label, i) => {
    all[ends[label]++] = i;
  });
  return Array.from(ends, (end, j) => all.subarray(end - counts[j], end));
}

/** Sum of the members' squared distances to their mean. */
function measureScatter({ squares, sumSquares }: Partition, cluster: number, members: Int32Array): number {
  let scatter = -sumSquares[cluster] / members.length;
  for (const i of members) scatter += squares[i];
  return scatter;
}

interface ClusterMerge {
  a: number;
  b: number;
  /** Rise of the inertia. */
  cost: number;
}

function writeMean(sums: Float64Array, count: number, means: Float32Array, s: number, d: number): void {
  for (let t = s; t < s + d; t++) means[t] = sums[t] / count;
}

/** Every cluster with its best partner among the nearest, cheapest first; b is the smaller one, which is emptied. */
async function rankMerges(partition: Partition, options: TopPOptions): Promise<ClusterMerge[]> {
  const { k, points, counts, sums, sumSquares } = partition;
  const d = points.columns;
  const pause = createPause(options.signal);
  const means = createMatrix(k, d);
  const bias = new Float32Array(k);
  for (let j = 0; j < k; j++) {
    writeMean(sums, counts[j], means.data, j * d, d);
    bias[j] = -sumSquares[j] / (2 * counts[j] * counts[j]);
    if (j % 256 === 0) await pause();
  }
  let largest = 0;
  for (const half of bias) largest = Math.max(largest, -2 * half);
  const { indices } = await topP(means, means, bias, PARTNERS + 1, { ...options, largestScore: 1.5 * largest });
  const width = indices.length / k;
  const merges: ClusterMerge[] = [];
  for (let j = 0; j < k; j++) {
    let best: ClusterMerge | null = null;
    for (let t = j * width; t < (j + 1) * width; t++) {
      const other = indices[t];
      if (other === j) continue;
      const square = squaredDifference(means.data, j * d, other * d, d);
      const cost = (square * counts[j] * counts[other]) / (counts[j] + counts[other]);
      const [a, b] = counts[other] > counts[j] || (counts[other] === counts[j] && other < j) ? [other, j] : [j, other];
      if (!best || cost < best.cost) best = { a, b, cost };
    }
    if (best) merges.push(best);
    if (j % 256 === 0) await pause();
  }
  return merges.sort((one, other) => one.cost - other.cost || one.a - other.a || one.b - other.b);
}
