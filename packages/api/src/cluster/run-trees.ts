import { LRUCache } from 'lru-cache';
import type { Run } from '../run/run.type.ts';
import type { RunRepository } from '../run/run.repository.ts';
import type { ClusterRepository } from './cluster.repository.ts';
import type { Cluster } from './cluster.type.ts';
import type { RunTree } from './run-tree.ts';
import { createRunTree } from './run-tree.ts';

/** About 400 MB; a run of 100,000 conversations has some 15,000. */
const MOST_CLUSTERS = 400_000;

export type RunTrees = ReturnType<typeof createRunTrees>;

/**
 * The trees of runs. Those of finished runs are kept in memory, for they are asked for again and again, and reading
 * 15,000 clusters takes longer than anything that is done with them.
 */
export function createRunTrees(clusters: ClusterRepository, runs: RunRepository) {
  const kept = new LRUCache<string, RunTree>({
    maxSize: MOST_CLUSTERS,
    sizeCalculation: (tree) => 1 + tree.clusters.length,
  });

  return {
    /** One tree for each id; an empty one where there is no run or it has no tree. */
    async findMany(runIds: readonly string[]): Promise<RunTree[]> {
      const keys = new Map((await runs.findMany(runIds)).map((run) => [run.id, keyOf(run)]));
      const found = new Map<string, RunTree>();
      for (const id of runIds) {
        const tree = kept.get(keys.get(id) ?? '');
        if (tree !== undefined) found.set(id, tree);
      }
      const missing = runIds.filter((id) => keys.has(id) && !found.has(id));
      const byRun = new Map(missing.map((id): [string, Cluster[]] => [id, []]));
      for (const cluster of missing.length === 0 ? [] : await clusters.listOfRuns(missing)) {
        byRun.get(cluster.runId)?.push(cluster);
      }
      for (const [id, nodes] of byRun) {
        const tree = createRunTree(nodes);
        found.set(id, tree);
        const key = keys.get(id) ?? null;
        if (key !== null) kept.set(key, tree);
      }
      return runIds.map((id) => found.get(id) ?? createRunTree([]));
    },
  };
}

/** Names the state of a run's tree; null while it may still change. */
function keyOf({ id, status, fingerprint, finishedAt }: Run): string | null {
  if (status !== 'completed' && status !== 'completed_with_failures') return null;
  return `${id} ${fingerprint} ${finishedAt?.getTime()}`;
}
