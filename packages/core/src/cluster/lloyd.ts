import { kmeansGenerator } from 'ml-kmeans';
import { createPause } from '../math/create-pause.ts';
import type { Matrix } from '../math/matrix.ts';
import { matrixRow } from '../math/matrix.ts';
import type { Random } from '../math/random.ts';
import { fillEmptyClusters } from './fill-empty-clusters.ts';
import type { Partition } from './partition.ts';
import { createPartition } from './partition.ts';
import { seedCentres } from './seed-centres.ts';

export interface LloydOptions {
  k: number;
  random: Random;
  signal?: AbortSignal;
}

const MAX_ITERATIONS = 100;

/**
 * Partitions points into k clusters: ml-kmeans' Lloyd iterations from our k-means++ centres.
 *
 * For small inputs and for comparison with what others use. ml-kmeans' own seeding takes most of its time and cannot
 * be seeded for all choices; a cluster that it leaves empty takes over the point farthest from its centre.
 *
 * @see https://github.com/mljs/kmeans
 */
export async function partitionByLloyd(points: Matrix, { k, random, signal }: LloydOptions): Promise<Partition> {
  const pause = createPause(signal);
  const rows = Array.from({ length: points.rows }, (_, i) => Array.from(matrixRow(points, i)));
  const centres = Array.from(await seedCentres(points, k, random, signal), (row) => rows[row]);
  let labels = new Int32Array(points.rows);
  for (const step of kmeansGenerator(rows, k, { initialization: centres, maxIterations: MAX_ITERATIONS })) {
    labels = Int32Array.from(step.clusters);
    await pause();
  }
  const partition = await createPartition(points, labels, k, signal);
  fillEmptyClusters(partition);
  return partition;
}
