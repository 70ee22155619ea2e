import { createPause, SHORT_TURN_MS } from '../math/create-pause.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';

/**
 * Where every node of a tree points: the mean of its conversations' embeddings, scaled to unit length.
 *
 * @param embeddings - shape (n, d)
 * @param leaves - node of the leaf of each conversation; −1 for one that is in none.
 * @param parents - the parent of each node, null for a root; a parent stands before its children.
 * @returns shape (nodes, d); zero for a node without conversations.
 */
export async function findClusterDirections(
  embeddings: Matrix,
  leaves: Int32Array,
  parents: readonly (number | null)[],
): Promise<Matrix> {
  const { data, columns: d } = embeddings;
  const directions = createMatrix(parents.length, d);
  const pause = createPause(undefined, SHORT_TURN_MS);
  const add = (from: Float32Array, source: number, target: number): void => {
    for (let t = 0, a = source * d, b = target * d; t < d; t++) directions.data[b++] += from[a++];
  };
  for (let i = 0; i < leaves.length; i++) {
    if (leaves[i] >= 0) add(data, i, leaves[i]);
    if (i % 250 === 0) await pause();
  }
  for (let node = parents.length - 1; node >= 0; node--) {
    const parent = parents[node];
    if (parent !== null) add(directions.data, node, parent);
    // Its children have been added by now, and its parent has it.
    scaleToUnit(directions.data, node * d, d);
    if (node % 250 === 0) await pause();
  }
  return directions;
}

function scaleToUnit(data: Float32Array, from: number, d: number): void {
  let square = 0;
  for (let t = from; t < from + d; t++) square += data[t] * data[t];
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let t = from; t < from + d; t++) data[t] *= scale;
}
