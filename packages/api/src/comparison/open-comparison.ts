import type { Context } from '../context.ts';
import type { RunComparison } from './comparison.type.ts';
import { createComparisonState } from './comparison-state.ts';
import { compareRunConfigurations, warnOfCoverage } from './configuration-differences.ts';
import { loadComparison } from './load-comparison.ts';
import { readConfiguration } from './read-configuration.ts';
import { readComparisonOptions } from './start-comparison.ts';

/**
 * Loads two runs to be compared, and what is cheap to say of them. Starts nothing.
 *
 * @throws {InvalidInputError} if there is no such run, one has no tree yet, they are over different datasets, or an
 * option is out of range.
 */
export async function openComparison(
  context: Context,
  idA: string,
  idB: string,
  options: unknown,
): Promise<RunComparison> {
  const checked = readComparisonOptions(options);
  const loaded = await loadComparison(context, idA, idB);
  const { run: a } = loaded.a;
  const { run: b } = loaded.b;
  const { differences, isControlled, warnings } = compareRunConfigurations(
    ...(await Promise.all([readConfiguration(context, a), readConfiguration(context, b)])),
  );
  const conversationCount = loaded.positions.length;
  return {
    loaded,
    state: createComparisonState(context.workspace, a, b, checked),
    a,
    b,
    conversationCount,
    differences,
    isControlled,
    warnings: [...warnings, ...warnOfCoverage(a, b, conversationCount)],
  };
}
