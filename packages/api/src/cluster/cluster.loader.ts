import DataLoader from 'dataloader';
import { BATCHED } from '../graphql/batched.ts';
import type { RunPlace } from '../summary/summary.repository.ts';
import type { ClusterRepository, MemberRange } from './cluster.repository.ts';
import type { Cluster } from './cluster.type.ts';
import type { RunTree } from './run-tree.ts';
import { createRunTree } from './run-tree.ts';

/** Loaders of one request. */
export function createClusterLoaders(clusters: ClusterRepository) {
  return {
    tree: new DataLoader<string, RunTree>(async (runIds) => {
      const byRun = new Map(runIds.map((id): [string, Cluster[]] => [id, []]));
      for (const cluster of await clusters.listOfRuns(runIds)) byRun.get(cluster.runId)?.push(cluster);
      return runIds.map((id) => createRunTree(byRun.get(id) ?? []));
    }, BATCHED),
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
