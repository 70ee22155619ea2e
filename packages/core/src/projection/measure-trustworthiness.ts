import { createPause } from '../math/create-pause.ts';
import { forEachScoreRow } from '../math/for-each-score-row.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix, matrixRow } from '../math/matrix.ts';
import { normaliseRowsInTurns } from '../math/normalise-rows.ts';
import type { StepOptions } from '../step-options.ts';

/** What a map is judged by. */
export interface TrustworthinessOptions extends StepOptions {
  /** Size of the neighbourhoods. Default 15; clamped to less than half of the points, where the measure is defined. */
  k?: number;
  /** Points to judge from; all when left out. A random sample of 2,000 is right to about 0.002. */
  rows?: Int32Array;
}

/**
 * How far a map can be trusted: 1 if every neighbour in the map is a neighbour in the original space (by cosine).
 *
 * Each of the k nearest in the map counts by how many ranks it lies beyond the k nearest of the original space.
 *
 * @param points - original space, shape (n, d), n ≥ 3
 * @param positions - x0, y0, … of the map
 * @returns in [0, 1].
 * @see Venna and Kaski, "Neighborhood Preservation in Nonlinear Projection Methods", ICANN 2001; scikit-learn's trustworthiness
 */
export async function measureTrustworthiness(
  points: Matrix,
  positions: Float32Array,
  { k: wanted = 15, rows, ...step }: TrustworthinessOptions = {},
): Promise<number> {
  const n = points.rows;
  const k = Math.max(1, Math.min(wanted, Math.ceil(n / 2) - 1));
  const judged = rows ?? Int32Array.from({ length: n }, (_, i) => i);
  const unit = await normaliseRowsInTurns(points, createPause(step.signal));
  const queries = createMatrix(judged.length, unit.columns);
  judged.forEach((row, r) => queries.data.set(matrixRow(unit, row), r * unit.columns));
  let penalty = 0;
  await forEachScoreRow(
    queries,
    unit,
    new Float32Array(n),
    (r, scores, from) => {
      const row = judged[r];
      const ranks = rankAmongAll(scores, from, n, row, nearestInMap(positions, row, k));
      for (const rank of ranks) penalty += Math.max(0, rank - k);
    },
    step,
  );
  return 1 - (2 * penalty) / (judged.length * k * (2 * n - 3 * k - 1));
}

/** Ranks, from 1, of some points among all but the row itself, by falling score; the lower index first among equals. */
function rankAmongAll(scores: Float32Array, from: number, n: number, row: number, points: number[]): number[] {
  const ordered = points.toSorted((a, b) => scores[from + b] - scores[from + a] || a - b);
  const last = ordered[ordered.length - 1];
  const lowest = scores[from + last];
  const before = new Int32Array(ordered.length);
  for (let i = 0; i < n; i++) {
    const score = scores[from + i];
    // Most points are farther away than all of these.
    if (score < lowest || (score === lowest && i >= last) || i === row) continue;
    let place = ordered.length - 1;
    while (place > 0 && comesBefore(score, i, scores[from + ordered[place - 1]], ordered[place - 1])) place--;
    before[place]++;
  }
  let total = 0;
  return Array.from(before, (count) => {
    total += count;
    return total + 1;
  });
}

function comesBefore(score: number, i: number, otherScore: number, other: number): boolean {
  return score > otherScore || (score === otherScore && i < other);
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
