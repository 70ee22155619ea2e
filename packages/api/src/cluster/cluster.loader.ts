import DataLoader from 'dataloader';
import { BATCHED } from '../graphql/batched.ts';
import { createListLoader } from '../graphql/load-by-id.ts';
import type { RunPlace } from '../summary/summary.repository.ts';
import type { ClusterPlace, ClusterRepository, MemberRange } from './cluster.repository.ts';
import type { Cluster } from './cluster.type.ts';
import type { RunTree } from './run-tree.ts';
import type { RunTrees } from './run-trees.ts';

/** The most clusters whose children are asked for by themselves; for more, their trees are read. */
const MOST_PARENTS = 200;

const nameCluster = ({ runId, index }: ClusterPlace): string => `${runId}:${index}`;

/** Loaders of one request. A few clusters are found by `walk-tree.ts`, which reads no tree for them. */
export function createClusterLoaders(clusters: ClusterRepository, trees: RunTrees) {
  return {
    tree: new DataLoader<string, RunTree>((runIds) => trees.findMany(runIds), BATCHED),
    keptTree: new DataLoader<string, RunTree | null>((runIds) => trees.findKept(runIds), BATCHED),
    rootClusters: createListLoader(clusters.listRoots, ({ runId }) => runId),
    childClusters: new DataLoader<ClusterPlace, readonly Cluster[], string>(
      (parents) => findChildren(clusters, trees, parents),
      { ...BATCHED, cacheKeyFn: nameCluster },
    ),
    clusterAt: new DataLoader<ClusterPlace, Cluster | null, string>(
      async (places) => {
        const found = new Map((await clusters.findMany(places)).map((cluster) => [nameCluster(cluster), cluster]));
        return places.map((place) => found.get(nameCluster(place)) ?? null);
      },
      { ...BATCHED, cacheKeyFn: nameCluster },
    ),
    members: new DataLoader<MemberRange, number[], string>((ranges) => clusters.findMembers(ranges), {
      ...BATCHED,
      cacheKeyFn: ({ runId, index, offset, limit }) => `${runId}:${index}:${offset}:${limit}`,
    }),
    leafIndex: new DataLoader<RunPlace, number | null, string>((places) => clusters.findLeaves(places), {
      ...BATCHED,
      cacheKeyFn: ({ runId, position }) => `${runId}:${position}`,
    }),
  };
}

async function findChildren(
  clusters: ClusterRepository,
  trees: RunTrees,
  parents: readonly ClusterPlace[],
): Promise<(readonly Cluster[])[]> {
  if (parents.length > MOST_PARENTS) {
    const runIds = [...new Set(parents.map(({ runId }) => runId))];
    const read = new Map((await trees.findMany(runIds)).map((tree, i) => [runIds[i], tree]));
    return parents.map(({ runId, index }) => {
      const tree = read.get(runId);
      const parent = tree?.clusters[index];
      return tree === undefined || parent === undefined ? [] : tree.childrenOf(parent);
    });
  }
  const children = new Map(parents.map((parent): [string, Cluster[]] => [nameCluster(parent), []]));
  for (const child of await clusters.listChildren(parents)) {
    children.get(`${child.runId}:${child.parentIndex}`)?.push(child);
  }
  return parents.map((parent) => children.get(nameCluster(parent)) ?? []);
}
