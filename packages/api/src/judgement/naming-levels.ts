import type { Topic } from '@understory/core';
import { chooseNamingDepth, listReadMembers, runOptionsSchema } from '@understory/core';
import type { RunTree } from '../cluster/run-tree.ts';
import type { Cluster } from '../cluster/cluster.type.ts';
import type { Context } from '../context.ts';
import type { NamingLevel } from '../db/judgement-schema.ts';
import type { Run } from '../run/run.type.ts';

/** A level of a run's tree as a naming test uses it. */
export interface NamedLevel {
  depth: number;
  /** The clusters whose names there are to choose from. */
  clusters: readonly Cluster[];
  topics: readonly Topic[];
}

/** The depth that a level stands for in a tree. */
export function findDepth(tree: Pick<RunTree, 'clusters'>, level: NamingLevel): number {
  return level === 'roots' ? 0 : chooseNamingDepth(tree.clusters);
}

/** The clusters that a tree shows at a depth: a branch that ends above it is cut at its leaf. */
export function openLevel({ clusters: all }: Pick<RunTree, 'clusters'>, depth: number): NamedLevel {
  const clusters = all.filter((cluster) => cluster.depth === depth || (cluster.isLeaf && cluster.depth < depth));
  return { depth, clusters, topics: clusters.map(({ name, description }) => ({ name, description })) };
}

/** The cluster of a level that holds a leaf. */
export function clusterOfLeaf(tree: RunTree, leaf: number, depth: number): number {
  const path = tree.pathTo(tree.clusters[leaf]);
  return path[Math.min(depth, path.length - 1)].index;
}

/**
 * Positions of the conversations whose summaries a language model read itself when it named the clusters of a level.
 *
 * @returns null if no language model named them, or nobody knows.
 */
export async function findReadPositions(
  { clusters }: Pick<Context, 'clusters'>,
  run: Run,
  tree: RunTree,
  level: NamedLevel,
): Promise<Set<number> | null> {
  if (run.origin !== 'computed' || runOptionsSchema.parse(run.options).naming.provider === 'local') return null;
  const members = await clusters.findMembers(
    level.clusters.map(({ index, size }) => ({ runId: run.id, index, offset: 0, limit: size })),
  );
  return new Set(
    level.clusters.flatMap((cluster, i) => [
      ...listReadMembers({ members: members[i], children: tree.childrenOf(cluster) }),
    ]),
  );
}
