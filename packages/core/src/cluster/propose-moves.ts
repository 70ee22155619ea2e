import { createPause } from '../math/create-pause.ts';
import type { Matrix } from '../math/matrix.ts';
import type { TopColumns } from '../math/matrix-kernel.ts';
import { createMatrix } from '../math/matrix.ts';
import type { TopPOptions } from '../math/top-p.ts';
import { topP } from '../math/top-p.ts';
import type { Partition } from './partition.ts';

/**
 * Costs from float32 scores are right to about a millionth of the largest score, costs of staying to three millionths;
 * a proposal is dropped only if it is worse by more.
 */
const RELATIVE_SLACK = 8e-6;
/** From this share of changed clusters on, one product of everything is cheaper than picking rows. */
const COMPARE_ALL_FROM = 0.6;

/** What the rounds of moves of one partition share. */
export interface MoveSearch {
  readonly partition: Partition;
  /** The points; where their lengths differ, with their squared length as one more column. */
  readonly points: Matrix;
  /** Mean squared length of the points. */
  readonly mean: number;
  readonly topOptions: TopPOptions;
  /** Room for the scaled centres of a comparison, used anew by each. */
  readonly centres: Float32Array;
  readonly slack: number;
  /** Each point's best other cluster; −1 where nothing can gain. */
  readonly proposals: Int32Array;
  /**
   * What it costs each point to stay, n_a/(n_a−1)·‖x−c_a‖², as last compared; Infinity where that is not known yet,
   * −Infinity for the last member of a cluster, which must not move.
   */
  readonly stayCosts: Float64Array;
  /** Points whose proposal failed only because others moved before; their second choice may still be worth a move. */
  readonly pending: Uint8Array;
}

/**
 * Prepares the search for moves in a partition.
 *
 * The cost n/(n+1)·(‖x‖² − 2x·c + ‖c‖²) is a product of x with a scaled centre only if ‖x‖² is the same for all x, or
 * stands in x as one more number.
 */
export async function createMoveSearch(partition: Partition, options: TopPOptions): Promise<MoveSearch> {
  const pause = createPause(options.signal);
  const { squares, points } = partition;
  const { rows, columns: d, data } = points;
  let mean = 0;
  let largest = 0;
  for (const square of squares) {
    mean += square / rows;
    if (square > largest) largest = square;
  }
  let searched = points;
  // ‖x‖·‖2c‖ + ‖c‖² + mean, where no mean of points is longer than the longest point.
  let largestScore = 3 * largest + mean;
  if (squares.some((square) => Math.abs(square - mean) > 1e-4 * mean)) {
    searched = createMatrix(rows, d + 1);
    for (let i = 0; i < rows; i++) {
      searched.data.set(data.subarray(i * d, (i + 1) * d), i * (d + 1));
      searched.data[i * (d + 1) + d] = squares[i];
      if (i % 256 === 0) await pause();
    }
    largestScore = Math.sqrt((largest + largest * largest) * (4 * largest + 1)) + largest;
  }
  return {
    partition,
    points: searched,
    mean,
    topOptions: { ...options, largestScore },
    centres: new Float32Array(partition.k * searched.columns),
    slack: RELATIVE_SLACK * largestScore,
    proposals: new Int32Array(rows),
    stayCosts: new Float64Array(rows).fill(Infinity),
    pending: new Uint8Array(rows),
  };
}

/**
 * Writes for each point the other cluster that it costs least to move to, if that can be less than staying costs.
 *
 * Only what could have become better is compared: the members of changed clusters and pending points with all
 * clusters, the other points with the changed ones.
 *
 * @param changed - which clusters changed (1) since the last call, length k.
 */
export async function proposeMoves(search: MoveSearch, changed: Uint8Array): Promise<void> {
  const { partition, points, pending, proposals } = search;
  const { labels, k } = partition;
  const changedClusters = indexesWhere(k, (j) => changed[j] === 1);
  proposals.fill(-1);
  if (changedClusters.length >= COMPARE_ALL_FROM * k) return compareWithAll(search, null);

  const rows = indexesWhere(labels.length, (i) => changed[labels[i]] === 1 || pending[i] === 1);
  if (rows.length > 0) await compareWithAll(search, rows);
  if (changedClusters.length === 0) return;
  // All rows, though those above need it no more: to leave them out would mean to copy the rest.
  const { centres, bias } = scaleCentres(search, changedClusters);
  const { indices, scores } = await topP(points, centres, bias, 1, search.topOptions);
  for (let i = 0; i < labels.length; i++) {
    if (changed[labels[i]] === 1 || pending[i] === 1) continue;
    if (-scores[i] < search.stayCosts[i] + search.slack) proposals[i] = changedClusters[indices[i]];
  }
}

/** @param rows - which points; null for all. */
async function compareWithAll(search: MoveSearch, rows: Int32Array | null): Promise<void> {
  const { centres, bias } = scaleCentres(search, null);
  const options = { ...search.topOptions, rows: rows ?? undefined };
  readBestTwo(search, rows, await topP(search.points, centres, bias, 2, options));
}

/** Writes what each point pays to stay, and its best other cluster where that may be less. */
function readBestTwo(search: MoveSearch, rows: Int32Array | null, { indices, scores }: TopColumns): void {
  const { partition, proposals, stayCosts, slack } = search;
  const { labels, counts } = partition;
  const n = rows ? rows.length : labels.length;
  for (let r = 0; r < n; r++) {
    const i = rows ? rows[r] : r;
    const own = labels[i];
    const count = counts[own];
    const place = indices[2 * r] === own ? 0 : indices[2 * r + 1] === own ? 1 : -1;
    // A score is minus n/(n+1) times the squared distance; staying costs n/(n−1) times that.
    if (count === 1) stayCosts[i] = -Infinity;
    else stayCosts[i] = place < 0 ? Infinity : (-scores[2 * r + place] * (count + 1)) / (count - 1);
    const other = place === 0 ? 1 : 0;
    if (-scores[2 * r + other] < stayCosts[i] + slack) proposals[i] = indices[2 * r + other];
  }
}

/** Rows 2f·c and biases −f·‖c‖² with f = n/(n+1), so that the score of x is minus the cost of moving x there. */
function scaleCentres({ partition, points, mean, centres: room }: MoveSearch, clusters: Int32Array | null) {
  const { counts, sums, sumSquares } = partition;
  const d = partition.points.columns;
  const { columns } = points;
  const k = clusters ? clusters.length : partition.k;
  const centres: Matrix = { data: room.subarray(0, k * columns), rows: k, columns };
  const bias = new Float32Array(k);
  for (let r = 0; r < k; r++) {
    const j = clusters ? clusters[r] : r;
    const factor = counts[j] / (counts[j] + 1);
    const scale = (2 * factor) / counts[j];
    writeScaled(sums, j * d, scale, centres.data, r * columns, d);
    bias[r] = (-factor * sumSquares[j]) / (counts[j] * counts[j]);
    if (columns > d) centres.data[r * columns + d] = -factor;
    else bias[r] -= factor * mean;
  }
  return { centres, bias };
}

function writeScaled(x: Float64Array, i: number, scale: number, into: Float32Array, at: number, d: number): void {
  for (let t = 0; t < d; t++) into[at + t] = scale * x[i + t];
}

function indexesWhere(length: number, isWanted: (index: number) => boolean): Int32Array {
  const indexes = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) if (isWanted(i)) indexes[count++] = i;
  return indexes.subarray(0, count);
}
