import { InvalidInputError } from '@understory/core';
import type { ComparedRun, RunSource } from './load-comparison.ts';
import { loadRun } from './load-comparison.ts';
import { NO_SUMMARY } from './no-summary.ts';

/** Several runs over the same dataset, cut down to the conversations that all of them have summaries of. */
export interface LoadedRuns {
  runs: ComparedRun[];
  /** Position in the dataset of each conversation that is in all runs, ascending. */
  positions: Int32Array;
}

const MOST_RUNS = 20;

/**
 * Loads two or more runs over the same dataset.
 *
 * @throws {InvalidInputError} if there are fewer or more than 20, one occurs twice, is unknown or has no tree yet, or they
 * are over different datasets.
 */
export async function loadRuns(context: RunSource, ids: readonly string[]): Promise<LoadedRuns> {
  if (ids.length < 2 || ids.length > MOST_RUNS) {
    throw new InvalidInputError(`Expected 2 … ${MOST_RUNS} runs, got ${ids.length}.`);
  }
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw new InvalidInputError(`Expected different runs, got "${twice}" twice.`);
  const loaded = await Promise.all(ids.map((id) => loadRun(context, id)));
  const [first] = loaded;
  const other = loaded.find(({ run }) => run.datasetId !== first.run.datasetId);
  if (other !== undefined) {
    throw new InvalidInputError(
      `Expected runs over the same dataset; "${first.run.name}" and "${other.run.name}" are over different ones.`,
    );
  }
  const count = Math.min(...loaded.map(({ leaves }) => leaves.length));
  const positions = Int32Array.from({ length: count }, (_, position) => position).filter((position) =>
    loaded.every(({ leaves }) => leaves[position] !== NO_SUMMARY),
  );
  return {
    positions,
    runs: loaded.map((compared) => ({
      ...compared,
      leaves: positions.map((position) => compared.leaves[position]),
      items: positions.map((position) => compared.items[position]),
    })),
  };
}
