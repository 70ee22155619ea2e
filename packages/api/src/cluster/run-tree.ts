import type { Cluster } from './cluster.type.ts';

/** A run's whole tree in memory, so that walking it asks the database for nothing more. */
export interface RunTree {
  /** Depth first: a parent before its children, siblings from large to small. `clusters[i].index` is i. */
  clusters: readonly Cluster[];
  roots: readonly Cluster[];
  parentOf(cluster: Cluster): Cluster | null;
  childrenOf(cluster: Cluster): readonly Cluster[];
  /** From the root to the cluster, both included. */
  pathTo(cluster: Cluster): Cluster[];
}

/** @param clusters - in the order of their indexes. */
export function createRunTree(clusters: readonly Cluster[]): RunTree {
  const children: Cluster[][] = clusters.map(() => []);
  const roots: Cluster[] = [];
  for (const cluster of clusters) {
    const siblings = cluster.parentIndex === null ? roots : children[cluster.parentIndex];
    siblings?.push(cluster);
  }
  const parentOf = ({ parentIndex }: Cluster): Cluster | null =>
    parentIndex === null ? null : (clusters[parentIndex] ?? null);
  return {
    clusters,
    roots,
    parentOf,
    childrenOf: ({ index }) => children[index] ?? [],
    pathTo(cluster) {
      const path = [cluster];
      for (let parent = parentOf(cluster); parent !== null; parent = parentOf(parent)) path.unshift(parent);
      return path;
    },
  };
}
