import { createHash } from 'node:crypto';
import { clusterEmbeddings } from '../cluster/cluster-embeddings.ts';
import { separateOutliers } from '../cluster/separate-outliers.ts';
import { InvalidInputError } from '../error/invalid-input-error.ts';
import type { Matrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { takeRows } from '../math/take-rows.ts';
import type { StepOptions } from '../step-options.ts';
import { isolateOutliers } from './isolate-outliers.ts';

export interface ReseedOptions extends StepOptions {
  /**
   * Names the run (its fingerprint): its seeds are drawn from it. Two runs must have different keys, or their reseeds
   * share the starting points and agree for that reason alone.
   */
  key: string;
  /** How many other seeds. Default 8; fewer than 5 cannot show a difference. */
  count?: number;
  /** Rows of the embeddings to cluster, in the order of the labels; all of them when left out. */
  rows?: Int32Array;
  targetClusterSize?: number;
  /** The run's number of clusters; a sample gets its share of it. */
  k?: number | null;
  method?: 'hartigan' | 'lloyd';
  /** Whether the run leaves outliers out of its clusters; then its reseeds do too. Default false. */
  outliers?: boolean;
  outlierChance?: number;
}

/**
 * Clusters a run's embeddings again under other seeds: what the clusters owe to the draw of the starting points.
 *
 * Only the clustering's seed changes; summaries and embeddings stay as they are, so no model is called.
 *
 * @returns `count` partitions of the rows; an outlier has a negative label that no other row has.
 * @example
 * const reseeds = await reseedClusters(embeddings, { key: run.fingerprint, ...run.options.cluster });
 */
export async function reseedClusters(embeddings: Matrix, options: ReseedOptions): Promise<Int32Array[]> {
  const {
    key,
    count = 8,
    rows,
    targetClusterSize,
    k = null,
    method,
    outliers = false,
    outlierChance,
    signal,
  } = options;
  const { onProgress } = options;
  if (!Number.isInteger(count) || count < 2) {
    throw new InvalidInputError(`The number of reseeds must be a whole number of at least 2, not ${count}.`);
  }
  const points = rows ? takeRows(embeddings, rows) : embeddings;
  const share = embeddings.rows === 0 ? 1 : points.rows / embeddings.rows;
  const scaled = k === null ? null : Math.max(1, Math.round(k * share));
  const random = createRandom(createHash('sha256').update(`reseed ${key}`).digest().readInt32LE(0));
  const partitions: Int32Array[] = [];
  for (let r = 0; r < count; r++) {
    const seed = random.below(4294967296);
    const base = await clusterEmbeddings(points, {
      seed,
      k: scaled,
      targetClusterSize,
      method,
      signal,
      onProgress: (done, total) => onProgress?.(r * total + done, count * total),
    });
    const { labels } = outliers ? await separateOutliers(points, base, { chance: outlierChance, signal }) : base;
    partitions.push(isolateOutliers(labels));
  }
  return partitions;
}

/**
 * Draws the rows that a noise floor is measured on, the same ones for every run over n conversations.
 *
 * @returns ascending; null if there are no more than `limit`, so that all are taken.
 */
export function sampleRows(n: number, limit = 5000): Int32Array | null {
  if (n <= limit) return null;
  const all = Array.from({ length: n }, (_, i) => i);
  return Int32Array.from(createRandom(n).shuffle(all).slice(0, limit)).sort();
}
