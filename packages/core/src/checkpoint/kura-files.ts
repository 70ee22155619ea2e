import type { ClusterCountCurve, ClusterName } from '../cluster/cluster.ts';
import type { Summary } from '../summary/summary.ts';
import type { ClusterNode, LevelCountCurve } from '../tree/cluster-tree.ts';

/** The five files of a Kura checkpoint folder, in the order in which a run writes them. */
export const KURA_FILES = {
  conversations: 'conversations.jsonl',
  summaries: 'summaries.jsonl',
  clusters: 'clusters.jsonl',
  tree: 'meta_clusters.jsonl',
  projection: 'dimensionality.jsonl',
} as const;

/**
 * One summary as Kura's `ConversationSummary` writes it.
 *
 * Custom fields stand in `metadata`, where Kura's users look for them.
 */
export function toKuraSummary(summary: Summary): Record<string, unknown> {
  return {
    summary: summary.summary,
    request: summary.request,
    topic: summary.topic,
    languages: summary.languages,
    task: summary.task,
    concerning_score: summary.concerningScore,
    user_frustration: summary.userFrustration,
    assistant_errors: summary.assistantErrors,
    chat_id: summary.chatId,
    metadata: summary.fields,
    embedding: null,
  };
}

/** One cluster as Kura's `Cluster` writes it; `parent_id` is null for a base cluster file and for a root. */
export function toKuraCluster(
  cluster: ClusterName & Pick<ClusterNode, 'id' | 'parentId'>,
  chatIds: readonly string[],
): Record<string, unknown> {
  return {
    id: cluster.id,
    name: cluster.name,
    description: cluster.description,
    slug: cluster.slug,
    chat_ids: chatIds,
    parent_id: cluster.parentId,
    count: chatIds.length,
  };
}

/** A file beside Kura's five, which Kura itself does not read: a run that leaves outliers out of its clusters has it. */
export const OUTLIERS_FILE = 'outliers.jsonl';

/** One outlier: which base cluster comes nearest, and 1 − cosine to its mean. */
export function toOutlierRow(chatId: string, nearestClusterId: string, distance: number): Record<string, unknown> {
  return { chat_id: chatId, nearest_cluster_id: nearestClusterId, distance };
}

/**
 * A file beside Kura's five: how the numbers of clusters and of levels were chosen. A run that left neither to its
 * conversations has none.
 */
export const CURVES_FILE = 'curves.json';

/** What `curves.json` holds: each number that was tried with its stability, silhouette and score, and the chosen one. */
export interface ExportedCurves {
  /** null where the number of clusters was given. */
  clusterCount: ClusterCountCurve | null;
  /** null where the number of levels was given, or there were too few clusters to choose it by. */
  levelCount: LevelCountCurve | null;
}

/** One cluster as Kura's `ProjectedCluster` writes it. `level` is the true depth, 0 for a root. */
export function toKuraProjectedCluster(
  node: ClusterNode,
  chatIds: readonly string[],
  x: number,
  y: number,
): Record<string, unknown> {
  return { ...toKuraCluster(node, chatIds), x_coord: x, y_coord: y, level: node.depth };
}
