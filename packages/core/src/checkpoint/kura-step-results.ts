import { createMatrix } from '../math/matrix.ts';
import type { StepName, StepResults, SummaryFailure } from './checkpoint-store.ts';
import { fingerprint } from './fingerprint.ts';
import type { KuraCheckpoint } from './kura-checkpoint.ts';

/** What a Kura run recorded, as the results of our steps. */
export type KuraStepResults = Omit<StepResults, 'projection'> & { projection: StepResults['projection'] | null };

/**
 * Turns a checkpoint into step results.
 *
 * Kura records no vectors, so the embeddings have no dimensions. It records no place of a conversation on the map
 * either: each one stands where its leaf does.
 *
 * @param failures - conversations without a summary.
 */
export function toStepResults(
  { summaries, tree, labels, coordinates }: KuraCheckpoint,
  failures: SummaryFailure[],
): KuraStepResults {
  const leaves = tree.nodes.flatMap((node, place) => (node.baseCluster === null ? [] : [{ node, place }]));
  const conversations = new Float32Array(2 * labels.length);
  if (coordinates !== null) {
    for (const [item, label] of labels.entries()) {
      const { place } = leaves[label];
      conversations.set(coordinates.subarray(2 * place, 2 * place + 2), 2 * item);
    }
  }
  return {
    summary: { summaries, failures },
    embedding: {
      embeddings: createMatrix(summaries.length, 0),
      encoder: { header: { provider: 'recorded', modelId: 'kura' }, arrays: {} },
    },
    cluster: { labels, centroids: createMatrix(leaves.length, 0), inertia: 0 },
    name: leaves.map(({ node: { name, description, slug } }) => ({ name, description, slug })),
    tree,
    projection: coordinates === null ? null : { conversations, clusters: coordinates, trustworthiness: null },
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
export function fingerprintKura({ summaries, tree, labels, coordinates }: KuraCheckpoint): KuraFingerprints {
  const members: string[][] = [];
  for (const [item, label] of labels.entries()) (members[label] ??= []).push(summaries[item].chatId);
  const clusters = tree.nodes.map(({ id, parentId, name, description, slug, baseCluster }) => ({
    id,
    parentId,
    name,
    description,
    slug,
    members: baseCluster === null ? null : fingerprint(members[baseCluster].toSorted()),
  }));
  const treeContent = fingerprint(clusters.map((cluster) => fingerprint(cluster)).toSorted());
  const places = tree.nodes.map(({ id }, i) => [id, coordinates?.[2 * i] ?? null, coordinates?.[2 * i + 1] ?? null]);
  const mapContent = fingerprint(places.map((place) => fingerprint(place)).toSorted());
  return {
    summaries: fingerprint(summaries.map((summary) => fingerprint(summary)).toSorted()),
    ofStep: (step) =>
      fingerprint({ recorded: step, tree: treeContent, map: step === 'projection' ? mapContent : null }),
  };
}
