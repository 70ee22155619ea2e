import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import type { MatrixKernel } from '../math/matrix-kernel.ts';
import type { TopPOptions } from '../math/top-p.ts';
import { topP } from '../math/top-p.ts';
import type { Random } from '../math/random.ts';
import { fillEmptyClusters } from './fill-empty-clusters.ts';
import type { Partition } from './partition.ts';
import { createPartition, movePoint, squaredDistance } from './partition.ts';
import { sampleDistinct } from './sample-distinct.ts';
import type { SplitMemory } from './swap-clusters.ts';
import { swapClusters } from './swap-clusters.ts';

/** A move must lower the inertia by more than this share of a point's mean squared length: rounding must not look like gain. */
const SMALLEST_GAIN = 1e-9;
const MAX_ROUNDS = 200;
const MAX_SWAPS = 12;

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
  const { k, kernel, signal } = options;
  const partition = createPartition(points, await assignToSample(points, k, options), k);
  fillEmptyClusters(partition);

  const costs = prepareCosts(partition);
  let changed: Uint8Array = new Uint8Array(k).fill(1);
  let round = await movePoints(partition, costs, changed, 0, options);
  const splits: SplitMemory = [];
  for (let swap = 0; swap < MAX_SWAPS; swap++) {
    changed = await swapClusters(partition, splits, { kernel, signal });
    if (!changed.includes(1)) break;
    round = await movePoints(partition, costs, changed, round, options);
  }
  return partition;
}

/** Moves single points until no move gains anything. @returns the number of the next round. */
async function movePoints(
  partition: Partition,
  costs: CostBasis,
  changed: Uint8Array,
  firstRound: number,
  { kernel, signal, onRound }: HartiganOptions,
): Promise<number> {
  const n = partition.labels.length;
  const smallestGain = SMALLEST_GAIN * costs.mean;
  const proposals = new Int32Array(n);
  const proposedCost = new Float32Array(n);
  const pending = new Uint8Array(n);
  let round = firstRound;
  for (let moved = -1; moved !== 0 && round < firstRound + MAX_ROUNDS; round++) {
    await propose(partition, costs, changed, pending, proposals, proposedCost, { kernel, signal });
    changed.fill(0);
    pending.fill(0);
    moved = 0;
    for (let i = 0; i < n; i++) {
      const from = partition.labels[i];
      const to = proposals[i];
      const count = partition.counts[from];
      if (to < 0 || to === from || count === 1) continue;
      const stay = (count / (count - 1)) * squaredDistance(partition, i, from);
      if (proposedCost[i] > stay * 1.00001) continue;
      const target = partition.counts[to];
      const cost = (target / (target + 1)) * squaredDistance(partition, i, to);
      if (cost + smallestGain < stay) {
        movePoint(partition, i, to);
        changed[from] = 1;
        changed[to] = 1;
        moved++;
      } else {
        // The clusters it was proposed for have changed meanwhile; its second choice may still be worth a move.
        pending[i] = 1;
      }
    }
    onRound?.(round, moved);
  }
  return round;
}

async function assignToSample(
  points: Matrix,
  k: number,
  { random, kernel, signal }: HartiganOptions,
): Promise<Int32Array> {
  const { columns: d } = points;
  const centres = createMatrix(k, d);
  const bias = new Float32Array(k);
  sampleDistinct(points.rows, k, random).forEach((row, j) => {
    for (let t = 0; t < d; t++) {
      const value = points.data[row * d + t];
      centres.data[j * d + t] = value;
      bias[j] -= (value * value) / 2;
    }
  });
  return (await topP(points, centres, bias, 1, { kernel, signal })).indices;
}

interface CostBasis {
  /** Mean squared length of the points. */
  mean: number;
  /** The points with their squared length as one more column, where the lengths differ; otherwise the points. */
  points: Matrix;
}

/**
 * The cost n/(n+1)·(‖x‖² − 2x·c + ‖c‖²) is a product of x with a scaled centre only if ‖x‖² is the same for all x, or
 * stands in x as one more number.
 */
function prepareCosts({ points, squares }: Partition): CostBasis {
  const { rows, columns: d, data } = points;
  let mean = 0;
  for (const square of squares) mean += square / rows;
  if (squares.every((square) => Math.abs(square - mean) <= 1e-4 * mean)) return { mean, points };
  const extended = createMatrix(rows, d + 1);
  for (let i = 0; i < rows; i++) {
    extended.data.set(data.subarray(i * d, (i + 1) * d), i * (d + 1));
    extended.data[i * (d + 1) + d] = squares[i];
  }
  return { mean, points: extended };
}

/** Writes each point's best other cluster and the cost of moving there; −1 where nothing can have become better. */
async function propose(
  partition: Partition,
  { mean, points }: CostBasis,
  changed: Uint8Array,
  pending: Uint8Array,
  proposals: Int32Array,
  proposedCost: Float32Array,
  options: TopPOptions,
): Promise<void> {
  const { labels, k } = partition;
  const changedClusters = indexesWhere(k, (j) => changed[j] === 1);
  const compareAll = changedClusters.length * 2 > k;
  const whole = indexesWhere(labels.length, (i) => compareAll || changed[labels[i]] === 1 || pending[i] === 1);
  const part = indexesWhere(compareAll ? 0 : labels.length, (i) => changed[labels[i]] === 0 && pending[i] === 0);
  proposals.fill(-1);

  for (const [rows, clusters] of [
    [whole, null],
    [part, changedClusters],
  ] as const) {
    if (rows.length === 0 || clusters?.length === 0) continue;
    const { centres, bias } = scaleCentres(partition, clusters, mean, points.columns);
    const everything = rows.length === points.rows;
    const top = await topP(points, centres, bias, 2, { ...options, rows: everything ? undefined : rows });
    const width = top.indices.length / rows.length;
    for (let r = 0; r < rows.length; r++) {
      for (let t = r * width; t < (r + 1) * width; t++) {
        const j = clusters ? clusters[top.indices[t]] : top.indices[t];
        if (j === labels[rows[r]]) continue;
        proposals[rows[r]] = j;
        proposedCost[rows[r]] = -top.scores[t];
        break;
      }
    }
  }
}

/** Rows 2f·c and biases −f·‖c‖² with f = n/(n+1), so that the score of x is minus the cost of moving x there. */
function scaleCentres(partition: Partition, clusters: Int32Array | null, mean: number, columns: number) {
  const { counts, sums, sumSquares, points } = partition;
  const d = points.columns;
  const k = clusters ? clusters.length : partition.k;
  const centres = createMatrix(k, columns);
  const bias = new Float32Array(k);
  for (let r = 0; r < k; r++) {
    const j = clusters ? clusters[r] : r;
    const factor = counts[j] / (counts[j] + 1);
    const scale = (2 * factor) / counts[j];
    for (let t = 0, a = r * columns, s = j * d; t < d; t++) centres.data[a++] = scale * sums[s++];
    bias[r] = (-factor * sumSquares[j]) / (counts[j] * counts[j]);
    if (columns > d) centres.data[r * columns + d] = -factor;
    else bias[r] -= factor * mean;
  }
  return { centres, bias };
}

function indexesWhere(length: number, isWanted: (index: number) => boolean): Int32Array {
  const indexes = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) if (isWanted(i)) indexes[count++] = i;
  return indexes.subarray(0, count);
}
