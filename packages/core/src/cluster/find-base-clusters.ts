import type { Matrix } from '../math/matrix.ts';
import type { StepOptions } from '../step-options.ts';
import type { BaseClusters } from './cluster.ts';
import { chooseClusterCount } from './choose-cluster-count.ts';
import type { ClusterEmbeddingsOptions } from './cluster-embeddings.ts';
import { clusterEmbeddings } from './cluster-embeddings.ts';
import type { PartitionMeasures } from './judge-draws.ts';
import { separateOutliers } from './separate-outliers.ts';

export interface FindBaseClustersOptions extends Omit<ClusterEmbeddingsOptions, 'k'> {
  /** Number of clusters; `auto` chooses it by stability and silhouette; null takes `targetClusterSize`. */
  k?: number | 'auto' | null;
  /** Whether conversations that are far from every cluster are left out of them. Default false. */
  outliers?: boolean;
  /** See SeparateOutliersOptions. */
  outlierChance?: number;
  /** Needed for `auto`. */
  measures: PartitionMeasures;
}

/**
 * Finds the base clusters of a run as its options say: how many, and whether all conversations must be in one.
 *
 * @see chooseClusterCount, clusterEmbeddings and separateOutliers for what each part does
 */
export async function findBaseClusters(
  embeddings: Matrix,
  { k = null, outliers = false, outlierChance, measures, ...options }: FindBaseClustersOptions,
): Promise<BaseClusters> {
  const { signal, onProgress, method } = options;
  const isAutomatic = k === 'auto';
  const total = embeddings.rows;
  // Choosing takes most of the time of a small input and little of a large one's; it is shown as half.
  const report = (from: number): StepOptions['onProgress'] =>
    onProgress && ((done, of) => onProgress(Math.floor(total * (from + ((1 - from) * done) / Math.max(1, of))), total));
  const curve = isAutomatic
    ? await chooseClusterCount(embeddings, {
        measures,
        method,
        signal,
        onProgress: onProgress && ((done, of) => onProgress(Math.floor((0.5 * total * done) / of), total)),
      })
    : null;
  const count = isAutomatic ? (curve?.candidates[curve.chosen].k ?? null) : k;
  const base = await clusterEmbeddings(embeddings, { ...options, k: count, onProgress: report(isAutomatic ? 0.5 : 0) });
  const members = outliers ? await separateOutliers(embeddings, base, { chance: outlierChance, signal }) : base;
  return curve === null ? members : { ...members, countCurve: curve };
}
