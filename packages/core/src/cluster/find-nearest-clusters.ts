import { createPause } from '../math/create-pause.ts';
import type { Matrix } from '../math/matrix.ts';
import { topP } from '../math/top-p.ts';
import type { StepOptions } from '../step-options.ts';
import { OUTLIER } from './cluster.ts';
import type { ClusterMeans } from './cluster-means.ts';

export interface FindNearestClustersInput {
  /** Shape (n, d). */
  points: Matrix;
  /** Rows to look at; all of them when left out. */
  rows?: Int32Array;
  /** Cluster that each point is a member of, or `OUTLIER`; when left out, the points are in none. */
  labels?: Int32Array;
}

/** How near rows come to clusters, in the order of the rows. */
export interface NearestClusters {
  /** 1 − cosine to the mean of the nearest cluster, the row itself left out of it; 1 where there is none. */
  distances: Float64Array;
  clusters: Int32Array;
}

/**
 * The nearest cluster of every row by the cosine to the clusters' means, and how far it is.
 *
 * @param options.clusters - which clusters may be the nearest, ascending
 * @param options.fewest - a row's own cluster counts only if it has as many other members
 */
export async function findNearestClusters(
  { points, rows = Int32Array.from({ length: points.rows }, (_, row) => row), labels }: FindNearestClustersInput,
  means: ClusterMeans,
  { clusters, fewest, signal }: StepOptions & { clusters: Int32Array; fewest: number },
): Promise<NearestClusters> {
  const result: NearestClusters = {
    distances: new Float64Array(rows.length).fill(1),
    clusters: new Int32Array(rows.length),
  };
  if (rows.length === 0) return result;
  const pause = createPause(signal);
  // The second nearest counts where the nearest is the row's own cluster.
  const top = await topP(points, means.directionsOf(clusters), null, 2, { rows, signal });
  const width = top.indices.length / rows.length;
  for (let r = 0; r < rows.length; r++) {
    const own = labels?.[rows[r]] ?? OUTLIER;
    const candidates: number[] = [];
    for (let t = r * width; t < (r + 1) * width && candidates.length === 0; t++) {
      const cluster = clusters[top.indices[t]];
      if (cluster !== own) candidates.push(cluster);
    }
    if (own !== OUTLIER && means.sizes[own] > fewest) candidates.push(own);
    result.clusters[r] = candidates[0] ?? own;
    let least = Infinity;
    for (const cluster of candidates) {
      const distance = means.distance(points, rows[r], cluster, cluster === own);
      if (distance >= least) continue;
      least = distance;
      result.clusters[r] = cluster;
    }
    if (least < Infinity) result.distances[r] = least;
    await pause();
  }
  return result;
}
