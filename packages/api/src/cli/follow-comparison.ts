import type { StoredComparison } from '../comparison/comparison.repository.ts';
import { cancelComparison } from '../comparison/start-comparison.ts';
import { watchComparison } from '../comparison/watch-comparison.ts';
import { isAtRest } from '../run/watch-until-rest.ts';
import type { ComparisonPartName } from '../db/comparison-schema.ts';
import type { Workspace } from '../workspace.ts';

const PART_TITLES: Record<ComparisonPartName, string> = {
  structure: 'Structure',
  agreement: 'Agreement',
  matches: 'Matches',
  tags: 'Tags',
  summary_quality: 'Summary quality',
  gold: 'Gold labels',
  reseeds_a: 'Reseed A',
  reseeds_b: 'Reseed B',
  noise_floor: 'Noise floor',
  silhouette: 'Silhouette',
};

/** Says on standard error which parts are done until the comparison has ended. Ctrl-C cancels it. */
export async function followComparison(workspace: Workspace, comparison: StoredComparison): Promise<StoredComparison> {
  const cancel = (): void => void cancelComparison(workspace, comparison.id);
  process.once('SIGINT', cancel);
  const reported = new Set<ComparisonPartName>();
  let last = comparison;
  try {
    for await (const current of watchComparison(workspace, comparison.id)) {
      last = current;
      for (const { name, status, startedAt, finishedAt } of await workspace.comparisons.listParts(comparison.id)) {
        if (status !== 'completed' || reported.has(name)) continue;
        reported.add(name);
        const ms = startedAt && finishedAt ? finishedAt.getTime() - startedAt.getTime() : 0;
        process.stderr.write(`  ${PART_TITLES[name].padEnd(16)} ${(ms / 1000).toFixed(1)} s\n`);
      }
    }
  } finally {
    process.off('SIGINT', cancel);
  }
  if (!isAtRest(last)) throw new Error('The comparison was deleted while it was computed.');
  return last;
}
