import { expect, it } from 'vitest';
import { measureClusterStability } from './cluster-stability.ts';

it('gives each cluster the mean Jaccard index of its best likeness in every reseed', () => {
  const labels = Int32Array.of(0, 0, 0, 1, 1, 2);
  const reseeds = [Int32Array.of(5, 5, 5, 3, 3, 3), Int32Array.of(0, 0, 1, 1, 1, 2)];
  // Cluster 0: 3/3 and 2/3. Cluster 1: 2/3 and 2/3. Cluster 2: 1/3 and 1/1.
  const expected = [5 / 6, 2 / 3, 2 / 3];
  measureClusterStability(labels, reseeds).forEach((value, cluster) => expect(value).toBeCloseTo(expected[cluster], 6));
});
