import { createPause } from '../math/create-pause.ts';
import type { StepOptions } from '../step-options.ts';
import type { NearestNeighbours } from './find-nearest-neighbours.ts';

/** An undirected weighted graph in compressed rows; every edge stands in the rows of both its ends. */
export interface Graph {
  /** Row i is at `starts[i] … starts[i + 1] − 1` of `targets` and `weights`. */
  starts: Int32Array;
  targets: Int32Array;
  /** In (0, 1]. */
  weights: Float32Array;
}

const SEARCH_STEPS = 64;
const SMALLEST_SCALE = 1e-3;
const ROWS_PER_TURN = 256;

/**
 * UMAP's fuzzy simplicial set: how surely two points are neighbours.
 *
 * Each point's distances are measured from its nearest neighbour and in its own scale, chosen so that its weights add
 * up to log₂ of the neighbourhood's size; the two directed weights of an edge join as a + b − ab.
 *
 * @see McInnes, Healy and Melville, "UMAP: Uniform Manifold Approximation and Projection", 2018, algorithms 2 and 3
 */
export async function buildFuzzyGraph(
  { k, indices, distances }: NearestNeighbours,
  { signal }: Pick<StepOptions, 'signal'> = {},
): Promise<Graph> {
  const pause = createPause(signal);
  const n = k === 0 ? 0 : indices.length / k;
  const directed = new Float64Array(indices.length);
  let meanDistance = 0;
  for (const distance of distances) meanDistance += distance / distances.length;
  for (let i = 0; i < n; i++) {
    weighNeighbours(distances, i * k, k, meanDistance, directed);
    if (i % ROWS_PER_TURN === 0) await pause();
  }

  await pause();
  const incoming = transpose(indices, n, k);
  await pause();
  const starts = new Int32Array(n + 1);
  const targets = new Int32Array(2 * indices.length);
  const weights = new Float32Array(2 * indices.length);
  const placeOf = new Int32Array(n).fill(-1);
  let size = 0;
  for (let i = 0; i < n; i++) {
    starts[i] = size;
    if (i % ROWS_PER_TURN === 0) await pause();
    for (let e = i * k; e < (i + 1) * k; e++) {
      placeOf[indices[e]] = size;
      targets[size] = indices[e];
      weights[size++] = directed[e];
    }
    for (let s = incoming.starts[i]; s < incoming.starts[i + 1]; s++) {
      const e = incoming.edges[s];
      const source = Math.floor(e / k);
      const weight = directed[e];
      const place = placeOf[source];
      if (place >= starts[i] && targets[place] === source) {
        const known = directed[i * k + (place - starts[i])];
        // Adding the lower first gives both ends the same bits.
        const low = Math.min(known, weight);
        const high = Math.max(known, weight);
        weights[place] = low + high - low * high;
      } else {
        targets[size] = source;
        weights[size++] = weight;
      }
    }
  }
  starts[n] = size;
  await pause();
  return { starts, targets: targets.slice(0, size), weights: weights.slice(0, size) };
}

function weighNeighbours(
  distances: Float32Array,
  from: number,
  k: number,
  meanDistance: number,
  weights: Float64Array,
): void {
  const target = Math.log2(k + 1);
  let nearest = 0;
  let own = 0;
  for (let e = from; e < from + k; e++) {
    own += distances[e] / k;
    if (nearest === 0 && distances[e] > 0) nearest = distances[e];
  }
  let low = 0;
  let high = Infinity;
  let scale = 1;
  for (let step = 0; step < SEARCH_STEPS; step++) {
    let sum = 0;
    for (let e = from; e < from + k; e++) {
      const excess = distances[e] - nearest;
      sum += excess > 0 ? Math.exp(-excess / scale) : 1;
    }
    if (Math.abs(sum - target) < 1e-5) break;
    if (sum > target) {
      high = scale;
      scale = (low + high) / 2;
    } else {
      low = scale;
      scale = high === Infinity ? scale * 2 : (low + high) / 2;
    }
  }
  scale = Math.max(scale, SMALLEST_SCALE * (nearest > 0 ? own : meanDistance));
  for (let e = from; e < from + k; e++) {
    const excess = distances[e] - nearest;
    weights[e] = excess > 0 && scale > 0 ? Math.exp(-excess / scale) : 1;
  }
}

/** For every point the numbers of the edges that lead to it, ascending. */
function transpose(indices: Int32Array, n: number, k: number): { starts: Int32Array; edges: Int32Array } {
  const starts = new Int32Array(n + 1);
  for (const target of indices) starts[target + 1]++;
  for (let i = 0; i < n; i++) starts[i + 1] += starts[i];
  const next = starts.slice(0, n);
  const edges = new Int32Array(n * k);
  for (let e = 0; e < n * k; e++) edges[next[indices[e]]++] = e;
  return { starts, edges };
}
