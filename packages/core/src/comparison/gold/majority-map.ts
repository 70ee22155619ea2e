/**
 * The most frequent label of each cluster; among equally frequent ones the one that is more frequent overall, then the
 * smaller number.
 *
 * @param clusters - cluster of each item, any whole numbers
 * @param labels - label of each item, in 0 … count − 1
 */
export function mapToMajority(
  clusters: ArrayLike<number>,
  labels: ArrayLike<number>,
  count: number,
): Map<number, number> {
  const overall = countLabels(labels, count);
  const majority = new Map<number, number>();
  for (const [cluster, counts] of countByCluster(clusters, labels)) {
    majority.set(cluster, mostFrequent(counts, overall));
  }
  return majority;
}

/**
 * Predicts each item's label from the other items of its cluster: their most frequent label. An item that is alone gets
 * the label that is most frequent among all other items.
 */
export function predictLeaveOneOut(clusters: ArrayLike<number>, labels: ArrayLike<number>, count: number): Int32Array {
  const overall = countLabels(labels, count);
  const everywhere = new Map(Array.from(overall, (frequency, label) => [label, frequency]));
  const byCluster = countByCluster(clusters, labels);
  return Int32Array.from({ length: labels.length }, (_, i) => {
    const own = labels[i];
    const counts = byCluster.get(clusters[i])!;
    overall[own]--;
    let prediction = mostFrequentWithout(counts, own, overall);
    if (prediction === -1) prediction = mostFrequentWithout(everywhere, own, overall);
    overall[own]++;
    return prediction;
  });
}

function countLabels(labels: ArrayLike<number>, count: number): Int32Array {
  const overall = new Int32Array(count);
  for (let i = 0; i < labels.length; i++) overall[labels[i]]++;
  return overall;
}

function countByCluster(clusters: ArrayLike<number>, labels: ArrayLike<number>): Map<number, Map<number, number>> {
  const byCluster = new Map<number, Map<number, number>>();
  for (let i = 0; i < labels.length; i++) {
    let counts = byCluster.get(clusters[i]);
    if (counts === undefined) {
      counts = new Map();
      byCluster.set(clusters[i], counts);
    }
    counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
  }
  return byCluster;
}

function mostFrequent(counts: ReadonlyMap<number, number>, overall: Int32Array): number {
  return mostFrequentWithout(counts, -1, overall);
}

/** One occurrence of `without` is taken away; −1 if nothing is left. */
function mostFrequentWithout(counts: ReadonlyMap<number, number>, without: number, overall: Int32Array): number {
  let best = -1;
  let bestCount = 0;
  for (const [label, frequency] of counts) {
    const count = label === without ? frequency - 1 : frequency;
    if (count === 0 || count < bestCount) continue;
    const isBetter =
      count > bestCount || overall[label] > overall[best] || (overall[label] === overall[best] && label < best);
    if (isBetter) [best, bestCount] = [label, count];
  }
  return best;
}
