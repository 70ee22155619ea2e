import type { ClusterTree } from './cluster-tree.ts';

/**
 * Lists the conversations of every node, ascending.
 *
 * @param labels - base cluster of each conversation, as in BaseClusters; an outlier (−1) is in no list.
 * @returns one list per node, in the order of `tree.nodes`.
 */
export function listClusterMembers(tree: ClusterTree, labels: Int32Array): Int32Array[] {
  const members = tree.nodes.map((node) => new Int32Array(node.size));
  const filled = new Int32Array(tree.nodes.length);
  const paths = listLeafPaths(tree);
  labels.forEach((label, conversation) => {
    if (label < 0) return;
    for (const node of paths[label]) members[node][filled[node]++] = conversation;
  });
  return members;
}

/**
 * The nodes from the root down to each base cluster's leaf, as indexes into `tree.nodes`.
 *
 * @returns one path per base cluster.
 */
export function listLeafPaths({ nodes }: ClusterTree): number[][] {
  const indexOf = new Map(nodes.map((node, index) => [node.id, index]));
  const paths: number[][] = [];
  const pathTo: number[][] = [];
  nodes.forEach((node, index) => {
    pathTo[index] = node.parentId === null ? [index] : [...pathTo[indexOf.get(node.parentId)!], index];
    if (node.baseCluster !== null) paths[node.baseCluster] = pathTo[index];
  });
  return paths;
}
