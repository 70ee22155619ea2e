import { fingerprint, InvalidInputError } from '@understory/core';
import DataLoader from 'dataloader';
import { readInt32 } from '../cluster/cluster.repository.ts';
import { BATCHED } from '../graphql/batched.ts';
import { isAtRest } from '../run/watch-until-rest.ts';
import type { Run } from '../run/run.type.ts';
import type { Workspace } from '../workspace.ts';
import { comparisonOptionsSchema } from './comparison-options.ts';
import type { StoredComparison } from './comparison.repository.ts';
import { NO_SUMMARY } from './no-summary.ts';
import { nameReseeding, readClusterOptions, RESEED_VERSION } from './name-reseeding.ts';
import { nameRun, submitComparison } from './start-comparison.ts';

/** Whole runs as far as a comparison's sample may reach. */
const OPTIONS = comparisonOptionsSchema.parse({ sampleSize: 100_000 });

/**
 * Hands over to the worker what says which clusters of one run are real: it is clustered again under other seeds, as for
 * a comparison of the run with itself. What is there already is not computed again.
 *
 * @throws {InvalidInputError} if there is no such run, it is still being executed, or it is too large.
 */
export async function startStability(workspace: Workspace, runId: string): Promise<StoredComparison> {
  const run = await workspace.runs.find(runId);
  if (run === null) throw new InvalidInputError(`There is no run "${runId}".`);
  if (!isAtRest(run)) throw new InvalidInputError(`The run "${run.name}" is ${run.status}; wait until it has ended.`);
  if (run.conversationCount > OPTIONS.sampleSize) {
    throw new InvalidInputError(
      `"${run.name}" has ${run.conversationCount} conversations; the stability of clusters is measured on at most ${OPTIONS.sampleSize}, because a sample of a cluster is not the cluster.`,
    );
  }
  return submitComparison(workspace, {
    fingerprint: fingerprint({ version: RESEED_VERSION, stability: nameRun(run), options: OPTIONS }),
    a: run,
    b: run,
    options: OPTIONS,
    parts: ['reseeds_a'],
    isAgain: true,
  });
}

/** Stability of a run's clusters, from what is stored of it under other seeds; null for none. */
export function createStabilityLoader(workspace: Pick<Workspace, 'runs' | 'clusters' | 'comparisons'>) {
  return new DataLoader<string, Map<number, number> | null>(
    (runIds) => Promise.all(runIds.map((id) => readStability(workspace, id))),
    BATCHED,
  );
}

async function readStability(
  { runs, clusters, comparisons }: Pick<Workspace, 'runs' | 'clusters' | 'comparisons'>,
  runId: string,
): Promise<Map<number, number> | null> {
  const [run, map] = await Promise.all([runs.find(runId), clusters.findMap(runId)]);
  if (run === null || map === null) return null;
  const leaves = readInt32(map.leaves).filter((leaf) => leaf !== NO_SUMMARY);
  const found = await comparisons.findStability(nameRunReseeding(run, leaves));
  return found && new Map(found.map(({ index, stability }) => [index, stability]));
}

function nameRunReseeding(run: Run, leaves: Int32Array): string {
  const leafCount = new Set(leaves.filter((leaf) => leaf >= 0)).size;
  return nameReseeding({
    run,
    items: leaves.map((_, item) => item),
    sampleSize: null,
    count: OPTIONS.reseedCount,
    cluster: readClusterOptions(run, leafCount),
  });
}
