import { countContingency } from './contingency.ts';

/** From this stability on, a cluster is there whatever the seed. */
export const STABLE_FROM = 0.75;
/** Below this, the cluster may be an accident of the seed; between the two it shows a pattern with doubtful borders. */
export const DOUBTFUL_BELOW = 0.6;

/**
 * Says for each cluster how well it survives reseeding: the mean, over the reseeds, of its Jaccard index with the most
 * similar cluster there.
 *
 * @param labels - cluster of each conversation, in 0 … k−1, each cluster with a member
 * @param reseeds - other partitions of the same conversations
 * @returns length k, in [0, 1].
 * @see Hennig, "Cluster-wise assessment of cluster stability", Computational Statistics & Data Analysis 2007; the bounds
 *   are those of its implementation, clusterboot in R's fpc
 */
export function measureClusterStability(labels: Int32Array, reseeds: readonly Int32Array[]): Float32Array {
  let k = 0;
  for (const label of labels) k = Math.max(k, label + 1);
  const stability = new Float64Array(k);
  for (const reseed of reseeds) {
    const { a, b, cells } = countContingency(labels, reseed);
    const best = new Float64Array(k);
    for (const { row, column, count } of cells) {
      const cluster = a.clusters[row];
      best[cluster] = Math.max(best[cluster], count / (a.sizes[row] + b.sizes[column] - count));
    }
    best.forEach((jaccard, cluster) => {
      stability[cluster] += jaccard / reseeds.length;
    });
  }
  return Float32Array.from(stability);
}
