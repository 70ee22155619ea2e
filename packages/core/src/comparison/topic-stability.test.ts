import { describe, expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { findLikeness, measureTopicStability } from './topic-stability.ts';

/** Root 0 over the leaves 1 and 2, and root 3, a leaf. */
const parents = [null, 0, 0, null];

describe('findLikeness', () => {
  it('gives each node its highest Jaccard index with a node of any depth', async () => {
    const tree = { leaves: Int32Array.of(1, 1, 2, 2, 3, 3), parents };
    // Nodes of the other: root 0 {0, 1, 2} over leaf 1 {0, 1} and leaf 2 {2}; root 3 {3, 4, 5}.
    const other = { leaves: Int32Array.of(1, 1, 2, 3, 3, 3), parents };
    // By hand. Root 0 {0, 1, 2, 3}: {0, 1, 2} 3/4. Leaf 1 {0, 1}: {0, 1} 1. Leaf 2 {2, 3}: {2} 1/2. Root 3 {4, 5}: 2/3.
    expect(Array.from(await findLikeness(tree, other))).toEqual([3 / 4, 1, 1 / 2, 2 / 3]);
  });

  it('counts outliers as members of nothing', async () => {
    const tree = { leaves: Int32Array.of(1, 1, 2, -4, 3), parents };
    const other = { leaves: Int32Array.of(1, -2, 2, 1, 3), parents };
    // Root 0 {0, 1, 2} with root 0 {0, 2, 3}: 2 of 4. Leaf 1 {0, 1} with leaf 1 {0, 3}: 1/3, as with its root 1/4.
    expect(Array.from(await findLikeness(tree, other))).toEqual([1 / 2, 1 / 3, 1, 1]);
  });
});

describe('measureTopicStability', () => {
  // Two far directions, each with two near ones, each of those with two conversations.
  const angles = [0, 0, 20, 20, 90, 90, 110, 110];
  const embeddings = createMatrix(8, 2);
  angles.forEach((angle, i) => {
    embeddings.data[2 * i] = Math.cos((angle * Math.PI) / 180);
    embeddings.data[2 * i + 1] = Math.sin((angle * Math.PI) / 180);
  });
  const pairs = Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3);
  const options = { maxRoots: 2, levels: 2 };

  it('is 1 for what every seed finds, and less for what it does not', async () => {
    // The right halves, and a wrong one: conversation 4 stands with the first four, under 0.
    const right = { leaves: Int32Array.of(1, 1, 2, 2, 4, 4, 5, 5), parents: [null, 0, 0, null, 3, 3] };
    const wrong = { leaves: Int32Array.of(1, 1, 2, 2, 2, 4, 5, 5), parents: [null, 0, 0, null, 3, 3] };
    const reseeds = [pairs, pairs];
    const found = await measureTopicStability(embeddings, { tree: right, reseeds, ...options });
    expect(Array.from(found)).toEqual([1, 1, 1, 1, 1, 1]);
    const doubted = await measureTopicStability(embeddings, { tree: wrong, reseeds, ...options });
    // {0 … 4} with {0 … 3}: 4/5; {5, 6, 7} with {4 … 7}: 3/4; {2, 3, 4} with {2, 3}: 2/3; {5} with {4, 5}: 1/2.
    [4 / 5, 1, 2 / 3, 3 / 4, 1 / 2, 1].forEach((value, node) => expect(doubted[node]).toBeCloseTo(value, 6));
  });

  it('is measured on a sample of the rows', async () => {
    const tree = { leaves: Int32Array.of(1, 2, 4, 5), parents: [null, 0, 0, null, 3, 3] };
    const rows = Int32Array.of(0, 2, 4, 6);
    const reseeds = [Int32Array.of(3, 2, 1, 0)];
    const found = await measureTopicStability(embeddings, { tree, reseeds, rows, ...options, levels: null });
    expect(found[0]).toBe(1);
    expect(found[3]).toBe(1);
  });

  it('says that tree and reseeds are over other conversations', async () => {
    const tree = { leaves: Int32Array.of(0, 0), parents: [null] };
    await expect(measureTopicStability(embeddings, { tree, reseeds: [pairs] })).rejects.toThrow(
      'Expected embeddings and reseeds of the 2 conversations of the tree, got 8 embeddings and reseeds of 8.',
    );
  });
});
