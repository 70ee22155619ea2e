import { makeNamesUnique } from '../cluster/make-names-unique.ts';
import { createBranchIds } from './branch-ids.ts';
import type { TreeBranch } from './build-tree-structure.ts';
import type { ClusterNode, ClusterTree } from './cluster-tree.ts';
import type { ArrangeOptions, BuildTreeInput, TreeBuilder } from './tree-builder.ts';
import { VectorTreeBuilder } from './vector-tree-builder.ts';

export interface BuildTreeOptions extends ArrangeOptions {
  /** What arranges the base clusters. Default: their vectors. */
  builder?: TreeBuilder;
}

/**
 * Arranges base clusters in a tree of at most `maxRoots` roots and names its inner nodes.
 *
 * Siblings get different names whatever the models answer.
 *
 * @returns the nodes as ClusterTree describes them; none for no conversations.
 *
 * @example
 * const tree = await buildTree({ base, names, embeddings, summaries }, { model: namingModel, maxRoots: 4, seed: 42 });
 */
export async function buildTree(
  input: BuildTreeInput,
  { builder = new VectorTreeBuilder(), ...options }: BuildTreeOptions,
): Promise<ClusterTree> {
  const { roots, names } = await builder.arrange(input, options);
  const nodes: ClusterNode[] = [];
  const idOf = createBranchIds(input);

  const addSiblings = (siblings: TreeBranch[], parent: ClusterNode | null): void => {
    const unique = makeNamesUnique(siblings.map((branch) => names.get(branch)!));
    siblings.forEach((branch, i) => {
      const { name, description, slug } = unique[i];
      const node: ClusterNode = {
        id: idOf(branch),
        parentId: parent?.id ?? null,
        depth: parent ? parent.depth + 1 : 0,
        size: branch.size,
        baseCluster: branch.baseCluster,
        name,
        description,
        slug,
      };
      nodes.push(node);
      addSiblings(branch.children, node);
    });
  };
  addSiblings(roots, null);
  return { nodes };
}
