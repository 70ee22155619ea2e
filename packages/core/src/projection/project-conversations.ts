import type { BaseClusters } from '../cluster/cluster.ts';
import type { Matrix } from '../math/matrix.ts';
import type { ClusterTree } from '../tree/cluster-tree.ts';
import { listClusterMembers } from '../tree/cluster-members.ts';
import { findPlaneTransform, transformPositions } from './align-positions.ts';
import { judgeMap } from './judge-map.ts';
import { placeClusters } from './place-clusters.ts';
import type { Projection } from './projection.ts';
import type { UmapOptions } from './umap.ts';
import { layOutByUmapJs } from './umap-js.ts';
import { layOutByUmap } from './umap.ts';

export interface ProjectConversationsOptions extends UmapOptions {
  /** `umap` (default): our loop over flat arrays. `umap-js`: the library, for small inputs. */
  method?: 'umap' | 'umap-js';
  /**
   * Places of these conversations on another run's map, x0, y0, …; NaN for one that is not there. `umap` starts from
   * them, and either method's map is turned, mirrored and shifted until it lies as close to that map as it can.
   */
  start?: Float32Array;
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
  const { start, seed, signal } = options;
  const layOut = method === 'umap' ? layOutByUmap : layOutByUmapJs;
  const laidOut = await layOut(embeddings, options);
  const conversations = start === undefined ? laidOut : transformPositions(laidOut, findPlaneTransform(laidOut, start));
  return {
    conversations,
    clusters: await placeClusters(conversations, listClusterMembers(tree, base.labels), { signal }),
    trustworthiness: await judgeMap(embeddings, conversations, { seed, signal }),
  };
}
