import type { Random } from '../math/random.ts';
import { hasPlace } from './align-positions.ts';
import type { Graph } from './fuzzy-graph.ts';

/** Tells apart points that stand on one spot; a hundredth of the distance at which points touch. */
const NOISE = 1e-3;

/**
 * Where a layout begins that is to resemble another map: each point where it is there.
 *
 * A point that is not on the other map starts at the weighted mean of its neighbours; one whose neighbours are not there
 * either, and theirs neither, starts anywhere on it.
 *
 * @param map - x0, y0, … on the other map; NaN for a point that is not there
 * @returns x0, y0, … with a little seeded noise; null if no point is on the other map.
 */
export function startFromMap(map: Float32Array, graph: Graph, random: Random): Float32Array | null {
  const n = graph.starts.length - 1;
  const placed = Uint8Array.from({ length: n }, (_, i) => (hasPlace(map, i) ? 1 : 0));
  if (!placed.includes(1)) return null;
  const positions = map.slice(0, 2 * n);
  let waiting = Array.from({ length: n }, (_, i) => i).filter((i) => placed[i] === 0);
  for (let found = -1; found !== 0;) {
    const settled = waiting.filter((i) => placeAmongNeighbours(graph, positions, placed, i));
    // Only now, so that a round depends on the rounds before it and not on the order within it.
    for (const i of settled) placed[i] = 1;
    waiting = waiting.filter((i) => placed[i] === 0);
    found = settled.length;
  }
  const known = Array.from({ length: n }, (_, i) => i).filter((i) => placed[i] === 1);
  for (const i of waiting) {
    const other = known[random.below(known.length)];
    positions[2 * i] = positions[2 * other];
    positions[2 * i + 1] = positions[2 * other + 1];
  }
  for (let at = 0; at < positions.length; at++) positions[at] += NOISE * random.normal();
  return positions;
}

function placeAmongNeighbours(
  { starts, targets, weights }: Graph,
  positions: Float32Array,
  placed: Uint8Array,
  point: number,
): boolean {
  let total = 0;
  let x = 0;
  let y = 0;
  for (let e = starts[point]; e < starts[point + 1]; e++) {
    if (placed[targets[e]] === 0) continue;
    total += weights[e];
    x += weights[e] * positions[2 * targets[e]];
    y += weights[e] * positions[2 * targets[e] + 1];
  }
  if (total === 0) return false;
  positions[2 * point] = x / total;
  positions[2 * point + 1] = y / total;
  return true;
}
