import { createPause } from '../math/create-pause.ts';
import { squaredLength } from '../math/dot.ts';
import type { MatrixKernel } from '../math/matrix-kernel.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import type { Random } from '../math/random.ts';
import { topP } from '../math/top-p.ts';
import { fillEmptyClusters } from './fill-empty-clusters.ts';
import type { Partition } from './partition.ts';
import { createPartition, dotWithSum, movePoint, squaredDistance } from './partition.ts';
import type { MoveSearch } from './propose-moves.ts';
import { createMoveSearch, proposeMoves } from './propose-moves.ts';
import { sampleDistinct } from './sample-distinct.ts';
import type { SplitMemory } from './swap-clusters.ts';
import { swapClusters } from './swap-clusters.ts';

/** A move must lower the inertia by more than this share of a point's mean squared length: rounding must not look like gain. */
const SMALLEST_GAIN = 1e-9;
const MAX_ROUNDS = 200;
const MAX_SWAPS = 12;
/** Before a swap, rounds end when fewer than this share of the points moves: the swap disturbs what they would polish. */
const SETTLED_SHARE = 1 / 10;

export interface HartiganOptions {
  k: number;
  random: Random;
  kernel?: MatrixKernel;
  signal?: AbortSignal;
  /** Called after every round with the number of points moved in it. */
  onRound?: (round: number, moved: number) => void;
}

/**
 * Partitions points into k clusters: Hartigan's single moves from k random points as centres, and swaps of clusters
 * wherever the moves have come to rest.
 *
 * Moving x from cluster a to b changes the inertia by n_b/(n_b+1)·‖x−c_b‖² − n_a/(n_a−1)·‖x−c_a‖², which accounts for
 * both means moving with x; Lloyd's algorithm leaves the factors out and so stops in partitions that a single move
 * improves, most of all when clusters have about ten members. Each round proposes for every point the best other
 * cluster (one matrix product against the centres scaled by their factor), then applies the proposals in order,
 * each checked again against the sums as they stand by then. Afterwards only what could have changed is compared:
 * the members of changed clusters against all, the other points against the changed clusters.
 *
 * The inertia falls with every move, so it ends; a cluster's last member never moves, so none becomes empty.
 *
 * @see Telgarsky and Vattani, "Hartigan's Method: k-means Clustering without Voronoi", AISTATS 2010
 */
export async function partitionByHartigan(points: Matrix, options: HartiganOptions): Promise<Partition> {
  const { k, signal } = options;
  const partition = await createPartition(points, await assignToSample(points, k, options), k, signal);
  fillEmptyClusters(partition);
  if (k === 1) return partition;

  const topOptions = { kernel: options.kernel, signal };
  const search = await createMoveSearch(partition, topOptions);
  const splits: SplitMemory = [];
  const changed = new Uint8Array(k).fill(1);
  let round = await movePoints(search, changed, 0, SETTLED_SHARE, options);
  for (let swap = 0; swap < MAX_SWAPS; swap++) {
    const swapped = await swapClusters(partition, splits, changed, topOptions);
    if (swapped === 0) break;
    round = await movePoints(search, changed, round, SETTLED_SHARE, options);
  }
  await movePoints(search, changed, round, 0, options);
  return partition;
}

/**
 * Moves single points until no more than `settledShare` of them gain from it.
 *
 * @param changed - clusters to compare again; afterwards those that changed in the last round.
 * @returns the number of the next round.
 */
async function movePoints(
  search: MoveSearch,
  changed: Uint8Array,
  firstRound: number,
  settledShare: number,
  { signal, onRound }: HartiganOptions,
): Promise<number> {
  const n = search.proposals.length;
  const pause = createPause(signal);
  let round = firstRound;
  for (let moved = n; moved > settledShare * n && round < firstRound + MAX_ROUNDS; round++) {
    await proposeMoves(search, changed);
    changed.fill(0);
    search.pending.fill(0);
    moved = 0;
    for (let i = 0; i < n; i++) {
      if (search.proposals[i] >= 0 && tryMove(search, i, changed)) moved++;
      if (i % 256 === 0) await pause();
    }
    onRound?.(round, moved);
  }
  return round;
}

/** Carries a proposal out if, by the sums as they stand now, it lowers the inertia. */
function tryMove({ partition, mean, proposals, stayCosts, pending }: MoveSearch, i: number, changed: Uint8Array) {
  const from = partition.labels[i];
  const to = proposals[i];
  const count = partition.counts[from];
  if (count === 1) return false;
  const dotFrom = dotWithSum(partition, i, from);
  const dotTo = dotWithSum(partition, i, to);
  const target = partition.counts[to];
  stayCosts[i] = (count / (count - 1)) * squaredDistance(partition, i, from, dotFrom);
  const cost = (target / (target + 1)) * squaredDistance(partition, i, to, dotTo);
  if (cost + SMALLEST_GAIN * mean < stayCosts[i]) {
    movePoint(partition, i, to, dotFrom, dotTo);
    changed[from] = 1;
    changed[to] = 1;
    return true;
  }
  pending[i] = 1;
  return false;
}

async function assignToSample(
  points: Matrix,
  k: number,
  { random, kernel, signal }: HartiganOptions,
): Promise<Int32Array> {
  const { columns: d } = points;
  const centres = createMatrix(k, d);
  const bias = new Float32Array(k);
  const pause = createPause(signal);
  for (const [j, row] of sampleDistinct(points.rows, k, random).entries()) {
    centres.data.set(points.data.subarray(row * d, (row + 1) * d), j * d);
    bias[j] = -squaredLength(points.data, row * d, d) / 2;
    if (j % 256 === 0) await pause();
  }
  return (await topP(points, centres, bias, 1, { kernel, signal })).indices;
}
