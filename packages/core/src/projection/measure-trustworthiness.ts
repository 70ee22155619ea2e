import { forEachScoreRow } from '../math/for-each-score-row.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix, matrixRow } from '../math/matrix.ts';
import { normaliseRows } from '../math/normalise-rows.ts';
import type { StepOptions } from '../step-options.ts';

/**
 * How far a map can be trusted: 1 if every neighbour in the map is a neighbour in the original space (by cosine).
 *
 * Each of the k nearest in the map counts by how many ranks it lies beyond the k nearest of the original space.
 *
 * @param points - original space, shape (n, d)
 * @param positions - x0, y0, … of the map
 * @param options.rows - points to judge from; all when left out. A sample of 2,000 is right to about 0.002.
 * @returns in [0, 1].
 * @see Venna and Kaski, "Neighborhood Preservation in Nonlinear Projection Methods", ICANN 2001; scikit-learn's trustworthiness
 */
export async function measureTrustworthiness(
  points: Matrix,
  positions: Float32Array,
  { k = 15, rows, ...step }: { k?: number; rows?: Int32Array } & StepOptions = {},
): Promise<number> {
  const n = points.rows;
  const judged = rows ?? Int32Array.from({ length: n }, (_, i) => i);
  const unit = normaliseRows(points);
  const queries = createMatrix(judged.length, unit.columns);
  judged.forEach((row, r) => queries.data.set(matrixRow(unit, row), r * unit.columns));
  let penalty = 0;
  await forEachScoreRow(
    queries,
    unit,
    new Float32Array(n),
    (r, scores, from) => {
      for (const j of nearestInMap(positions, judged[r], k)) {
        let rank = 1;
        for (let i = 0; i < n; i++) {
          if (i === judged[r]) continue;
          if (scores[from + i] > scores[from + j] || (scores[from + i] === scores[from + j] && i < j)) rank++;
        }
        penalty += Math.max(0, rank - k);
      }
    },
    step,
  );
  return 1 - (2 * penalty) / (judged.length * k * (2 * n - 3 * k - 1));
}

function nearestInMap(positions: Float32Array, point: number, k: number): number[] {
  const nearest: number[] = [];
  const distances: number[] = [];
  for (let i = 0; i < positions.length / 2; i++) {
    if (i === point) continue;
    const dx = positions[2 * i] - positions[2 * point];
    const dy = positions[2 * i + 1] - positions[2 * point + 1];
    const distance = dx * dx + dy * dy;
    if (nearest.length === k && distance >= distances[k - 1]) continue;
    let place = Math.min(nearest.length, k - 1);
    for (; place > 0 && distances[place - 1] > distance; place--) {
      distances[place] = distances[place - 1];
      nearest[place] = nearest[place - 1];
    }
    distances[place] = distance;
    nearest[place] = i;
  }
  return nearest;
}
