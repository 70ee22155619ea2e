import type { ClusterOverlap, FilledTree, MatchThresholds, TreeTags } from '@understory/core';
import { tagTrees } from '@understory/core';
import type { ComparisonOptions } from './comparison-options.ts';
import type { ComparisonResults, StoredOverlap } from './comparison-results.ts';
import type { ComparedRun, LoadedComparison } from './load-comparison.ts';

/** From where on one cluster is taken for another. */
export function readThresholds({ keptFrom, insideAbove, partFrom }: ComparisonOptions): MatchThresholds {
  return { keptFrom, insideAbove, partFrom };
}

/** Says of every cluster of both runs, at whatever depth, what became of it. */
export async function tagClustersOf(
  { a, b }: Pick<LoadedComparison, 'a' | 'b'>,
  options: ComparisonOptions,
): Promise<ComparisonResults['tags']> {
  const tags = await tagTrees(toFilled(a), toFilled(b), readThresholds(options));
  const toStored = (list: TreeTags['a']): ComparisonResults['tags']['a'] =>
    list.map(({ cluster, kind, counterparts, best }) => ({
      index: cluster,
      kind,
      counterparts: counterparts.map(toStoredOverlap),
      best: best && toStoredOverlap(best),
    }));
  return { a: toStored(tags.a), b: toStored(tags.b) };
}

/** Four digits are more than anyone reads, and a tenth of what the database would hold otherwise. */
export function toStoredOverlap({ cluster, shared, jaccard, shareOfOwn, shareOfOther }: ClusterOverlap): StoredOverlap {
  const round = (value: number): number => Math.round(value * 1e4) / 1e4;
  return {
    index: cluster,
    shared,
    jaccard: round(jaccard),
    shareOfOwn: round(shareOfOwn),
    shareOfOther: round(shareOfOther),
  };
}

function toFilled({ tree, leaves }: ComparedRun): FilledTree {
  return { parents: tree.clusters.map(({ parentIndex }) => parentIndex ?? -1), leaves };
}
