import { expect, it } from 'vitest';
import { dropWeakEdges } from './drop-weak-edges.ts';

it('leaves out the edges that 64 epochs would not use once', async () => {
  // 0 – 1 of the heaviest weight, 1 – 2 of a 64th of it, 0 – 2 of a 128th.
  const graph = {
    starts: Int32Array.of(0, 2, 4, 6),
    targets: Int32Array.of(1, 2, 0, 2, 1, 0),
    weights: Float32Array.of(0.5, 1 / 256, 0.5, 1 / 128, 1 / 128, 1 / 256),
  };
  const { starts, targets, weights } = await dropWeakEdges(graph, 64);
  expect(Array.from(starts)).toEqual([0, 1, 3, 4]);
  expect(Array.from(targets)).toEqual([1, 0, 2, 1]);
  expect(weights).toEqual(Float32Array.of(0.5, 0.5, 1 / 128, 1 / 128));
});
