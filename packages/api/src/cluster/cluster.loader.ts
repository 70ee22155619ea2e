import DataLoader from 'dataloader';
import { BATCHED } from '../graphql/batched.ts';
import type { RunPlace } from '../summary/summary.repository.ts';
import type { ClusterRepository, MemberRange } from './cluster.repository.ts';
import type { RunTree } from './run-tree.ts';
import type { RunTrees } from './run-trees.ts';

/** Loaders of one request. */
export function createClusterLoaders(clusters: ClusterRepository, trees: RunTrees) {
  return {
    tree: new DataLoader<string, RunTree>((runIds) => trees.findMany(runIds), BATCHED),
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
