import { expect, it } from 'vitest';
import { createRandom } from '../math/random.ts';
import type { Graph } from './fuzzy-graph.ts';
import { findSpectralCoordinates } from './spectral-coordinates.ts';

function toGraph(neighbours: number[][]): Graph {
  const starts = [0];
  for (const list of neighbours) starts.push(starts.at(-1)! + list.length);
  const targets = Int32Array.from(neighbours.flat());
  return { starts: Int32Array.from(starts), targets, weights: new Float32Array(targets.length).fill(0.5) };
}

it('draws a ring as a circle', async () => {
  const n = 60;
  const ring = toGraph(Array.from({ length: n }, (_, i) => [(i + 1) % n, (i + n - 1) % n]));
  const positions = await findSpectralCoordinates(ring, { random: createRandom(1) });
  // Eigenvectors 2 and 3 of a ring are a sine and a cosine of one turn: every point is at distance √(2/n).
  for (let i = 0; i < n; i++) {
    expect(Math.hypot(positions[2 * i], positions[2 * i + 1])).toBeCloseTo(Math.sqrt(2 / n), 3);
  }
});

it('finds the eigenvectors of a path', async () => {
  const n = 50;
  const path = toGraph(Array.from({ length: n }, (_, i) => [i - 1, i + 1].filter((j) => j >= 0 && j < n)));
  const positions = await findSpectralCoordinates(path, { random: createRandom(1) });
  // Known: component i of eigenvector k is √degree · cos(π·k·i / (n − 1)).
  for (const axis of [0, 1]) {
    const known = Array.from({ length: n }, (_, i) => {
      const degree = i === 0 || i === n - 1 ? 1 : 2;
      return Math.sqrt(degree) * Math.cos((Math.PI * (axis + 1) * i) / (n - 1));
    });
    const length = Math.hypot(...known);
    const cosine = known.reduce((sum, value, i) => sum + (value / length) * positions[2 * i + axis], 0);
    expect(Math.abs(cosine)).toBeGreaterThan(0.9999);
  }
});

it('finds the long way of a grid too large to start from at random', async () => {
  const [width, height] = [80, 30];
  const at = (x: number, y: number): number => y * width + x;
  const neighbours: number[][] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const around = [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ];
      neighbours.push(around.filter(([u, v]) => u >= 0 && u < width && v >= 0 && v < height).map(([u, v]) => at(u, v)));
    }
  }
  const positions = await findSpectralCoordinates(toGraph(neighbours), { random: createRandom(1) });
  expect(await findSpectralCoordinates(toGraph(neighbours), { random: createRandom(1) })).toEqual(positions);
  // The smoothest function of a grid is near to a half-turn of a cosine along its longer side, times the root of the degree.
  const known = neighbours.map((list, i) => Math.sqrt(list.length) * Math.cos((Math.PI * (i % width)) / (width - 1)));
  const length = Math.hypot(...known);
  const cosine = known.reduce((sum, value, i) => sum + (value / length) * positions[2 * i], 0);
  expect(Math.abs(cosine)).toBeGreaterThan(0.999);
});
