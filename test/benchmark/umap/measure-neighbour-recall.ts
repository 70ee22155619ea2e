import type { Matrix } from '../../../packages/core/src/math/matrix.ts';
import { matrixRow } from '../../../packages/core/src/math/matrix.ts';
import { normaliseRows } from '../../../packages/core/src/math/normalise-rows.ts';
import { topP } from '../../../packages/core/src/math/top-p.ts';

/**
 * Share of the k nearest in the original space (by cosine) that are among the k nearest on the map.
 *
 * @param points - original space, shape (n, d)
 * @param positions - x0, y0, … of the map
 * @param rows - points to judge from
 * @returns in [0, 1].
 */
export async function measureNeighbourRecall(
  points: Matrix,
  positions: Float32Array,
  k: number,
  rows: Int32Array,
): Promise<number> {
  const unit = normaliseRows(points);
  const queries = { data: new Float32Array(rows.length * unit.columns), rows: rows.length, columns: unit.columns };
  rows.forEach((row, r) => queries.data.set(matrixRow(unit, row), r * unit.columns));
  const { indices } = await topP(queries, unit, null, k + 1);
  let kept = 0;
  for (const [r, row] of rows.entries()) {
    const original = new Set<number>();
    for (let t = 0; t <= k && original.size < k; t++) {
      const found = indices[r * (k + 1) + t];
      if (found !== row) original.add(found);
    }
    for (const near of findNearest(positions, row, k)) if (original.has(near)) kept++;
  }
  return kept / (rows.length * k);
}

/** Among equally near ones those that come first. */
function findNearest(positions: Float32Array, point: number, k: number): Int32Array {
  const nearest = new Int32Array(k).fill(-1);
  const squares = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  const x = positions[2 * point];
  const y = positions[2 * point + 1];
  for (let i = 0; i < positions.length / 2; i++) {
    const square = (positions[2 * i] - x) ** 2 + (positions[2 * i + 1] - y) ** 2;
    if (square >= squares[k - 1] || i === point) continue;
    let place = k - 1;
    for (; place > 0 && squares[place - 1] > square; place--) {
      squares[place] = squares[place - 1];
      nearest[place] = nearest[place - 1];
    }
    squares[place] = square;
    nearest[place] = i;
  }
  return nearest;
}
