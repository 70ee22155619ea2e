import { createPause } from '../math/create-pause.ts';
import type { StepOptions } from '../step-options.ts';
import type { Graph } from './fuzzy-graph.ts';

const ROWS_PER_TURN = 4096;

/**
 * The graph without the edges that the layout would not use once in all its epochs, as umap-learn leaves them out.
 *
 * What hangs together by such edges alone becomes pieces of its own. Left in, they would give the spectrum eigenvalues
 * next to 0 whose eigenvectors tell a handful of points from all the others, which then start on one spot.
 *
 * @param epochs - of the layout; an edge is used in that share of them that its weight is of the heaviest
 * @returns a graph in which each point keeps at least its heaviest edge, where that weighs 1.
 */
export async function dropWeakEdges(
  { starts, targets, weights }: Graph,
  epochs: number,
  { signal }: Pick<StepOptions, 'signal'> = {},
): Promise<Graph> {
  const pause = createPause(signal);
  let heaviest = 0;
  for (const weight of weights) heaviest = Math.max(heaviest, weight);
  const kept: Graph = {
    starts: new Int32Array(starts.length),
    targets: new Int32Array(targets.length),
    weights: new Float32Array(targets.length),
  };
  let size = 0;
  for (let i = 0; i < starts.length - 1; i++) {
    if (i % ROWS_PER_TURN === 0) await pause();
    for (let e = starts[i]; e < starts[i + 1]; e++) {
      if (weights[e] * epochs < heaviest) continue;
      kept.targets[size] = targets[e];
      kept.weights[size++] = weights[e];
    }
    kept.starts[i + 1] = size;
  }
  return { starts: kept.starts, targets: kept.targets.subarray(0, size), weights: kept.weights.subarray(0, size) };
}
