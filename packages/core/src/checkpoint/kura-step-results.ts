import { createMatrix } from '../math/matrix.ts';
import type { StepName, StepResults, SummaryFailure } from './checkpoint-store.ts';
import { fingerprint } from './fingerprint.ts';
import type { Outliers } from '../cluster/cluster.ts';
import type { Summary } from '../summary/summary.ts';
import type { ClusterNode } from '../tree/cluster-tree.ts';
import type { KuraCheckpoint, RecordedOutlier } from './kura-checkpoint.ts';

/** What a Kura run recorded, as the results of our steps. */
export type KuraStepResults = Omit<StepResults, 'projection'> & { projection: StepResults['projection'] | null };

/**
 * Turns a checkpoint into step results.
 *
 * Kura records no vectors, so the embeddings have no dimensions. It records no place of a conversation on the map
 * either: each one stands where its leaf does, an outlier where the leaf does that comes nearest.
 *
 * @param failures - conversations without a summary.
 */
export function toStepResults(
  { summaries, tree, labels, outliers, coordinates }: KuraCheckpoint,
  failures: SummaryFailure[],
): KuraStepResults {
  const leaves = tree.nodes.flatMap((node, place) => (node.baseCluster === null ? [] : [{ node, place }]));
  const leafById = new Map(leaves.map((leaf) => [leaf.node.id, leaf]));
  const nearest = new Map(outliers?.map(({ chatId, nearestClusterId }) => [chatId, leafById.get(nearestClusterId)!]));
  const conversations = new Float32Array(2 * labels.length);
  if (coordinates !== null) {
    for (const [item, label] of labels.entries()) {
      const { place } = label < 0 ? nearest.get(summaries[item].chatId)! : leaves[label];
      conversations.set(coordinates.subarray(2 * place, 2 * place + 2), 2 * item);
    }
  }
  return {
    summary: { summaries, failures },
    embedding: {
      embeddings: createMatrix(summaries.length, 0),
      encoder: { header: { provider: 'recorded', modelId: 'kura' }, arrays: {} },
    },
    cluster: {
      labels,
      centroids: createMatrix(leaves.length, 0),
      inertia: 0,
      ...(outliers === null ? {} : { outliers: toOutliers(summaries, outliers, leafById) }),
    },
    name: leaves.map(({ node: { name, description, slug } }) => ({ name, description, slug })),
    tree,
    projection: coordinates === null ? null : { conversations, clusters: coordinates, trustworthiness: null },
  };
}

function toOutliers(
  summaries: readonly Summary[],
  recorded: readonly RecordedOutlier[],
  leafById: ReadonlyMap<string, { node: ClusterNode }>,
): Outliers {
  const itemOf = new Map(summaries.map(({ chatId }, item) => [chatId, item]));
  const sorted = recorded.toSorted((a, b) => b.distance - a.distance || itemOf.get(a.chatId)! - itemOf.get(b.chatId)!);
  return {
    items: Int32Array.from(sorted, ({ chatId }) => itemOf.get(chatId)!),
    nearestClusters: Int32Array.from(sorted, ({ nearestClusterId: id }) => leafById.get(id)!.node.baseCluster!),
    distances: Float32Array.from(sorted, ({ distance }) => distance),
    threshold: null,
  };
}

/** Names of the content of a checkpoint, whatever the order of its rows. */
export interface KuraFingerprints {
  /** Of the summaries alone. */
  summaries: string;
  /** Of what a step recorded; the fingerprint of the step must hold the conversations as well. */
  ofStep(step: Exclude<StepName, 'summary'>): string;
}

/** The same summaries and the same tree have the same fingerprints in whatever order their files hold them. */
export function fingerprintKura({ summaries, tree, labels, outliers, coordinates }: KuraCheckpoint): KuraFingerprints {
  const members: string[][] = [];
  for (const [item, label] of labels.entries()) {
    if (label >= 0) (members[label] ??= []).push(summaries[item].chatId);
  }
  const clusters = tree.nodes.map(({ id, parentId, name, description, slug, baseCluster }) => ({
    id,
    parentId,
    name,
    description,
    slug,
    members: baseCluster === null ? null : fingerprint(members[baseCluster].toSorted()),
  }));
  const rows = [...clusters, ...(outliers ?? [])];
  const treeContent = fingerprint(rows.map((row) => fingerprint(row)).toSorted());
  const places = tree.nodes.map(({ id }, i) => [id, coordinates?.[2 * i] ?? null, coordinates?.[2 * i + 1] ?? null]);
  const mapContent = fingerprint(places.map((place) => fingerprint(place)).toSorted());
  return {
    summaries: fingerprint(summaries.map((summary) => fingerprint(summary)).toSorted()),
    ofStep: (step) =>
      fingerprint({ recorded: step, tree: treeContent, map: step === 'projection' ? mapContent : null }),
  };
}
