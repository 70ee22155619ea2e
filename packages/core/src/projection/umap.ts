import type { MatrixKernel } from '../math/matrix-kernel.ts';
import type { Matrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import type { StepOptions } from '../step-options.ts';
import { findNearestNeighbours } from './find-nearest-neighbours.ts';
import { dropWeakEdges } from './drop-weak-edges.ts';
import { fitMembershipCurve } from './fit-curve.ts';
import { buildFuzzyGraph } from './fuzzy-graph.ts';
import { optimiseLayout } from './optimise-layout.ts';
import { startFromMap } from './start-from-map.ts';
import { startLayout } from './start-layout.ts';

export interface UmapOptions extends StepOptions {
  /** Size of the neighbourhood that is kept together; clamped to n − 1. Default 15. */
  nNeighbors?: number;
  /** Distance below which points may touch in the map, in [0, 1]. Default 0.1. */
  minDist?: number;
  /**
   * Another map of these points that this one is to resemble, x0, y0, …; NaN for a point that is not on it. The layout
   * starts from it instead of from the spectrum, and is drawn to it at first.
   */
  start?: Float32Array;
  seed: number;
  /** What finds the neighbours; the fastest that this machine has by default. The map does not depend on it. */
  kernel?: MatrixKernel;
}

/**
 * Lays points out in the plane so that near ones (by cosine) stay near: UMAP over flat arrays.
 *
 * Exact neighbours, a spectral start, 500 epochs up to 10,000 points and 200 beyond, as umap-learn. The same input and
 * seed give the same bytes.
 *
 * @param points - shape (n, d); equal rows are allowed
 * @returns x0, y0, x1, y1, …; fewer than three points stand side by side.
 * @see McInnes, Healy and Melville, "UMAP: Uniform Manifold Approximation and Projection", 2018
 */
export async function layOutByUmap(points: Matrix, options: UmapOptions): Promise<Float32Array> {
  const { nNeighbors = 15, minDist = 0.1, start, seed, kernel, signal, onProgress } = options;
  const n = points.rows;
  if (n < 3) return Float32Array.from({ length: 2 * n }, (_, i) => (i === 2 ? 1 : 0));

  const random = createRandom(seed);
  const epochs = n <= 10_000 ? 500 : 200;
  // Half of the progress for the neighbours and the start, half for the layout.
  const report = (share: number) => onProgress?.(Math.floor(share * n), n);
  const neighbours = await findNearestNeighbours(points, nNeighbors - 1, {
    kernel,
    signal,
    onProgress: (done, total) => report((0.4 * done) / total),
  });
  const graph = await dropWeakEdges(await buildFuzzyGraph(neighbours, { signal }), epochs, { signal });
  const resumed = start === undefined ? null : startFromMap(start, graph, random);
  const positions = resumed ?? (await startLayout(points, graph, { random, signal }));
  report(0.5);
  await optimiseLayout(positions, graph, {
    epochs,
    curve: fitMembershipCurve(minDist),
    random,
    anchors: start,
    signal,
    onProgress: (done, total) => report(0.5 + (0.5 * done) / total),
  });
  return positions;
}
