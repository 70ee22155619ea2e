import { InvalidInputError } from '../error/invalid-input-error.ts';
import { createPause, SHORT_TURN_MS } from '../math/create-pause.ts';
import { loadMatrixKernel } from '../math/matrix-kernel.ts';
import type { MatrixKernel } from '../math/matrix-kernel.ts';
import type { Matrix } from '../math/matrix.ts';
import { selectBest } from '../math/select-best.ts';

/** A row that is like a query. */
export interface NearestRow {
  row: number;
  /** Cosine, in [−1, 1]. */
  similarity: number;
}

export interface FindNearestOptions {
  /** How many rows; fewer are returned if fewer may be found. */
  count: number;
  /** Which rows may be found; all by default. */
  mayFind?: (row: number) => boolean;
  signal?: AbortSignal;
  kernel?: MatrixKernel;
  /** Rows scored at once; chosen from the sizes when left out. No result depends on it. */
  blockRows?: number;
}

/** Rows of a block take about 10 ms without native code, so that other work gets its turn. */
const MULTIPLICATIONS_PER_BLOCK = 1e7;

/** Float32 products of unit vectors are right to about 3e-7; more than ten times that is doubted. */
const DOUBT = 4e-6;

/**
 * The rows with the highest cosine to a query, the nearest first, exactly.
 *
 * All rows are scored: 100,000 rows of 100 numbers take a few milliseconds, and no index has to be built or kept. Rows
 * too close to call in float32 are computed again in float64, and equal ones stand by row, so that the answer depends
 * on no kernel. Nothing is like a zero query or a zero row: they are left out.
 *
 * @param query - d numbers of any length.
 * @param rows - shape (n, d), each of unit length or zero.
 * @throws {InvalidInputError} if query and rows differ in length.
 *
 * @example
 * const [query] = await encoder.encode(['rotate an API key']);
 * const hits = await findNearest(query, embeddings, { count: 10 });
 */
export async function findNearest(
  query: Float32Array,
  { data, rows: n, columns: d }: Matrix,
  { count, mayFind = () => true, signal, ...options }: FindNearestOptions,
): Promise<NearestRow[]> {
  if (query.length !== d) {
    throw new InvalidInputError(`Expected a query of ${d} numbers, as the rows have, got ${query.length}.`);
  }
  const length = Math.hypot(...query);
  if (length === 0 || n === 0) return [];
  const unit = query.map((value) => value / length);
  const kernel = options.kernel ?? (await loadMatrixKernel());
  const pause = createPause(signal, SHORT_TURN_MS);
  const blockRows = options.blockRows ?? Math.max(256, Math.floor(MULTIPLICATIONS_PER_BLOCK / d));
  const scores = new Float32Array(n);
  for (let start = 0; start < n; start += blockRows) {
    const k = Math.min(blockRows, n - start);
    const c = data.subarray(start * d, (start + k) * d);
    scores.set(await kernel.score({ x: unit, c, bias: new Float32Array(k), m: 1, k, d }), start);
    await pause();
  }

  const isZero = (row: number): boolean => {
    for (let t = row * d; t < (row + 1) * d; t++) if (data[t] !== 0) return false;
    return true;
  };
  const isWanted = (row: number): boolean => mayFind(row) && (scores[row] !== 0 || !isZero(row));
  const best = selectBest(scores, { from: 0, n, count, mayChoose: isWanted });
  if (best.length === 0) return [];
  const worst = scores[best[best.length - 1]] - DOUBT;
  const candidates = best.length < count ? best : [];
  if (best.length === count) {
    for (let row = 0; row < n; row++) if (scores[row] >= worst && isWanted(row)) candidates.push(row);
  }
  return candidates
    .map((row) => ({ row, similarity: cosine(query, length, data, row * d) }))
    .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
    .slice(0, count);
}

/** In float64, and by the row's own length: a unit row of float32 numbers is a little off 1. */
function cosine(query: Float32Array, length: number, data: Float32Array, from: number): number {
  let product = 0;
  let square = 0;
  for (let t = 0; t < query.length; t++) {
    const value = data[from + t];
    product += query[t] * value;
    square += value * value;
  }
  return Math.min(1, Math.max(-1, product / (length * Math.sqrt(square))));
}
