import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';

/** The sums and sizes of clusters while conversations are taken out of them and put back. */
export interface ClusterMeans {
  sizes: Int32Array;
  /** Counts point i in (1) or out (−1) of a cluster. */
  count(point: number, cluster: number, sign: 1 | -1): void;
  /** Clusters with at least as many members, ascending. */
  listWith(members: number): Int32Array;
  /** Unit directions of the means of these clusters, shape (clusters.length, d); zero rows where a mean is zero. */
  directionsOf(clusters: Int32Array): Matrix;
  /**
   * 1 − cosine of a row of a matrix to a cluster's mean, in float64; 1 where either is zero.
   *
   * @param isMember - the row is one of the cluster's members and is left out of its mean.
   */
  distance(points: Matrix, row: number, cluster: number, isMember: boolean): number;
}

const POINTS_PER_TURN = 1024;

/** @param labels - cluster of each point, in 0 … k−1 */
export async function createClusterMeans(
  points: Matrix,
  labels: Int32Array,
  k: number,
  pause: () => Promise<void>,
): Promise<ClusterMeans> {
  const d = points.columns;
  const sizes = new Int32Array(k);
  const sums = new Float64Array(k * d);
  const count: ClusterMeans['count'] = (point, cluster, sign) => {
    sizes[cluster] += sign;
    for (let t = 0, a = point * d, s = cluster * d; t < d; t++) sums[s++] += sign * points.data[a++];
  };
  for (const [point, cluster] of labels.entries()) {
    count(point, cluster, 1);
    if (point % POINTS_PER_TURN === 0) await pause();
  }

  return {
    sizes,
    count,
    listWith: (members) => Int32Array.from(sizes.keys()).filter((cluster) => sizes[cluster] >= members),
    directionsOf(clusters) {
      const directions = createMatrix(clusters.length, d);
      clusters.forEach((cluster, row) => {
        let square = 0;
        for (let s = cluster * d; s < (cluster + 1) * d; s++) square += sums[s] * sums[s];
        const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
        for (let t = 0; t < d; t++) directions.data[row * d + t] = scale * sums[cluster * d + t];
      });
      return directions;
    },
    distance(rows, row, cluster, isMember) {
      let dot = 0;
      let own = 0;
      let square = 0;
      for (let t = 0, a = row * d, s = cluster * d; t < d; t++) {
        const value = rows.data[a++];
        const sum = isMember ? sums[s++] - value : sums[s++];
        dot += value * sum;
        own += value * value;
        square += sum * sum;
      }
      // What is left of a sum of duplicates after taking one out may be rounding alone.
      return own > 0 && square > 1e-12 * own ? 1 - dot / Math.sqrt(own * square) : 1;
    },
  };
}
