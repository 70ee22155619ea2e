import { setImmediate } from 'node:timers/promises';
import type { StepResults } from '@understory/core';
import { OUTLIER } from '@understory/core';
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
  const { nodes } = tree;
  const indexById = new Map(nodes.map((node, index) => [node.id, index]));
  const leafOfBase = new Map(
    nodes.flatMap((node, index) => (node.baseCluster === null ? [] : [[node.baseCluster, index]])),
  );
  const members: number[][] = nodes.map(() => []);
  const leaves = new Int32Array(base.labels.length);
  for (const [item, label] of base.labels.entries()) {
    if (label === OUTLIER) {
      leaves[item] = OUTLIER_LEAF;
      continue;
    }
    const leaf = leafOfBase.get(label);
    if (leaf === undefined) throw new Error(`The tree has no leaf for base cluster ${label}.`);
    leaves[item] = leaf;
    let index: number | undefined = leaf;
    while (index !== undefined) {
      members[index]?.push(item);
      const parentId: string | null = nodes[index]?.parentId ?? null;
      index = parentId === null ? undefined : indexById.get(parentId);
    }
  }
  const sorted: Int32Array[] = [];
  for (const items of members) {
    sorted.push(sortByDistance(items, embeddings));
    await setImmediate();
  }
  return { leaves, members: sorted };
}

function sortByDistance(items: readonly number[], { data, columns }: TreeResults['embeddings']): Int32Array {
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
  return Int32Array.from([...items].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0) || a - b));
}
