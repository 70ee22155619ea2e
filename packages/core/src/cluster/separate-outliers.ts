import { createPause } from '../math/create-pause.ts';
import type { Matrix } from '../math/matrix.ts';
import type { StepOptions } from '../step-options.ts';
import type { BaseClusters, Outliers } from './cluster.ts';
import { OUTLIER } from './cluster.ts';
import type { ClusterMeans } from './cluster-means.ts';
import { createClusterMeans } from './cluster-means.ts';
import { findNearestClusters } from './find-nearest-clusters.ts';
import { makeUpEmbeddings } from './make-up-embeddings.ts';
import { numberMembers } from './number-members.ts';

export interface SeparateOutliersOptions extends StepOptions {
  /**
   * How likely a made-up conversation comes as near to a cluster as an outlier does, at least, in (0, 1). Lower marks
   * more. Default 0.25.
   */
  chance?: number;
}

/** With fewer conversations nothing can be said of what is usual among them. */
const FEWEST_CONVERSATIONS = 20;
const MADE_UP_COUNT = 1000;
/** What is made up is a property of the embeddings, not of a run: it does not change with the run's seed. */
const MADE_UP_SEED = 1;
/** An outlier is this many times as far from its nearest cluster as the middle conversation is from its own. */
const STANDS_OUT = 1.5;
const LARGEST_SHARE = 0.5;
/** Where it does not settle by then, conversations are only put back: that ends, with nobody out who is near. */
const MAX_ROUNDS = 10;

/**
 * Takes conversations that are far from every cluster out of a partition.
 *
 * How far a conversation is, is 1 − cosine to the mean of its nearest cluster, itself left out of the mean. It is an
 * outlier if
 *
 * 1. embeddings that are made up number by number come as near to a cluster with a probability of `chance` or more, so
 *    that being that near says nothing, and
 * 2. it is at least 1.5 times as far as the middle conversation, so that it stands out.
 *
 * Only clusters of three others (a third of the mean size, where that is less) count as near, so that one or two odd
 * conversations of which k-means made a cluster are no evidence for each other. The means are then computed without the
 * outliers and all is judged again until nothing changes. Clusters that are left with fewer than three members are
 * dissolved into their nearest ones, so there may be fewer clusters than asked for. At most half of the conversations
 * are outliers, the farthest.
 *
 * @param embeddings - shape (n, d)
 * @param base - a partition of all of them
 * @returns the partition of the rest, numbered from large to small, with `outliers`; below 20 conversations there are none.
 * @see Chawla and Gionis, "k-means--: A Unified Approach to Clustering and Outlier Detection", SDM 2013: taking out and
 *   averaging in turns, though there the number of outliers is given
 *
 * @example
 * const { labels, outliers } = await separateOutliers(embeddings, await clusterEmbeddings(embeddings, { seed: 42 }));
 */
export async function separateOutliers(
  embeddings: Matrix,
  base: BaseClusters,
  { chance = 0.25, signal }: SeparateOutliersOptions = {},
): Promise<BaseClusters> {
  const n = embeddings.rows;
  const k = base.centroids.rows;
  const fewest = Math.max(1, Math.min(3, Math.round(n / k / 3)));
  const labels = base.labels.slice();
  const pause = createPause(signal);
  const means = await createClusterMeans(embeddings, labels, k, pause);
  if (n < FEWEST_CONVERSATIONS || means.listWith(fewest).length === 0) return { ...base, outliers: listNobody() };

  const madeUp = makeUpEmbeddings(embeddings, MADE_UP_COUNT, MADE_UP_SEED);
  const distances = new Float64Array(n);
  const nearest = new Int32Array(n);
  let rows = Int32Array.from(labels.keys());
  let threshold = Infinity;
  for (let round = 0; ; round++) {
    const clusters = means.listWith(fewest);
    if (clusters.length === 0) break;
    const found = await findNearestClusters({ points: embeddings, rows, labels }, means, { clusters, fewest, signal });
    rows.forEach((i, r) => {
      distances[i] = found.distances[r];
      nearest[i] = found.clusters[r];
    });
    const byChance = await findNearestClusters({ points: madeUp }, means, { clusters, fewest, signal });
    threshold = Math.max(STANDS_OUT * quantile(distances, 0.5), quantile(byChance.distances, chance));
    const mayTakeOut = round < MAX_ROUNDS;
    const changed = applyThreshold(base.labels, { labels, means, distances, threshold, mayTakeOut });
    if (!changed.includes(1)) break;
    // The distance to a mean that has changed is another; so may be the verdict on what lay close to the threshold.
    rows = Int32Array.from(labels.keys()).filter(
      (i) => labels[i] === OUTLIER || changed[labels[i]] + changed[nearest[i]] > 0 || distances[i] > 0.8 * threshold,
    );
  }
  labels.forEach((cluster, i) => {
    if (cluster !== OUTLIER && means.sizes[cluster] < fewest) labels[i] = nearest[i];
  });
  for (let members = await numberMembers(embeddings, labels, k, pause); ;) {
    const outliers = await listOutliers(embeddings, members, threshold, signal);
    const near = outliers.distances.findIndex((distance) => distance <= threshold);
    if (near < 0) return { ...members, outliers };
    // Members of dissolved clusters have moved the means: who is near one now belongs to it.
    const joined = members.labels.slice();
    for (let place = near; place < outliers.items.length; place++) {
      joined[outliers.items[place]] = outliers.nearestClusters[place];
    }
    members = await numberMembers(embeddings, joined, members.centroids.rows, pause);
  }
}

/** Takes out whoever is beyond the threshold, and puts back whoever is not. @returns 1 for each cluster that changed. */
function applyThreshold(
  original: Int32Array,
  state: {
    labels: Int32Array;
    means: ClusterMeans;
    distances: Float64Array;
    threshold: number;
    mayTakeOut: boolean;
  },
): Uint8Array {
  const { labels, means, distances, threshold, mayTakeOut } = state;
  const beyond = Array.from(labels.keys())
    .filter((i) => distances[i] > threshold && (mayTakeOut || labels[i] === OUTLIER))
    .sort((a, b) => distances[b] - distances[a] || a - b);
  const isOutlier = new Uint8Array(labels.length);
  for (const i of beyond.slice(0, Math.floor(LARGEST_SHARE * labels.length))) isOutlier[i] = 1;
  const changed = new Uint8Array(means.sizes.length);
  labels.forEach((label, i) => {
    if ((label === OUTLIER) === (isOutlier[i] === 1)) return;
    const cluster = original[i];
    changed[cluster] = 1;
    means.count(i, cluster, isOutlier[i] === 1 ? -1 : 1);
    labels[i] = isOutlier[i] === 1 ? OUTLIER : cluster;
  });
  return changed;
}

async function listOutliers(
  points: Matrix,
  { labels, centroids }: BaseClusters,
  threshold: number,
  signal?: AbortSignal,
): Promise<Outliers> {
  const rows = Int32Array.from(labels.keys()).filter((i) => labels[i] === OUTLIER);
  if (rows.length === 0) return { ...listNobody(), threshold };
  const clusters = Int32Array.from({ length: centroids.rows }, (_, cluster) => cluster);
  const means = await createClusterMeans(centroids, clusters, centroids.rows, createPause(signal));
  const found = await findNearestClusters({ points, rows }, means, { clusters, fewest: 1, signal });
  const order = Array.from(rows.keys()).sort((a, b) => found.distances[b] - found.distances[a] || a - b);
  return {
    items: Int32Array.from(order, (r) => rows[r]),
    nearestClusters: Int32Array.from(order, (r) => found.clusters[r]),
    distances: Float32Array.from(order, (r) => found.distances[r]),
    threshold,
  };
}

function listNobody(): Outliers {
  return {
    items: new Int32Array(0),
    nearestClusters: new Int32Array(0),
    distances: new Float32Array(0),
    threshold: null,
  };
}

/** The value below which a share of the values lie. */
function quantile(values: Float64Array, share: number): number {
  return values.toSorted()[Math.floor(share * values.length)];
}
