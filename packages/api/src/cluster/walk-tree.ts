import type { Context } from '../context.ts';
import type { ClusterPlace } from './cluster.repository.ts';
import type { Cluster } from './cluster.type.ts';

// A tree that is in memory answers by itself. Of one that is not, the database gives the few clusters that are asked
// for: a run of 100,000 conversations has some 15,000, and reading them all would keep everyone waiting.

type Source = Pick<Context, 'loaders'>;

/** The roots of a run's tree, from large to small; none while it has no tree. */
export async function findRoots({ loaders }: Source, runId: string): Promise<readonly Cluster[]> {
  const tree = await loaders.keptTree.load(runId);
  return tree?.roots ?? loaders.rootClusters.load(runId);
}

/** From large to small; empty for a leaf. */
export async function findChildren({ loaders }: Source, cluster: Cluster): Promise<readonly Cluster[]> {
  if (cluster.isLeaf) return [];
  const tree = await loaders.keptTree.load(cluster.runId);
  return tree?.childrenOf(cluster) ?? loaders.childClusters.load(cluster);
}

/** The cluster at a place of a run's tree; null if there is none. */
export async function findCluster({ loaders }: Source, place: ClusterPlace): Promise<Cluster | null> {
  const tree = await loaders.keptTree.load(place.runId);
  return tree === null ? loaders.clusterAt.load(place) : (tree.clusters[place.index] ?? null);
}

/** Null for a root. */
export async function findParent(source: Source, { runId, parentIndex }: Cluster): Promise<Cluster | null> {
  return parentIndex === null ? null : findCluster(source, { runId, index: parentIndex });
}

/** From the root to the cluster, both included. */
export async function findPath(source: Source, cluster: Cluster): Promise<Cluster[]> {
  const path = [cluster];
  for (let parent = await findParent(source, cluster); parent !== null; parent = await findParent(source, parent)) {
    path.unshift(parent);
  }
  return path;
}
