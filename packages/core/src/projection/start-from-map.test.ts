import { describe, expect, it } from 'vitest';
import { createRandom } from '../math/random.ts';
import type { Graph } from './fuzzy-graph.ts';
import { startFromMap } from './start-from-map.ts';

/** An undirected path 0 – 1 – 2 – … whose edges weigh the same. */
function path(n: number): Graph {
  const neighbours = Array.from({ length: n }, (_, i) => [i - 1, i + 1].filter((j) => j >= 0 && j < n));
  const starts = [0];
  for (const list of neighbours) starts.push(starts.at(-1)! + list.length);
  const targets = Int32Array.from(neighbours.flat());
  return { starts: Int32Array.from(starts), targets, weights: new Float32Array(targets.length).fill(0.5) };
}

const nowhere = [Number.NaN, Number.NaN];

describe('startFromMap', () => {
  it('places a new point at the mean of its neighbours, and the next one beside that', () => {
    const map = Float32Array.from([[0, 0], nowhere, [4, 2], nowhere, nowhere].flat());
    const positions = startFromMap(map, path(5), createRandom(1))!;
    const expected = [0, 0, 2, 1, 4, 2, 4, 2, 4, 2];
    // Within the noise that tells equal points apart.
    expected.forEach((value, at) => expect(Math.abs(positions[at] - value)).toBeLessThan(0.01));
    expect(positions[6]).not.toBe(positions[8]);
  });

  it('places a point without any neighbour on the map somewhere on it', () => {
    const lonely: Graph = { starts: Int32Array.of(0, 0, 0), targets: new Int32Array(0), weights: new Float32Array(0) };
    const positions = startFromMap(Float32Array.from([3, 5, ...nowhere]), lonely, createRandom(1))!;
    expect(Math.hypot(positions[2] - 3, positions[3] - 5)).toBeLessThan(0.01);
  });

  it('gives nothing to start from when no point is on the map', () => {
    expect(startFromMap(Float32Array.from([...nowhere, ...nowhere]), path(2), createRandom(1))).toBeNull();
  });
});
