import type { BaseClusters } from '../cluster/cluster.ts';
import type { ClusterNode, ClusterTree } from './cluster-tree.ts';

/**
 * Checks everything that ClusterTree promises.
 *
 * @param base - what the tree was built from
 * @param options.maxRoots - the limit it was built with
 * @returns what is wrong, one plain sentence each; empty for a sound tree.
 */
export function checkTree(tree: ClusterTree, base: BaseClusters, { maxRoots }: { maxRoots: number }): string[] {
  const problems: string[] = [];
  const childrenOf = groupByParent(tree.nodes);
  const placeOf = new Map(tree.nodes.map((node, place) => [node.id, place]));
  if (placeOf.size < tree.nodes.length) problems.push('Two nodes have the same id.');

  const roots = childrenOf.get(null) ?? [];
  if (roots.length > maxRoots) problems.push(`There are ${roots.length} roots, more than ${maxRoots}.`);
  if (roots.length === 0 && base.labels.length > 0) problems.push('There is no root.');
  for (const [place, node] of tree.nodes.entries()) {
    const children = childrenOf.get(node.id) ?? [];
    problems.push(...checkNode(node, children).map((problem) => `Node ${place} (${node.name}): ${problem}`));
    if (node.parentId === null) {
      if (node.depth !== 0) problems.push(`Root ${place} has depth ${node.depth}.`);
      continue;
    }
    const parent = placeOf.get(node.parentId);
    if (parent === undefined) problems.push(`Node ${place} names a parent that is not there.`);
    else if (parent >= place) problems.push(`Node ${place} stands before its parent.`);
    else if (node.depth !== tree.nodes[parent].depth + 1) problems.push(`Node ${place} has a wrong depth.`);
  }
  for (const siblings of childrenOf.values()) problems.push(...checkSiblings(siblings));
  if (!isDepthFirst(tree.nodes, childrenOf)) problems.push('The nodes are not in depth-first order.');
  problems.push(...checkLeaves(tree, base));
  return problems;
}

function checkNode(node: ClusterNode, children: ClusterNode[]): string[] {
  const problems: string[] = [];
  const size = children.reduce((sum, child) => sum + child.size, 0);
  if (!/^[0-9a-f]{32}$/.test(node.id)) problems.push(`its id "${node.id}" is not 32 hex digits.`);
  if (children.length === 1) problems.push('it has a single child.');
  if (children.length > 0 && size !== node.size) problems.push(`its size is ${node.size}, its children's ${size}.`);
  if (children.length > 0 && node.baseCluster !== null) problems.push('it has children and a base cluster.');
  if (children.length === 0 && node.baseCluster === null) problems.push('it has neither children nor a base cluster.');
  return problems;
}

function checkSiblings(siblings: ClusterNode[]): string[] {
  const problems: string[] = [];
  const names = new Set(siblings.map(({ name }) => name.trim().toLowerCase()));
  if (names.size < siblings.length) problems.push(`Siblings have the same name, among ${[...names].join(', ')}.`);
  if (siblings.some(({ size }, i) => i > 0 && size > siblings[i - 1].size)) {
    problems.push('Siblings do not stand from large to small.');
  }
  return problems;
}

/** Every base cluster is one leaf, and the leaf's size is the number of its conversations. */
function checkLeaves({ nodes }: ClusterTree, base: BaseClusters): string[] {
  const sizes = new Int32Array(base.centroids.rows);
  for (const label of base.labels) if (label >= 0) sizes[label]++;
  const leavesOf = new Map<number, ClusterNode[]>();
  for (const node of nodes) {
    if (node.baseCluster !== null) leavesOf.set(node.baseCluster, [...(leavesOf.get(node.baseCluster) ?? []), node]);
  }
  const problems: string[] = [];
  sizes.forEach((size, cluster) => {
    const leaves = leavesOf.get(cluster) ?? [];
    if (leaves.length !== 1) problems.push(`Base cluster ${cluster} is ${leaves.length} leaves.`);
    else if (leaves[0].size !== size)
      problems.push(`Base cluster ${cluster} has ${size} conversations, not ${leaves[0].size}.`);
  });
  if (leavesOf.size > sizes.length) problems.push('A leaf names a base cluster that is not there.');
  return problems;
}

function groupByParent(nodes: readonly ClusterNode[]): Map<string | null, ClusterNode[]> {
  const children = new Map<string | null, ClusterNode[]>();
  for (const node of nodes) {
    const siblings = children.get(node.parentId);
    if (siblings) siblings.push(node);
    else children.set(node.parentId, [node]);
  }
  return children;
}

function isDepthFirst(nodes: readonly ClusterNode[], childrenOf: Map<string | null, ClusterNode[]>): boolean {
  const waiting = [...(childrenOf.get(null) ?? [])].reverse();
  return nodes.every((node) => {
    const expected = waiting.pop();
    waiting.push(...(childrenOf.get(node.id) ?? []).toReversed());
    return expected === node;
  });
}
