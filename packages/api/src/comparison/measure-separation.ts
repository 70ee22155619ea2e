import type { StepOptions } from '@understory/core';
import { measureDaviesBouldin, measureSilhouette, takeRows } from '@understory/core';
import type { ComparisonInputs } from './comparison-inputs.ts';
import type { ComparisonResults, LevelSeparation, RunSilhouette } from './comparison-results.ts';
import type { ComparedRun } from './load-comparison.ts';
import { listLevels } from './load-comparison.ts';

/** Measures how well the clusters of each level of both runs are apart in their embeddings. */
export async function measureSeparation(
  inputs: ComparisonInputs,
  { signal, onProgress }: Required<Pick<StepOptions, 'signal' | 'onProgress'>>,
): Promise<ComparisonResults['silhouette']> {
  const a = await measureRun(inputs, inputs.a, signal, (share) => onProgress(Math.round(500 * share), 1000));
  const b = await measureRun(inputs, inputs.b, signal, (share) => onProgress(Math.round(500 + 500 * share), 1000));
  return { a, b };
}

async function measureRun(
  { sample, loadEmbeddings }: ComparisonInputs,
  run: ComparedRun,
  signal: AbortSignal,
  report: (share: number) => void,
): Promise<RunSilhouette> {
  const loaded = await loadEmbeddings(run, signal);
  if ('reason' in loaded) {
    return { leaves: null, roots: null, levels: [], conversationCount: 0, remarks: [loaded.reason] };
  }
  const levels: LevelSeparation[] = [];
  // Outliers are in no cluster that could be apart from others.
  const inCluster = listPlaces(run.leaves.length, (item) => run.leaves[item] >= 0);
  const hasOutliers = inCluster.length < run.leaves.length;
  const embeddings = hasOutliers ? takeRows(loaded.embeddings, inCluster) : loaded.embeddings;
  const isSampled = sample === null ? null : new Set(sample);
  const rows = isSampled === null ? null : listPlaces(inCluster.length, (place) => isSampled.has(inCluster[place]));
  const all = listLevels(run);
  for (const { name, labels } of all) {
    const { labels: numbered, count: clusterCount } = renumber(inCluster.map((item) => labels[item]));
    const [silhouette, daviesBouldin] =
      clusterCount < 2
        ? [null, null]
        : [
            await measureSilhouette(embeddings, numbered, { signal, ...(rows === null ? {} : { rows }) }),
            await measureDaviesBouldin(embeddings, numbered, { signal }),
          ];
    levels.push({ name, clusterCount, silhouette, daviesBouldin });
    report(levels.length / all.length);
  }
  const conversationCount = rows?.length ?? inCluster.length;
  const remarks =
    rows === null
      ? []
      : [
          `Silhouettes are those of a sample of ${conversationCount} conversations, held against all ${inCluster.length}.`,
        ];
  return {
    leaves: levels.at(-1)?.silhouette ?? null,
    roots: levels.at(0)?.silhouette ?? null,
    levels,
    conversationCount,
    remarks: [...remarks, ...(hasOutliers ? [`Outliers of "${run.run.name}" are left out.`] : []), ...loaded.remarks],
  };
}

function listPlaces(count: number, isTaken: (place: number) => boolean): Int32Array {
  return Int32Array.from({ length: count }, (_, place) => place).filter(isTaken);
}

/** Clusters numbered from 0 in the order of their first member, with the old number of each. */
export function renumber(labels: Int32Array): { labels: Int32Array; count: number; clusters: number[] } {
  const numbers = new Map<number, number>();
  const renumbered = labels.map((label) => {
    const known = numbers.get(label) ?? numbers.size;
    numbers.set(label, known);
    return known;
  });
  return { labels: renumbered, count: numbers.size, clusters: [...numbers.keys()] };
}
