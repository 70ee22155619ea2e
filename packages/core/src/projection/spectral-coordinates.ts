import { createPause } from '../math/create-pause.ts';
import type { Random } from '../math/random.ts';
import { findSymmetricEigen } from '../math/symmetric-eigen.ts';
import type { Graph } from './fuzzy-graph.ts';

export interface SpectralOptions {
  random: Random;
  signal?: AbortSignal;
}

const BLOCK = 8;
const FILTER_DEGREE = 24;
const MAX_FILTERS = 60;
/** Accepted residual of an eigenpair, as a share of its distance from 1. */
const TOLERANCE = 1e-2;

/**
 * The two smoothest non-constant functions on a connected graph: eigenvectors 2 and 3 of its normalised Laplacian.
 *
 * Subspace iteration on the normalised adjacency matrix with a Chebyshev filter, which damps all eigenvalues below the
 * block's smallest and so separates the wanted ones, which lie crowded below 1, in few products. The first eigenvector
 * is known and is kept out.
 *
 * @param graph - connected, at least 4 points
 * @returns x0, y0, x1, y1, … as unit vectors; the largest component of each is positive.
 * @see Zhou, Saad, Tiago and Chelikowsky, "Self-consistent-field calculations using Chebyshev-filtered subspace iteration", 2006
 */
export async function findSpectralCoordinates(
  graph: Graph,
  { random, signal }: SpectralOptions,
): Promise<Float64Array> {
  const n = graph.starts.length - 1;
  const m = Math.min(BLOCK, n - 1);
  const pause = createPause(signal);
  const { adjacency, first } = normaliseAdjacency(graph);
  let block: Float64Array = Float64Array.from({ length: n * m }, () => random.normal());
  orthonormalise(block, n, m, first);
  let cut = 0;
  for (let filter = 0; filter < MAX_FILTERS; filter++) {
    block = await applyFilter(adjacency, block, n, m, cut, pause);
    orthonormalise(block, n, m, first);
    const image = multiplyGraph(adjacency, block, n, m);
    const { values, vectors } = findSymmetricEigen(gram(block, image, n, m), m);
    block = combine(block, vectors, n, m);
    const rotated = combine(image, vectors, n, m);
    if (m < 3 || residual(block, rotated, values, n, m) < TOLERANCE) break;
    cut = Math.max(-0.9, values[m - 1]);
    await pause();
  }
  return takeTwo(block, n, m);
}

/** D^−½·W·D^−½ and its first eigenvector, D^½·1 in unit length. */
function normaliseAdjacency({ starts, targets, weights }: Graph): { adjacency: Graph; first: Float64Array } {
  const n = starts.length - 1;
  const degrees = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let e = starts[i]; e < starts[i + 1]; e++) degrees[i] += weights[e];
  const scaled = new Float32Array(weights.length);
  let total = 0;
  for (let i = 0; i < n; i++) {
    total += degrees[i];
    for (let e = starts[i]; e < starts[i + 1]; e++)
      scaled[e] = weights[e] / Math.sqrt(degrees[i] * degrees[targets[e]]);
  }
  return { adjacency: { starts, targets, weights: scaled }, first: degrees.map((degree) => Math.sqrt(degree / total)) };
}

/** Shape (n, m): adjacency · block. */
function multiplyGraph({ starts, targets, weights }: Graph, block: Float64Array, n: number, m: number): Float64Array {
  const image = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let e = starts[i]; e < starts[i + 1]; e++) {
      const weight = weights[e];
      for (let t = 0, a = i * m, b = targets[e] * m; t < m; t++) image[a++] += weight * block[b++];
    }
  }
  return image;
}

/** Chebyshev polynomial of the adjacency, bounded by 1 on [−1, cut] and growing fast above. */
async function applyFilter(
  adjacency: Graph,
  block: Float64Array,
  n: number,
  m: number,
  cut: number,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const half = (cut + 1) / 2;
  const centre = (cut - 1) / 2;
  let previous = block;
  let current = multiplyGraph(adjacency, block, n, m);
  for (let t = 0; t < current.length; t++) current[t] = (current[t] - centre * block[t]) / half;
  for (let degree = 2; degree <= FILTER_DEGREE; degree++) {
    const next = multiplyGraph(adjacency, current, n, m);
    for (let t = 0; t < next.length; t++) next[t] = (2 * (next[t] - centre * current[t])) / half - previous[t];
    previous = current;
    current = next;
    await pause();
  }
  return current;
}

/** Gram and Schmidt, twice for accuracy; columns are made orthogonal to `first` too. */
function orthonormalise(block: Float64Array, n: number, m: number, first: Float64Array): void {
  for (let column = 0; column < m; column++) {
    for (let pass = 0; pass < 2; pass++) {
      removePart(block, n, m, column, (i) => first[i]);
      for (let other = 0; other < column; other++) removePart(block, n, m, column, (i) => block[i * m + other]);
    }
    let square = 0;
    for (let i = 0; i < n; i++) square += block[i * m + column] ** 2;
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let i = 0; i < n; i++) block[i * m + column] *= scale;
  }
}

function removePart(block: Float64Array, n: number, m: number, column: number, unit: (i: number) => number): void {
  let dot = 0;
  for (let i = 0; i < n; i++) dot += block[i * m + column] * unit(i);
  for (let i = 0; i < n; i++) block[i * m + column] -= dot * unit(i);
}

function gram(block: Float64Array, image: Float64Array, n: number, m: number): Float64Array {
  const product = new Float64Array(m * m);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < m; p++) {
      for (let q = p; q < m; q++) product[p * m + q] += block[i * m + p] * image[i * m + q];
    }
  }
  for (let p = 0; p < m; p++) for (let q = 0; q < p; q++) product[p * m + q] = product[q * m + p];
  return product;
}

function combine(block: Float64Array, vectors: Float64Array, n: number, m: number): Float64Array {
  const combined = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < m; p++) {
      for (let q = 0; q < m; q++) combined[i * m + q] += block[i * m + p] * vectors[p * m + q];
    }
  }
  return combined;
}

/** The larger residual of the first two pairs, each as a share of 1 − eigenvalue. */
function residual(block: Float64Array, image: Float64Array, values: Float64Array, n: number, m: number): number {
  let worst = 0;
  for (let column = 0; column < 2; column++) {
    let square = 0;
    for (let i = 0; i < n; i++) square += (image[i * m + column] - values[column] * block[i * m + column]) ** 2;
    worst = Math.max(worst, Math.sqrt(square) / Math.max(1e-12, 1 - values[column]));
  }
  return worst;
}

function takeTwo(block: Float64Array, n: number, m: number): Float64Array {
  const coordinates = new Float64Array(2 * n);
  for (let column = 0; column < Math.min(2, m); column++) {
    let largest = 0;
    for (let i = 0; i < n; i++) {
      if (Math.abs(block[i * m + column]) > Math.abs(largest) * (1 + 1e-6)) largest = block[i * m + column];
    }
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) coordinates[2 * i + column] = sign * block[i * m + column];
  }
  return coordinates;
}
