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

function findNearest(positions: Float32Array, point: number, k: number): Int32Array {
  const n = positions.length / 2;
  const squares = Float64Array.from({ length: n }, (_, i) =>
    i === point
      ? Number.POSITIVE_INFINITY
      : (positions[2 * i] - positions[2 * point]) ** 2 + (positions[2 * i + 1] - positions[2 * point + 1]) ** 2,
  );
  const limit = squares.toSorted()[k - 1];
  const nearer = Array.from(squares.keys()).filter((i) => squares[i] < limit);
  const atLimit = Array.from(squares.keys()).filter((i) => squares[i] === limit);
  return Int32Array.from([...nearer, ...atLimit].slice(0, k));
}
