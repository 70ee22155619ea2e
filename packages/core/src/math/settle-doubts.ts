import { squaredLength } from './dot.ts';
import { findFirstEqual } from './find-first-equal.ts';
import type { MatrixKernel, TopColumns } from './matrix-kernel.ts';
import type { Matrix } from './matrix.ts';
import { gatherRows, takeRows } from './take-rows.ts';

/** Float32 products of unit vectors of some hundred numbers are right to about 3e-7; ten times that is doubted. */
export const RELATIVE_DOUBT = 4e-6;

/** Scores of a block take at most 32 MB. */
export const SCORES_PER_BLOCK = 8_000_000;

/** xᵢ·cⱼ + biasⱼ in float64. @param at - where xᵢ stands in x. */
function scoreExactly(x: Float32Array, at: number, c: Matrix, bias: Float32Array, j: number): number {
  const d = c.columns;
  let score = bias[j];
  for (let t = 0, a = at, b = j * d; t < d; t++) score += x[a++] * c.data[b++];
  return score;
}

/**
 * Orders the best columns of a block's rows anew, in float64, where their scores lie within `doubt` of each other.
 *
 * @param columns - how many of them are asked for; further ones show whether the last of these is in doubt.
 * @param doubt - for any row and column; for a row and the columns that compete for it, it may be less.
 * @returns rows of the block where a column that is not among the best may be as good as the last one asked for, and
 *   their own doubt; these are left as they are.
 */
export function settleDoubts(
  top: TopColumns,
  x: Float32Array,
  c: Matrix,
  bias: Float32Array,
  { m, columns, doubt }: { m: number; columns: number; doubt: number },
): { i: number; doubt: number }[] {
  const d = c.columns;
  const width = top.indices.length / m;
  const open: { i: number; doubt: number }[] = [];
  for (let i = 0; i < m; i++) {
    const at = i * width;
    let doubtful = false;
    for (let t = 1; t < width && !doubtful; t++) doubtful = top.scores[at + t - 1] - top.scores[at + t] <= doubt;
    if (!doubtful) continue;
    if (width > columns && width < c.rows) {
      // One very long row among many would put all others in doubt; those that compete for a row are of its own kind.
      const own = Math.min(doubt, doubtOf(x, i * d, c, bias, top.indices.subarray(at, at + width)));
      if (top.scores[at + columns - 1] - top.scores[at + width - 1] <= own) {
        open.push({ i, doubt: own });
        continue;
      }
    }
    const exact: { index: number; score: number }[] = [];
    for (let t = 0; t < width; t++) {
      const index = top.indices[at + t];
      exact.push({ index, score: scoreExactly(x, i * d, c, bias, index) });
    }
    exact.sort((one, other) => other.score - one.score || one.index - other.index);
    exact.forEach(({ index, score }, t) => {
      top.indices[at + t] = index;
      top.scores[at + t] = score;
    });
  }
  return open;
}

/** What single precision may get wrong about the scores of a row with some columns. */
function doubtOf(x: Float32Array, at: number, c: Matrix, bias: Float32Array, columns: Int32Array): number {
  const { data, columns: d } = c;
  let longest = 0;
  let largest = 0;
  for (const j of columns) {
    longest = Math.max(longest, squaredLength(data, j * d, d));
    largest = Math.max(largest, Math.abs(bias[j]));
  }
  return RELATIVE_DOUBT * (Math.sqrt(squaredLength(x, at, d) * longest) + largest);
}

/** A row of X for which all columns have to be looked at. */
export interface OpenRow {
  /** Row of X. */
  row: number;
  /** Place of its best columns in the result. */
  place: number;
  /** No column with a lower score in single precision can be among the best. */
  from: number;
}

/** From this many different open rows on it is worth leaving out columns that others like them stand before. */
const MANY = 32;

/**
 * Writes the best columns of open rows: all that come close enough are computed in float64.
 *
 * Takes the product of the open rows with all columns once more, and a product in float64 for each that comes close.
 * Equal rows are settled once, and of equal columns only as many are looked at as can be among the best: without that,
 * thousands of equal conversations would take a thousand times as long.
 */
export async function settleOpenRows(
  result: TopColumns,
  open: readonly OpenRow[],
  { x, c, bias }: { x: Matrix; c: Matrix; bias: Float32Array },
  { kernel, pause, ...size }: { kernel: MatrixKernel; pause: () => Promise<void>; columns: number; blockRows: number },
): Promise<void> {
  const { columns } = size;
  const rows = Int32Array.from(open, ({ row }) => row);
  const firstOpen = await findFirstEqual(x, null, rows, pause);
  const different = Int32Array.from(rows.keys()).filter((at) => firstOpen[at] === at);
  const from = new Float64Array(open.length).fill(Infinity);
  open.forEach((each, at) => {
    from[firstOpen[at]] = Math.min(from[firstOpen[at]], each.from);
  });
  const some = different.length > MANY ? await leaveOutEqual(c, bias, columns, pause) : null;
  const numberOf = (j: number): number => (some ? some.numbers[j] : j);
  const searched = some ?? { c, bias };
  const { rows: k, columns: d } = searched.c;
  const blockRows = Math.min(size.blockRows, different.length);
  const scoresPerBlock = Math.min(SCORES_PER_BLOCK, kernel.multiplicationsPerBlock / Math.max(1, d));
  const blockColumns = Math.max(1, Math.min(k, Math.floor(scoresPerBlock / blockRows)));
  const room = new Float32Array(blockRows * d);

  for (let start = 0; start < different.length; start += blockRows) {
    const part = different.subarray(start, start + blockRows);
    const m = part.length;
    const block = gatherRows(
      x,
      part.map((at) => rows[at]),
      { start: 0, count: m, into: room },
    );
    const best = Array.from(part, () => new BestColumns(columns));
    for (let first = 0; first < k; first += blockColumns) {
      const count = Math.min(blockColumns, k - first);
      const scores = await kernel.score({
        x: block,
        c: searched.c.data.subarray(first * d, (first + count) * d),
        bias: searched.bias.subarray(first, first + count),
        m,
        k: count,
        d,
      });
      for (let i = 0; i < m; i++) {
        const least = from[part[i]];
        for (let j = first, at = i * count; j < first + count; j++, at++) {
          if (scores[at] >= least) best[i].offer(j, scoreExactly(block, i * d, searched.c, searched.bias, j));
        }
        await pause();
      }
    }
    best.forEach(({ indices, scores }, i) => {
      const { place } = open[part[i]];
      result.indices.set(indices.map(numberOf), place);
      result.scores.set(scores, place);
    });
  }
  open.forEach(({ place }, at) => {
    const { place: equal } = open[firstOpen[at]];
    result.indices.copyWithin(place, equal, equal + columns);
    result.scores.copyWithin(place, equal, equal + columns);
  });
}

/** The best of columns that come by number: among equals the first stay. */
class BestColumns {
  readonly indices: Int32Array;
  readonly scores: Float64Array;
  #filled = 0;

  constructor(count: number) {
    this.indices = new Int32Array(count);
    this.scores = new Float64Array(count);
  }

  offer(index: number, score: number): void {
    const { indices, scores } = this;
    const last = indices.length - 1;
    if (this.#filled > last && !(score > scores[last])) return;
    let place = this.#filled <= last ? this.#filled++ : last;
    for (; place > 0 && scores[place - 1] < score; place--) {
      scores[place] = scores[place - 1];
      indices[place] = indices[place - 1];
    }
    scores[place] = score;
    indices[place] = index;
  }
}

/** @returns the columns without those that have `columns` equal ones before them, and their numbers; null if that is all. */
async function leaveOutEqual(
  c: Matrix,
  bias: Float32Array,
  columns: number,
  pause: () => Promise<void>,
): Promise<{ c: Matrix; bias: Float32Array; numbers: Int32Array } | null> {
  const firstEqual = await findFirstEqual(c, bias, null, pause);
  const equals = new Int32Array(c.rows);
  const numbers = Int32Array.from(firstEqual.keys()).filter((j) => equals[firstEqual[j]]++ < columns);
  if (numbers.length === c.rows) return null;
  return { c: takeRows(c, numbers), bias: Float32Array.from(numbers, (j) => bias[j]), numbers };
}
