import type { Partition } from './partition.ts';
import { movePoint, squaredDistance } from './partition.ts';

/**
 * Gives every empty cluster the point that lies farthest from its own mean, as scikit-learn does.
 *
 * A cluster's last member is never taken, so with n ≥ k no cluster is empty afterwards, even if all points are equal.
 */
export function fillEmptyClusters(partition: Partition): void {
  const { labels, counts, k } = partition;
  const empty: number[] = [];
  for (let j = 0; j < k; j++) if (counts[j] === 0) empty.push(j);
  if (empty.length === 0) return;

  const distances = Float64Array.from(labels, (label, i) => squaredDistance(partition, i, label));
  const farthest = Array.from(labels.keys()).sort((a, b) => distances[b] - distances[a] || a - b);
  let next = 0;
  for (const j of empty) {
    while (counts[labels[farthest[next]]] < 2) next++;
    movePoint(partition, farthest[next++], j);
  }
}
