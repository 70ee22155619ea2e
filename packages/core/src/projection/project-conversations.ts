import type { BaseClusters } from '../cluster/cluster.ts';
import type { Matrix } from '../math/matrix.ts';
import type { ClusterTree } from '../tree/cluster-tree.ts';
import { listClusterMembers } from '../tree/cluster-members.ts';
import { placeClusters } from './place-clusters.ts';
import type { Projection } from './projection.ts';
import type { UmapOptions } from './umap.ts';
import { layOutByUmapJs } from './umap-js.ts';
import { layOutByUmap } from './umap.ts';

export interface ProjectConversationsOptions extends UmapOptions {
  /** `umap` (default): our loop over flat arrays. `umap-js`: the library, for small inputs. */
  method?: 'umap' | 'umap-js';
}

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
  { method = 'umap', ...options }: ProjectConversationsOptions,
): Promise<Projection> {
  const layOut = method === 'umap' ? layOutByUmap : layOutByUmapJs;
  const conversations = await layOut(embeddings, options);
  return { conversations, clusters: placeClusters(conversations, listClusterMembers(tree, base.labels)) };
}
