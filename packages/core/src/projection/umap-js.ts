import { UMAP } from 'umap-js';
import { setImmediate } from 'node:timers/promises';
import type { Matrix } from '../math/matrix.ts';
import { matrixRow } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { findNearestNeighbours } from './find-nearest-neighbours.ts';
import type { UmapOptions } from './umap.ts';

/** A few epochs of a few thousand points take about as long as a frame. */
const EPOCHS_PER_PAUSE = 5;

/**
 * The same layout by umap-js, the reference that `layOutByUmap` was measured against: exact cosine neighbours are given
 * to it, its random start and gradient loop are its own. For small inputs; 20,000 points take a minute and 1.7 GB.
 *
 * @param points - shape (n, d)
 * @returns x0, y0, x1, y1, …; fewer than three points stand side by side.
 */
export async function layOutByUmapJs(points: Matrix, options: Omit<UmapOptions, 'start'>): Promise<Float32Array> {
  const { nNeighbors = 15, minDist = 0.1, seed, signal, onProgress } = options;
  const n = points.rows;
  if (n < 3) return Float32Array.from({ length: 2 * n }, (_, i) => (i === 2 ? 1 : 0));

  // umap-js throws unless n is above nNeighbors, and counts the point itself among its neighbours.
  const neighbourCount = Math.min(nNeighbors, n - 1);
  const { k, indices, distances } = await findNearestNeighbours(points, neighbourCount - 1, { signal });
  const umap = new UMAP({ nNeighbors: neighbourCount, minDist, random: createRandom(seed).next });
  const rowOf = <T>(i: number, self: T, at: (place: number) => T): T[] => [
    self,
    ...Array.from({ length: k }, (_, t) => at(i * k + t)),
  ];
  const rows = Array.from({ length: n }, (_, i) => i);
  umap.setPrecomputedKNN(
    rows.map((i) => rowOf(i, i, (place) => indices[place])),
    rows.map((i) => rowOf(i, 0, (place) => distances[place])),
  );
  const epochs = umap.initializeFit(rows.map((i) => Array.from(matrixRow(points, i))));
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    if (epoch % EPOCHS_PER_PAUSE !== 0) continue;
    onProgress?.(Math.floor((epoch / epochs) * n), n);
    await setImmediate();
    signal?.throwIfAborted();
  }
  onProgress?.(n, n);
  return Float32Array.from(umap.getEmbedding().flat());
}
