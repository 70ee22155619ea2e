import type { ClusterCountCurve } from './cluster.ts';

/** Below this agreement between draws, clusters owe more to the draw than to the conversations. */
const UNSTABLE_BELOW = 0.5;

/**
 * Says in plain words how the number of clusters was chosen.
 *
 * @param n - conversations in all
 */
export function describeClusterCount(
  { candidates, chosen, sampleSize }: Omit<ClusterCountCurve, 'sentence'>,
  n: number,
): string {
  const { k, clusterSize, stability, silhouette, score } = candidates[chosen];
  const best = candidates.reduce((one, other) => (other.score > one.score ? other : one));
  const numbers = `stability ${stability.toFixed(2)}, silhouette ${silhouette.toFixed(2)}`;
  const sentences = [
    best === candidates[chosen]
      ? `${k} clusters (about ${clusterSize} conversations each) have the best score, ${score.toFixed(3)} (${numbers}).`
      : `${k} clusters (about ${clusterSize} conversations each; ${numbers}) are the fewest whose score, ` +
        `${score.toFixed(3)}, comes within 5 % of the best, ${best.score.toFixed(3)} at ${best.k}.`,
  ];
  if (stability < UNSTABLE_BELOW) {
    sentences.push(
      'No number gives the same clusters again when some conversations are left out: take them with care.',
    );
  }
  if (chosen === 0 || chosen === candidates.length - 1) {
    sentences.push(`It is the ${chosen === 0 ? 'smallest' : 'largest'} number tried, so a better one may lie beyond.`);
  }
  if (sampleSize < n) {
    sentences.push(
      `Measured on ${sampleSize} of ${n} conversations, in a few blocks of similar ones: the size of clusters was chosen, and their number follows from it.`,
    );
  }
  return sentences.join(' ');
}
