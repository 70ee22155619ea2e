import type { TreeClusterFragment } from '../graphql/generated/graphql.ts';

/** A cluster as `Run.clusters` lists it: depth first, a parent before its children. */
export type TreeCluster = TreeClusterFragment;

/** How the flat, depth-first list of a run's clusters hangs together. All arrays are indexed like the list. */
export interface ClusterList {
  clusters: TreeCluster[];
  /** Index of the parent; −1 for a root. */
  parents: Int32Array;
  /** One past the last descendant, so that cluster i contains leaf l exactly when i ≤ l < ends[i]. */
  ends: Int32Array;
  /** Index of the root above (or of the cluster itself, for a root). */
  roots: Int32Array;
  /** Indices of the direct children, in order. */
  children: number[][];
  indexById: Map<string, number>;
}

/** Derives parents, descendants and roots from depth and order alone. */
export function readClusterList(clusters: TreeCluster[]): ClusterList {
  const n = clusters.length;
  const parents = new Int32Array(n).fill(-1);
  const ends = new Int32Array(n).fill(n);
  const roots = new Int32Array(n);
  const children: number[][] = Array.from({ length: n }, () => []);
  const open: number[] = [];
  clusters.forEach((cluster, index) => {
    while (open.length > cluster.depth) {
      ends[open.pop()!] = index;
    }
    const parent = open.at(-1);
    if (parent !== undefined) {
      parents[index] = parent;
      children[parent]!.push(index);
    }
    roots[index] = open[0] ?? index;
    open.push(index);
  });
  return { clusters, parents, ends, roots, children, indexById: new Map(clusters.map((each, i) => [each.id, i])) };
}

/** The ancestors of a cluster from its root down, itself included. */
export function pathTo(list: ClusterList, index: number): number[] {
  const path: number[] = [];
  for (let at = index; at >= 0; at = list.parents[at]!) {
    path.unshift(at);
  }
  return path;
}
