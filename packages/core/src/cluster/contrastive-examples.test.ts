import { expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
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

it('orders by distances in double precision, whatever multiplies matrices', async () => {
  const random = createRandom(1);
  const embeddings = createMatrix(200, 40);
  // Two members are always equally far from their mean; further ones differ by less than single precision holds.
  for (let at = 0; at < embeddings.data.length; at++) {
    const pair = Math.floor(at / 40) % 100;
    embeddings.data[at] = pair < 60 ? random.normal() : embeddings.data[at % 40] + 1e-7 * random.normal();
  }
  const labels = Int32Array.from({ length: 200 }, (_, i) => i % 100);
  const centroids = createMatrix(100, 40);
  labels.forEach((label, i) => {
    for (let t = 0; t < 40; t++) centroids.data[label * 40 + t] += embeddings.data[i * 40 + t] / 2;
  });
  const examples = await findContrastiveExamples(embeddings, { labels, centroids });
  for (const [cluster, { members, outsiders }] of examples.entries()) {
    const distances = Array.from(labels, (_, i) => {
      let square = 0;
      for (let t = 0; t < 40; t++) square += (embeddings.data[i * 40 + t] - centroids.data[cluster * 40 + t]) ** 2;
      return square;
    });
    const places = [...labels.keys()];
    const nearest = places.sort((a, b) => distances[a] - distances[b] || a - b);
    expect(members).toEqual(nearest.filter((i) => labels[i] === cluster));
    expect(outsiders).toEqual(nearest.filter((i) => labels[i] !== cluster).slice(0, 10));
  }
});
