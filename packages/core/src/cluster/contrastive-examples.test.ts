import { expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { findContrastiveExamples } from './contrastive-examples.ts';

/** Points on a line at 0, 1, 2, …, 9 in the clusters below. */
function placeOnLine(labels: number[], centroids: number[]) {
  const embeddings = createMatrix(labels.length, 1);
  labels.forEach((_, i) => (embeddings.data[i] = i));
  const means = createMatrix(centroids.length, 1);
  means.data.set(centroids);
  return { embeddings, clusters: { labels: Int32Array.from(labels), centroids: means } };
}

it('lists members and outsiders from the centroid outwards', async () => {
  const { embeddings, clusters } = placeOnLine([0, 0, 0, 1, 1, 1, 1, 0, 1, -1], [2.4, 5.2]);
  expect(await findContrastiveExamples(embeddings, clusters, { outsiderCount: 3 })).toEqual([
    { members: [2, 1, 0, 7], outsiders: [3, 4, 5] },
    { members: [5, 6, 4, 3, 8], outsiders: [7, 2, 9] },
  ]);
});

it('gives fewer outsiders where there are no more, and orders equals by index', async () => {
  const { embeddings, clusters } = placeOnLine([1, 0, 1], [1, 1]);
  expect(await findContrastiveExamples(embeddings, clusters)).toEqual([
    { members: [1], outsiders: [0, 2] },
    { members: [0, 2], outsiders: [1] },
  ]);
});
