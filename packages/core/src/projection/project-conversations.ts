import type { BaseClusters } from '../cluster/cluster.ts';
import type { Matrix } from '../math/matrix.ts';
import type { ClusterTree } from '../tree/cluster-tree.ts';
import { placeClusters } from './place-clusters.ts';
import type { Projection } from './projection.ts';
import type { UmapOptions } from './umap.ts';
import { layOutByUmap } from './umap.ts';

export interface ProjectConversationsInput {
  /** Shape (n, d), in the order of the conversations. */
  embeddings: Matrix;
  base: Pick<BaseClusters, 'labels'>;
  tree: ClusterTree;
}

/**
 * Draws the map: conversations by UMAP on their embeddings' cosines, each node of the tree among its members.
 *
 * @returns positions of conversations and nodes in the same plane.
 *
 * @example
 * const projection = await projectConversations({ embeddings, base, tree }, { nNeighbors: 15, minDist: 0.1, seed: 42 });
 */
export async function projectConversations(
  { embeddings, base, tree }: ProjectConversationsInput,
  options: UmapOptions,
): Promise<Projection> {
  const conversations = await layOutByUmap(embeddings, options);
  return { conversations, clusters: placeClusters(conversations, listMembers(tree, base.labels)) };
}

/** The conversations of every node, in the order of `tree.nodes`. */
function listMembers({ nodes }: ClusterTree, labels: Int32Array): number[][] {
  const placeOf = new Map(nodes.map(({ id }, place) => [id, place]));
  const leafOf = new Map(nodes.map(({ baseCluster }, place) => [baseCluster, place]));
  const members: number[][] = nodes.map(() => []);
  labels.forEach((label, conversation) => {
    for (let place = leafOf.get(label); place !== undefined;) {
      members[place].push(conversation);
      const { parentId } = nodes[place];
      place = parentId === null ? undefined : placeOf.get(parentId);
    }
  });
  return members;
}
