import { LRUCache } from 'lru-cache';
import { nameFinishedRun } from '../run/finished-run-cache.ts';
import type { Step } from '../run/run.type.ts';
import type { RunRepository } from '../run/run.repository.ts';
import type { ClusterRepository } from './cluster.repository.ts';
import type { Cluster } from './cluster.type.ts';
import type { RunTree } from './run-tree.ts';
import { createRunTree } from './run-tree.ts';

/** About 400 MB; a run of 100,000 conversations has some 15,000. */
const MOST_CLUSTERS = 400_000;

export type RunTrees = ReturnType<typeof createRunTrees>;

/**
 * The trees of runs. Those that do not change any more are kept in memory once they were read, for they are asked for
 * again and again. A run of 100,000 conversations has some 15,000 clusters, which take a while to read; who wants a few
 * of them gets these alone.
 */
export function createRunTrees(clusters: ClusterRepository, runs: RunRepository) {
  const kept = new LRUCache<string, RunTree>({
    maxSize: MOST_CLUSTERS,
    sizeCalculation: (tree) => 1 + tree.clusters.length,
  });
  /** Requests at the same time read a tree once. */
  const beingRead = new Map<string, Promise<Map<string, RunTree>>>();

  const readTrees = async (runIds: readonly string[], keys: ReadonlyMap<string, string | null>) => {
    const byRun = new Map(runIds.map((id): [string, Cluster[]] => [id, []]));
    for (const cluster of await clusters.listOfRuns(runIds)) byRun.get(cluster.runId)?.push(cluster);
    const trees = new Map([...byRun].map(([id, nodes]) => [id, createRunTree(nodes)]));
    for (const [id, tree] of trees) {
      const key = keys.get(id) ?? null;
      if (key !== null) kept.set(key, tree);
    }
    return trees;
  };

  /** One tree for each id; an empty one where there is no run or it has no tree. */
  const findMany = async (runIds: readonly string[]): Promise<RunTree[]> => {
    const keys = await nameStates(runs, runIds);
    const found = new Map<string, RunTree>();
    const missing: string[] = [];
    const awaited: Promise<Map<string, RunTree>>[] = [];
    for (const [id, key] of keys) {
      const tree = kept.get(key ?? '');
      const reading = beingRead.get(key ?? '');
      if (tree !== undefined) found.set(id, tree);
      else if (reading !== undefined) awaited.push(reading);
      else missing.push(id);
    }
    if (missing.length > 0) {
      const reading = readTrees(missing, keys);
      awaited.push(reading);
      const names = missing.map((id) => keys.get(id) ?? null).filter((key) => key !== null);
      for (const name of names) beingRead.set(name, reading);
      // Whoever waits for it hears of a failure; the next request tries again.
      const forget = (): void => names.forEach((name) => beingRead.delete(name));
      void reading.then(forget, forget);
    }
    for (const trees of await Promise.all(awaited)) for (const [id, tree] of trees) found.set(id, tree);
    return runIds.map((id) => found.get(id) ?? createRunTree([]));
  };

  /** The trees that need not be read; null for others. */
  const findKept = async (runIds: readonly string[]): Promise<(RunTree | null)[]> => {
    const keys = await nameStates(runs, runIds);
    return runIds.map((id) => kept.get(keys.get(id) ?? '') ?? null);
  };

  return {
    findMany,
    findKept,
  };
}

/** Names the state of each existing run's tree; null while it may still change. */
async function nameStates(runs: RunRepository, runIds: readonly string[]): Promise<Map<string, string | null>> {
  const found = await runs.findMany(runIds);
  const unfinished = found.filter((run) => nameFinishedRun(run) === null).map(({ id }) => id);
  const steps = unfinished.length === 0 ? [] : await runs.listSteps(unfinished);
  return new Map(found.map((run) => [run.id, nameFinishedRun(run) ?? nameUnderWay(run.id, steps)]));
}

/** A tree stays as it is once its step is done, until the projection gives its clusters their places. */
function nameUnderWay(id: string, steps: readonly Step[]): string | null {
  const [tree, projection] = (['tree', 'projection'] as const).map((name) =>
    steps.find((step) => step.runId === id && step.name === name),
  );
  if (tree?.status !== 'completed') return null;
  return `${id} ${tree.fingerprint} ${tree.finishedAt?.getTime()} ${projection?.finishedAt?.getTime()}`;
}
