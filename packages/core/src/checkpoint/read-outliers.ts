import type { ClusterTree } from '../tree/cluster-tree.ts';
import type { KuraSource, RecordedOutlier } from './kura-checkpoint.ts';
import type { KuraFaults } from './kura-faults.ts';
import { outlierSchema } from './kura-rows.ts';
import { readJsonRows } from './read-json-rows.ts';
import type { SummaryIndex } from './read-kura-tree.ts';

/** Reads `outliers.jsonl`: each a conversation with a summary, once. @returns null without the file. */
export async function readOutliers(
  source: KuraSource | null,
  { indexByChatId, file: summariesFile }: SummaryIndex,
  faults: KuraFaults,
): Promise<RecordedOutlier[] | null> {
  if (source === null) return null;
  const { name: file } = source;
  const outliers = new Map<string, RecordedOutlier>();
  for await (const { line, row } of readJsonRows(source, outlierSchema, faults)) {
    const { chatId } = row;
    if (!indexByChatId.has(chatId)) {
      const reason = `expected a conversation of ${summariesFile}, got "${chatId}"`;
      faults.add({ file, line, field: 'chat_id', reason });
    } else if (outliers.has(chatId)) {
      faults.add({ file, line, field: 'chat_id', reason: `expected every outlier once, got "${chatId}" again` });
    }
    outliers.set(chatId, row);
  }
  return [...outliers.values()];
}

/** The nearest cluster of an outlier is a leaf of the tree. */
export function checkOutliers(
  file: string,
  outliers: readonly RecordedOutlier[],
  { nodes }: ClusterTree,
  faults: KuraFaults,
): void {
  const leaves = new Set(nodes.filter(({ baseCluster }) => baseCluster !== null).map(({ id }) => id));
  for (const { chatId, nearestClusterId } of outliers) {
    if (leaves.has(nearestClusterId)) continue;
    const reason = `expected a leaf of the tree for "${chatId}", got "${nearestClusterId}"`;
    faults.add({ file, line: null, field: 'nearest_cluster_id', reason });
  }
}
