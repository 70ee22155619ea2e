import { expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { findClusterDirections } from './find-cluster-directions.ts';

it('points each node to the mean of its conversations, inner nodes included', async () => {
  const embeddings = createMatrix(4, 2);
  embeddings.data.set([1, 0, 0, 1, 1, 0, 0, 1]);
  // Root 0 has the leaves 1 and 2; root 3 is a leaf; node 4 is empty. The last conversation is in no leaf.
  const directions = await findClusterDirections(embeddings, Int32Array.of(1, 2, 2, -1), [null, 0, 0, null, null]);
  // By hand: leaf 1 (1, 0); leaf 2 (1, 1) / √2; their parent (2, 1) / √5.
  const expected = [2 / Math.sqrt(5), 1 / Math.sqrt(5), 1, 0, Math.SQRT1_2, Math.SQRT1_2, 0, 0, 0, 0];
  expected.forEach((value, i) => expect(directions.data[i]).toBeCloseTo(value, 6));
});
