import { setImmediate } from 'node:timers/promises';
import type { StepResults } from '@understory/core';
import { listClusterMembers, listLeafPaths, OUTLIER } from '@understory/core';
import { OUTLIER_LEAF } from '../outlier/outlier-leaf.ts';

/** What of a run's results the tree's rows are made of. */
export interface TreeResults {
  tree: StepResults['tree'];
  base: StepResults['cluster'];
  embeddings: StepResults['embedding']['embeddings'];
}

/** Where the conversations are in a tree; both by the index of their summary. */
export interface TreeArrangement {
  /** Index of the leaf of each summary; `OUTLIER_LEAF` for an outlier. */
  leaves: Int32Array;
  /** The members of each node, nearest to the centroid of the node's members first; ties by index. */
  members: Int32Array[];
}

/** Sorts the conversations into the nodes of a tree, nearest to each node's centroid first. */
export async function arrangeTree({ tree, base, embeddings }: TreeResults): Promise<TreeArrangement> {
  const leafOfBase = listLeafPaths(tree).map((path) => path.at(-1));
  const leaves = base.labels.map((label) => {
    const leaf = label === OUTLIER ? OUTLIER_LEAF : leafOfBase[label];
    if (leaf === undefined) throw new Error(`The tree has no leaf for base cluster ${label}.`);
    return leaf;
  });
  const members: Int32Array[] = [];
  for (const items of listClusterMembers(tree, base.labels)) {
    members.push(sortByDistance(items, embeddings));
    await setImmediate();
  }
  return { leaves, members };
}

function sortByDistance(items: Int32Array, { data, columns }: TreeResults['embeddings']): Int32Array {
  const centroid = new Float64Array(columns);
  for (const item of items) {
    for (let d = 0; d < columns; d++) centroid[d] = (centroid[d] ?? 0) + (data[item * columns + d] ?? 0) / items.length;
  }
  const distances = new Map<number, number>();
  for (const item of items) {
    let distance = 0;
    for (let d = 0; d < columns; d++) distance += ((data[item * columns + d] ?? 0) - (centroid[d] ?? 0)) ** 2;
    distances.set(item, distance);
  }
  return items.toSorted((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0) || a - b);
}
