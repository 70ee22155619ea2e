import type { LevelCountCurve } from './cluster-tree.ts';

/** Below this agreement between draws, a tree's levels owe more to the draw than to the conversations. */
const UNSTABLE_BELOW = 0.5;

/**
 * Says in plain words how the number of levels was chosen.
 *
 * @param clusterCount - base clusters in all
 */
export function describeLevelCount(
  { candidates, chosen, sampleSize }: Omit<LevelCountCurve, 'sentence'>,
  clusterCount: number,
): string {
  const { levels, roots, stability, silhouette, score } = candidates[chosen];
  const best = candidates.reduce((one, other) => (other.score > one.score ? other : one));
  const shape = `${levels} levels (${roots} roots to ${clusterCount} leaves`;
  const numbers = `stability ${stability.toFixed(2)}, silhouette ${silhouette.toFixed(2)}`;
  const sentences = [
    best === candidates[chosen]
      ? `${shape}) have the best score, ${score.toFixed(3)} (${numbers}).`
      : `${shape}; ${numbers}) are the fewest whose score, ${score.toFixed(3)}, comes within 5 % or one standard ` +
        `deviation of the best, ${best.score.toFixed(3)} at ${best.levels} levels.`,
  ];
  if (candidates.every((candidate) => candidate.stability < UNSTABLE_BELOW)) {
    sentences.push('No number gives the same groups again when some leaves are left out: take the tree with care.');
  }
  if (sampleSize < clusterCount) sentences.push(`Measured on ${sampleSize} of ${clusterCount} leaves.`);
  return sentences.join(' ');
}
