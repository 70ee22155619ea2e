import type { Logger } from 'pino';
import type { ComparisonOptions } from '../comparison/comparison-options.ts';
import { startComparison } from '../comparison/start-comparison.ts';
import type { Run } from '../run/run.type.ts';
import { startWorker } from '../worker/start-worker.ts';
import type { Workspace } from '../workspace.ts';
import { followComparison } from './follow-comparison.ts';
import { EXIT_CODES } from './with-workspace.ts';

/**
 * Computes comparisons of pairs of runs one after the other, those that are stored already excepted, and says on standard
 * error how far it has come.
 *
 * @returns whether all are there; false if one was cancelled.
 * @throws {Error} if one failed.
 */
export async function computeComparisons(
  workspace: Workspace,
  logger: Logger,
  pairs: readonly { a: Run; b: Run }[],
  options: ComparisonOptions,
): Promise<boolean> {
  const started = await Promise.all(
    pairs.map(async ({ a, b }) => ({
      title: `${a.name} and ${b.name}`,
      comparison: await startComparison(workspace, { a, b, options, isAgain: true }),
    })),
  );
  const open = started.filter(({ comparison }) => comparison.status !== 'completed');
  if (open.length === 0) return true;
  const worker = await startWorker(workspace, logger, () => process.exit(EXIT_CODES.failed));
  try {
    for (const { title, comparison } of open) {
      if (pairs.length > 1) process.stderr.write(`${title}\n`);
      const ended = await followComparison(workspace, comparison);
      if (ended.status === 'failed') throw new Error(`The comparison failed: ${ended.error}`);
      if (ended.status === 'cancelled') return false;
    }
  } finally {
    await worker.stop();
  }
  return true;
}
