import { matchClusters, measureAgreement } from '@understory/core';
import type { LoadedComparison } from './load-comparison.ts';

/** One plain sentence on how far the leaves of two runs agree. It claims nothing about why. */
export async function stateVerdict({ a, b }: Pick<LoadedComparison, 'a' | 'b'>): Promise<string> {
  if (a.leaves.length === 0) return 'The runs share no conversation.';
  const { adjustedRandIndex } = measureAgreement(a.leaves, b.leaves);
  if (adjustedRandIndex === 1) return 'Both runs group the conversations in the same way.';
  const { matches } = await matchClusters(a.leaves, b.leaves);
  const leafCount = new Set(a.leaves.filter((leaf) => leaf >= 0)).size;
  const kept = matches.filter(({ kind }) => kind === 'KEPT').length;
  return (
    `${kept} of ${leafCount} leaf clusters of "${a.run.name}" are kept in "${b.run.name}" ` +
    `(adjusted Rand index ${adjustedRandIndex.toFixed(2)}, where 1 is the same and 0 unrelated); ` +
    'how much of this another seed alone would change is not measured.'
  );
}
