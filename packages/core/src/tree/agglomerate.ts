import { forEachScoreRow } from '../math/for-each-score-row.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import type { StepOptions } from '../step-options.ts';

/** Two groups become one. A group is called by its lowest item. */
export interface Merge {
  /** The lower name, which the union keeps. */
  a: number;
  b: number;
  /** Increase of the sum of squares by this merge; at least that of the merges before it in either group. */
  height: number;
}

/** Squared distances below this share of the vectors' squared lengths are float32 rounding: the vectors are equal. */
const ZERO = 2e-6;

/**
 * Merges items two by two until one group is left: Ward's method on weighted points.
 *
 * Works in rounds. In a round every pair of groups that are each other's nearest merges; with Ward's distance this
 * gives the same hierarchy as merging the nearest pair at a time, because a union is never nearer to a third group
 * than the nearer of its parts. Distances come from a matrix product and are never kept: memory is O(items · d), and
 * only groups whose nearest has just merged are compared again.
 *
 * @param centroids - shape (b, d)
 * @param weights - items behind each centroid, positive
 * @returns b − 1 merges by increasing height.
 * @see Ward, "Hierarchical Grouping to Optimize an Objective Function", JASA 1963
 * @see Sumengen et al., "Scaling Hierarchical Agglomerative Clustering to Billion-sized Datasets", 2021 (rounds)
 */
export async function agglomerate(
  centroids: Matrix,
  weights: ArrayLike<number>,
  { signal, onProgress }: StepOptions = {},
): Promise<Merge[]> {
  const groups: Groups = {
    means: Float64Array.from(centroids.data),
    weights: Float64Array.from(weights),
    heights: new Float64Array(centroids.rows),
    nearest: new Int32Array(centroids.rows).fill(-1),
    distances: new Float64Array(centroids.rows).fill(Infinity),
    d: centroids.columns,
  };
  const merges: Merge[] = [];
  let alive = Array.from({ length: centroids.rows }, (_, i) => i);
  let outdated = alive;
  while (alive.length > 1) {
    await findNearest(groups, outdated, alive, signal);
    const gone = new Set<number>();
    const grown = new Set<number>();
    for (const [a, b] of reciprocalPairs(groups, alive)) {
      merges.push({ a, b, height: mergeGroups(groups, a, b) });
      gone.add(b);
      grown.add(a);
    }
    alive = alive.filter((group) => !gone.has(group));
    outdated = alive.filter(
      (group) => grown.has(group) || grown.has(groups.nearest[group]) || gone.has(groups.nearest[group]),
    );
    onProgress?.(merges.length, centroids.rows - 1);
  }
  return merges
    .map((merge, order) => ({ merge, order }))
    .sort((one, other) => one.merge.height - other.merge.height || one.order - other.order)
    .map(({ merge }) => merge);
}

interface Groups {
  means: Float64Array;
  weights: Float64Array;
  heights: Float64Array;
  nearest: Int32Array;
  distances: Float64Array;
  d: number;
}

async function findNearest(groups: Groups, queries: number[], alive: number[], signal?: AbortSignal): Promise<void> {
  const { weights, nearest, distances } = groups;
  const others = gatherMeans(groups, alive);
  const asked = queries.length === alive.length ? others : gatherMeans(groups, queries);
  const otherWeights = Float64Array.from(alive, (group) => weights[group]);
  const bias = others.squares.map((square) => -square / 2);
  await forEachScoreRow(
    asked.matrix,
    others.matrix,
    Float32Array.from(bias),
    (row, scores, from) => {
      const group = queries[row];
      const square = asked.squares[row];
      const weight = weights[group];
      let best = -1;
      let bestDistance = Infinity;
      for (let j = 0; j < alive.length; j++) {
        let distance = square - 2 * scores[from + j];
        if (distance < ZERO * (square + others.squares[j])) distance = 0;
        distance *= (weight * otherWeights[j]) / (weight + otherWeights[j]);
        if (distance > bestDistance || alive[j] === group) continue;
        if (distance === bestDistance && pairRank(group, alive[j]) > pairRank(group, best)) continue;
        bestDistance = distance;
        best = alive[j];
      }
      nearest[group] = best;
      distances[group] = bestDistance;
    },
    { signal },
  );
}

/**
 * A pseudo-random but symmetric order of pairs for equal distances. With the lowest index instead, b equal vectors would
 * all name the same nearest one and merge one pair a round.
 */
function pairRank(a: number, b: number): number {
  let rank = Math.imul(Math.min(a, b) + 1, 0x9e3779b1) ^ Math.imul(Math.max(a, b) + 1, 0x85ebca77);
  rank = Math.imul(rank ^ (rank >>> 15), 0x2c1b3c6d);
  return (rank ^ (rank >>> 13)) >>> 0;
}

/** Pairs (a < b) of groups that are each other's nearest. */
function reciprocalPairs({ nearest, distances }: Groups, alive: number[]): [number, number][] {
  const pairs: [number, number][] = [];
  for (const a of alive) if (nearest[nearest[a]] === a && a < nearest[a]) pairs.push([a, nearest[a]]);
  if (pairs.length > 0) return pairs;
  // Only rounding can bring this about: three groups equally far apart, each naming the next.
  const closest = alive.reduce((best, group) => (distances[group] < distances[best] ? group : best));
  return [[Math.min(closest, nearest[closest]), Math.max(closest, nearest[closest])]];
}

function mergeGroups({ means, weights, heights, distances, d }: Groups, a: number, b: number): number {
  const height = Math.max(distances[a], heights[a], heights[b]);
  const weight = weights[a] + weights[b];
  for (let t = 0, i = a * d, j = b * d; t < d; t++, i++, j++) {
    means[i] = (means[i] * weights[a] + means[j] * weights[b]) / weight;
  }
  weights[a] = weight;
  heights[a] = height;
  return height;
}

function gatherMeans({ means, d }: Groups, rows: number[]): { matrix: Matrix; squares: Float64Array } {
  const matrix = createMatrix(rows.length, d);
  const squares = new Float64Array(rows.length);
  rows.forEach((row, r) => {
    for (let t = 0; t < d; t++) {
      const value = means[row * d + t];
      matrix.data[r * d + t] = value;
      squares[r] += value * value;
    }
  });
  return { matrix, squares };
}
