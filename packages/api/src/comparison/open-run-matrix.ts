import type { Context } from '../context.ts';
import type { RunComparison } from './comparison.type.ts';
import { loadRuns } from './load-runs.ts';
import { describeTree } from './measure-trees.ts';
import { openComparison } from './open-comparison.ts';
import type { RunMatrix } from './run-matrix.type.ts';
import { readComparisonOptions } from './start-comparison.ts';

/**
 * Loads 2 … 20 runs to be compared, each with each. Starts nothing.
 *
 * @throws {InvalidInputError} if there are fewer or more, one has no tree yet, or they are over different datasets.
 */
export async function openRunMatrix(context: Context, ids: readonly string[], options: unknown): Promise<RunMatrix> {
  const loaded = await loadRuns(context, ids);
  return {
    loaded,
    options: readComparisonOptions(options),
    conversationCount: loaded.positions.length,
    rows: loaded.runs.map((each) => ({ run: each.run, structure: describeTree(each) })),
  };
}

/** The first run with each of the others: what the costly numbers of a matrix come from. */
export function openMatrixComparisons(
  context: Context,
  { loaded: { runs }, options }: Pick<RunMatrix, 'loaded' | 'options'>,
): Promise<RunComparison[]> {
  const [first, ...others] = runs;
  return Promise.all(others.map(({ run }) => openComparison(context, first.run.id, run.id, options)));
}
