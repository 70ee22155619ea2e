import { createPause } from '../math/create-pause.ts';
import type { Random } from '../math/random.ts';
import { symmetricEigen } from '../math/symmetric-eigen.ts';
import { coarsenGraph } from './coarsen-graph.ts';
import type { Graph } from './fuzzy-graph.ts';

export interface SpectralOptions {
  random: Random;
  signal?: AbortSignal;
}

/** Vectors iterated together; the loops below are written out for eight. */
const M = 8;
const FILTER_DEGREE = 24;
const MAX_FILTERS = 60;
/** Filters after a start from the coarser graph: what that lacks is rough, and goes in one or two. */
const REFINING_FILTERS = 2;
/** Graphs of more points start from a coarser one. */
const COARSEST = 1000;
const ROWS_PER_TURN = 8192;
/** Accepted residual of an eigenpair, as umap-learn asks of its solver. */
const TOLERANCE = 1e-4;
/** Accepted as well: this share of the eigenvalue's distance from 1. */
const RELATIVE_TOLERANCE = 1e-2;

/**
 * The two smoothest non-constant functions on a connected graph: eigenvectors 2 and 3 of its normalised Laplacian.
 *
 * Subspace iteration on the normalised adjacency matrix with a Chebyshev filter, which damps all eigenvalues below the
 * block's smallest and so separates the wanted ones, which lie crowded below 1, in few products. The first eigenvector
 * is known and is kept out. Above a thousand points the iteration starts from the functions of a graph half the size and
 * only smooths them: the layout that begins there needs smooth functions, not the last digit of the smoothest.
 *
 * @param graph - connected, at least ten points
 * @returns x0, y0, x1, y1, … as unit vectors; the largest component of each is positive.
 * @see Zhou, Saad, Tiago and Chelikowsky, "Self-consistent-field calculations using Chebyshev-filtered subspace iteration", 2006
 * @see Barnard and Simon, "Fast multilevel implementation of recursive spectral bisection", 1994
 */
export async function findSpectralCoordinates(
  graph: Graph,
  { random, signal }: SpectralOptions,
): Promise<Float64Array> {
  const block = await findSmoothest(graph, random, createPause(signal));
  return takeTwo(block, block.length / M);
}

/** The eight smoothest, shape (n, 8), smoothest first; the first two have settled where the graph is small. */
async function findSmoothest(graph: Graph, random: Random, pause: () => Promise<void>): Promise<Float64Array> {
  const n = graph.starts.length - 1;
  const { adjacency, first } = await normaliseAdjacency(graph, pause);
  const isLarge = n > COARSEST;
  let block = isLarge ? await startFromCoarser(graph, first, random, pause) : await drawBlock(n, random, pause);
  const filters = isLarge ? REFINING_FILTERS : MAX_FILTERS;
  for (let filter = 0; ; filter++) {
    await orthonormalise(block, first, pause);
    const image = new Float64Array(n * M);
    await multiplyGraph(adjacency, block, { alpha: 1, beta: 0, older: null, into: image }, pause);
    const { values, vectors } = symmetricEigen(gram(block, image, n), M);
    await pause();
    block = combine(block, vectors, n);
    await pause();
    if (filter === filters || isSettled(block, combine(image, vectors, n), values, n)) return block;
    await pause();
    block = await applyFilter(adjacency, block, Math.max(-0.9, values[M - 1]), pause);
  }
}

async function drawBlock(n: number, random: Random, pause: () => Promise<void>): Promise<Float64Array> {
  const block = new Float64Array(n * M);
  for (let at = 0; at < block.length; at++) {
    block[at] = random.normal();
    if (at % ROWS_PER_TURN === 0) await pause();
  }
  return block;
}

/** The coarser graph's functions, the same all over a group. Vectors are functions times the root of the degree. */
async function startFromCoarser(
  graph: Graph,
  first: Float64Array,
  random: Random,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const { graph: coarser, groupOf } = await coarsenGraph(graph, pause);
  const smoothest = await findSmoothest(coarser, random, pause);
  const degrees = new Float64Array(smoothest.length / M);
  for (let i = 0; i < first.length; i++) degrees[groupOf[i]] += first[i] ** 2;
  const block = new Float64Array(first.length * M);
  for (let i = 0; i < first.length; i++) {
    const share = first[i] / Math.sqrt(degrees[groupOf[i]]);
    for (let column = 0; column < M; column++) block[i * M + column] = share * smoothest[groupOf[i] * M + column];
    if (i % ROWS_PER_TURN === 0) await pause();
  }
  return block;
}

/** D^−½·W·D^−½ and its first eigenvector, D^½·1 in unit length. */
async function normaliseAdjacency(
  { starts, targets, weights }: Graph,
  pause: () => Promise<void>,
): Promise<{ adjacency: Graph; first: Float64Array }> {
  const n = starts.length - 1;
  const degrees = new Float64Array(n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let e = starts[i]; e < starts[i + 1]; e++) degrees[i] += weights[e];
    total += degrees[i];
    if (i % ROWS_PER_TURN === 0) await pause();
  }
  const scaled = new Float32Array(weights.length);
  for (let i = 0; i < n; i++) {
    for (let e = starts[i]; e < starts[i + 1]; e++) {
      scaled[e] = weights[e] / Math.sqrt(degrees[i] * degrees[targets[e]]);
    }
    if (i % ROWS_PER_TURN === 0) await pause();
  }
  return { adjacency: { starts, targets, weights: scaled }, first: degrees.map((degree) => Math.sqrt(degree / total)) };
}

/** What a product is made of: alpha · adjacency · block + beta · block − older, written into `into`, which may be `older`. */
interface ProductTerms {
  alpha: number;
  beta: number;
  older: Float64Array | null;
  into: Float64Array;
}

async function multiplyGraph(
  adjacency: Graph,
  block: Float64Array,
  terms: ProductTerms,
  pause: () => Promise<void>,
): Promise<void> {
  const n = adjacency.starts.length - 1;
  for (let row = 0; row < n; row += ROWS_PER_TURN) {
    multiplyRows(adjacency, block, terms, row, Math.min(n, row + ROWS_PER_TURN));
    await pause();
  }
}

function multiplyRows(
  { starts, targets, weights }: Graph,
  block: Float64Array,
  { alpha, beta, older, into }: ProductTerms,
  firstRow: number,
  endRow: number,
): void {
  for (let i = firstRow; i < endRow; i++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    for (let e = starts[i], end = starts[i + 1]; e < end; e++) {
      const weight = weights[e];
      const b = targets[e] * M;
      s0 += weight * block[b];
      s1 += weight * block[b + 1];
      s2 += weight * block[b + 2];
      s3 += weight * block[b + 3];
      s4 += weight * block[b + 4];
      s5 += weight * block[b + 5];
      s6 += weight * block[b + 6];
      s7 += weight * block[b + 7];
    }
    const a = i * M;
    into[a] = alpha * s0 + beta * block[a] - (older ? older[a] : 0);
    into[a + 1] = alpha * s1 + beta * block[a + 1] - (older ? older[a + 1] : 0);
    into[a + 2] = alpha * s2 + beta * block[a + 2] - (older ? older[a + 2] : 0);
    into[a + 3] = alpha * s3 + beta * block[a + 3] - (older ? older[a + 3] : 0);
    into[a + 4] = alpha * s4 + beta * block[a + 4] - (older ? older[a + 4] : 0);
    into[a + 5] = alpha * s5 + beta * block[a + 5] - (older ? older[a + 5] : 0);
    into[a + 6] = alpha * s6 + beta * block[a + 6] - (older ? older[a + 6] : 0);
    into[a + 7] = alpha * s7 + beta * block[a + 7] - (older ? older[a + 7] : 0);
  }
}

/** Chebyshev polynomial of the adjacency times the block: bounded by 1 on [−1, cut] and growing fast above. */
async function applyFilter(
  adjacency: Graph,
  block: Float64Array,
  cut: number,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const half = (cut + 1) / 2;
  const centre = (cut - 1) / 2;
  let older = block;
  let current: Float64Array = new Float64Array(block.length);
  const first = { alpha: 1 / half, beta: -centre / half, older: null, into: current };
  await multiplyGraph(adjacency, block, first, pause);
  for (let degree = 2; degree <= FILTER_DEGREE; degree++) {
    const next = { alpha: 2 / half, beta: (-2 * centre) / half, older, into: older };
    await multiplyGraph(adjacency, current, next, pause);
    [older, current] = [current, older];
  }
  return current;
}

/** Gram and Schmidt, twice for accuracy; the columns are made orthogonal to `first` too. */
async function orthonormalise(block: Float64Array, first: Float64Array, pause: () => Promise<void>): Promise<void> {
  for (let column = 0; column < M; column++) {
    for (let pass = 0; pass < 2; pass++) {
      removePart(block, column, first, 1, 0);
      for (let other = 0; other < column; other++) removePart(block, column, block, M, other);
    }
    let square = 0;
    for (let i = column; i < block.length; i += M) square += block[i] ** 2;
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let i = column; i < block.length; i += M) block[i] *= scale;
    await pause();
  }
}

/** Takes from a column its part along the unit vector at `unit[offset]`, `unit[offset + stride]`, … */
function removePart(block: Float64Array, column: number, unit: Float64Array, stride: number, offset: number): void {
  let dot = 0;
  for (let i = column, u = offset; i < block.length; i += M, u += stride) dot += block[i] * unit[u];
  for (let i = column, u = offset; i < block.length; i += M, u += stride) block[i] -= dot * unit[u];
}

function gram(block: Float64Array, image: Float64Array, n: number): Float64Array {
  const product = new Float64Array(M * M);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < M; p++) {
      for (let q = p; q < M; q++) product[p * M + q] += block[i * M + p] * image[i * M + q];
    }
  }
  for (let p = 0; p < M; p++) for (let q = 0; q < p; q++) product[p * M + q] = product[q * M + p];
  return product;
}

function combine(block: Float64Array, vectors: Float64Array[], n: number): Float64Array {
  const combined = new Float64Array(n * M);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < M; p++) {
      for (let q = 0; q < M; q++) combined[i * M + q] += block[i * M + p] * vectors[q][p];
    }
  }
  return combined;
}

function isSettled(block: Float64Array, image: Float64Array, values: Float64Array, n: number): boolean {
  for (let column = 0; column < 2; column++) {
    let square = 0;
    for (let i = column; i < n * M; i += M) square += (image[i] - values[column] * block[i]) ** 2;
    if (Math.sqrt(square) > Math.max(TOLERANCE, RELATIVE_TOLERANCE * (1 - values[column]))) return false;
  }
  return true;
}

function takeTwo(block: Float64Array, n: number): Float64Array {
  const coordinates = new Float64Array(2 * n);
  for (let column = 0; column < 2; column++) {
    let largest = 0;
    for (let i = 0; i < n; i++) {
      if (Math.abs(block[i * M + column]) > Math.abs(largest) * (1 + 1e-6)) largest = block[i * M + column];
    }
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) coordinates[2 * i + column] = sign * block[i * M + column];
  }
  return coordinates;
}
