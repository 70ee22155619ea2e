import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import type { BaseClusters } from './cluster.ts';
import { OUTLIER } from './cluster.ts';

const POINTS_PER_TURN = 1024;

/**
 * The partition that labels make of those points that are no outliers: clusters without a member fall away, the others
 * are numbered from large to small, equal sizes by their first member.
 *
 * @param labels - cluster of each point in 0 … k−1, or `OUTLIER`
 */
export async function numberMembers(
  points: Matrix,
  labels: Int32Array,
  k: number,
  pause: () => Promise<void>,
): Promise<BaseClusters> {
  const { data, columns: d } = points;
  const sizes = new Int32Array(k);
  const firstMember = new Int32Array(k).fill(-1);
  labels.forEach((label, i) => {
    if (label === OUTLIER) return;
    sizes[label]++;
    if (firstMember[label] < 0) firstMember[label] = i;
  });
  const order = Array.from(sizes.keys())
    .filter((cluster) => sizes[cluster] > 0)
    .sort((a, b) => sizes[b] - sizes[a] || firstMember[a] - firstMember[b]);
  const numberOf = new Int32Array(k).fill(-1);
  order.forEach((cluster, number) => (numberOf[cluster] = number));
  const numbered = labels.map((label) => (label === OUTLIER ? OUTLIER : numberOf[label]));

  const means = new Float64Array(order.length * d);
  for (const [i, cluster] of numbered.entries()) {
    if (i % POINTS_PER_TURN === 0) await pause();
    if (cluster !== OUTLIER) addShare(data, i * d, sizes[order[cluster]], { means, at: cluster * d, d });
  }
  let inertia = 0;
  for (const [i, cluster] of numbered.entries()) {
    if (i % POINTS_PER_TURN === 0) await pause();
    if (cluster === OUTLIER) continue;
    for (let t = 0, a = i * d, c = cluster * d; t < d; t++) inertia += (data[a++] - means[c++]) ** 2;
  }
  const centroids = createMatrix(order.length, d);
  centroids.data.set(means);
  return { labels: numbered, centroids, inertia };
}

function addShare(
  x: Float32Array,
  i: number,
  size: number,
  { means, at, d }: { means: Float64Array; at: number; d: number },
): void {
  for (let t = 0; t < d; t++) means[at + t] += x[i + t] / size;
}
