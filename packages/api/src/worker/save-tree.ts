import { eq } from 'drizzle-orm';
import type { BaseClusters, ClusterTree, Pipeline, Projection } from '@understory/core';
import type { Database, Transaction } from '../db/connect.ts';
import { cluster, outlier, runMap } from '../db/schema.ts';
import type { Run } from '../run/run.type.ts';
import { arrangeTree } from './arrange-tree.ts';

const CLUSTERS_PER_INSERT = 500;
const OUTLIERS_PER_INSERT = 5000;

/**
 * Writes a run's tree as rows that the API can query, in one transaction. Writing it again gives the same rows.
 *
 * @param projection - null while the map is not made yet.
 * @param positions - position of each conversation by chat id.
 */
export async function saveTree(
  db: Database | Transaction,
  run: Pick<Run, 'id' | 'conversationCount'>,
  pipeline: Pick<Pipeline, 'result'>,
  projection: Projection | null,
  positions: ReadonlyMap<string, number>,
): Promise<void> {
  const [{ summaries }, base, tree, { embeddings }] = await Promise.all([
    pipeline.result('summary'),
    pipeline.result('cluster'),
    pipeline.result('tree'),
    pipeline.result('embedding'),
  ]);
  const { leaves, members } = await arrangeTree({ tree, base, embeddings });
  const positionOf = Int32Array.from(summaries, ({ chatId }) => positions.get(chatId) ?? -1);
  const indexById = new Map(tree.nodes.map((node, index) => [node.id, index]));
  const rows = tree.nodes.map((node, index) => ({
    runId: run.id,
    index,
    key: node.id,
    parentIndex: node.parentId === null ? null : (indexById.get(node.parentId) ?? null),
    depth: node.depth,
    size: node.size,
    isLeaf: node.baseCluster !== null,
    name: node.name,
    description: node.description,
    slug: node.slug,
    x: projection?.clusters[2 * index] ?? null,
    y: projection?.clusters[2 * index + 1] ?? null,
    members: bytesOf((members[index] ?? new Int32Array(0)).map((item) => positionOf[item] ?? -1)),
  }));

  const leafByPosition = new Int32Array(run.conversationCount).fill(-1);
  const coordinates = new Float32Array(2 * run.conversationCount).fill(Number.NaN);
  for (const [item, position] of positionOf.entries()) {
    leafByPosition[position] = leaves[item] ?? -1;
    coordinates[2 * position] = projection?.conversations[2 * item] ?? Number.NaN;
    coordinates[2 * position + 1] = projection?.conversations[2 * item + 1] ?? Number.NaN;
  }
  const map = {
    leaves: bytesOf(leafByPosition),
    coordinates: projection === null ? null : bytesOf(coordinates),
    trustworthiness: projection?.trustworthiness ?? null,
    outlierCount: base.outliers?.items.length ?? null,
    outlierThreshold: base.outliers?.threshold ?? null,
  };
  const outliers = listOutliers(run.id, base, tree, positionOf);

  await db.transaction(async (tx) => {
    await tx.delete(cluster).where(eq(cluster.runId, run.id));
    for (let start = 0; start < rows.length; start += CLUSTERS_PER_INSERT) {
      await tx.insert(cluster).values(rows.slice(start, start + CLUSTERS_PER_INSERT));
    }
    await tx.delete(outlier).where(eq(outlier.runId, run.id));
    for (let start = 0; start < outliers.length; start += OUTLIERS_PER_INSERT) {
      await tx.insert(outlier).values(outliers.slice(start, start + OUTLIERS_PER_INSERT));
    }
    await tx
      .insert(runMap)
      .values({ runId: run.id, ...map })
      .onConflictDoUpdate({ target: runMap.runId, set: map });
  });
}

function listOutliers(
  runId: string,
  { outliers }: BaseClusters,
  tree: ClusterTree,
  positionOf: Int32Array,
): (typeof outlier.$inferInsert)[] {
  if (outliers === undefined) return [];
  const leafOf = new Map(tree.nodes.map(({ baseCluster }, index) => [baseCluster, index]));
  return Array.from(outliers.items, (item, rank) => ({
    runId,
    rank,
    position: positionOf[item],
    nearestIndex: leafOf.get(outliers.nearestClusters[rank]) ?? 0,
    distance: outliers.distances[rank],
  }));
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
