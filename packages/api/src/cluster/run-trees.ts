import { LRUCache } from 'lru-cache';
import type { Run, Step } from '../run/run.type.ts';
import type { RunRepository } from '../run/run.repository.ts';
import type { ClusterRepository } from './cluster.repository.ts';
import type { Cluster } from './cluster.type.ts';
import type { RunTree } from './run-tree.ts';
import { createRunTree } from './run-tree.ts';

/** About 400 MB; a run of 100,000 conversations has some 15,000. */
const MOST_CLUSTERS = 400_000;

export type RunTrees = ReturnType<typeof createRunTrees>;

/**
 * The trees of runs. Those that do not change any more are kept in memory, for they are asked for again and again, and
 * reading 15,000 clusters takes longer than anything that is done with them.
 */
export function createRunTrees(clusters: ClusterRepository, runs: RunRepository) {
  const kept = new LRUCache<string, RunTree>({
    maxSize: MOST_CLUSTERS,
    sizeCalculation: (tree) => 1 + tree.clusters.length,
  });

  return {
    /** One tree for each id; an empty one where there is no run or it has no tree. */
    async findMany(runIds: readonly string[]): Promise<RunTree[]> {
      const keys = await nameStates(runs, runIds);
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

/** Names the state of each existing run's tree; null while it may still change. */
async function nameStates(runs: RunRepository, runIds: readonly string[]): Promise<Map<string, string | null>> {
  const found = await runs.findMany(runIds);
  const unfinished = found.filter((run) => !isFinished(run)).map(({ id }) => id);
  const steps = unfinished.length === 0 ? [] : await runs.listSteps(unfinished);
  return new Map(found.map((run) => [run.id, isFinished(run) ? nameFinished(run) : nameUnderWay(run.id, steps)]));
}

function isFinished({ status }: Run): boolean {
  return status === 'completed' || status === 'completed_with_failures';
}

function nameFinished({ id, fingerprint, finishedAt }: Run): string {
  return `${id} ${fingerprint} ${finishedAt?.getTime()}`;
}

/** A tree stays as it is once its step is done, until the projection gives its clusters their places. */
function nameUnderWay(id: string, steps: readonly Step[]): string | null {
  const [tree, projection] = (['tree', 'projection'] as const).map((name) =>
    steps.find((step) => step.runId === id && step.name === name),
  );
  if (tree?.status !== 'completed') return null;
  return `${id} ${tree.fingerprint} ${tree.finishedAt?.getTime()} ${projection?.finishedAt?.getTime()}`;
}
