import { makeNamesUnique } from '../cluster/make-names-unique.ts';
import { createPause } from '../math/create-pause.ts';
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
  const idOf = await createBranchIds(input, options.signal);
  const pause = createPause(options.signal);

  const addSiblings = async (siblings: TreeBranch[], parent: ClusterNode | null): Promise<void> => {
    const unique = makeNamesUnique(siblings.map((branch) => names.get(branch)!));
    for (const [i, branch] of siblings.entries()) {
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
      await pause();
      await addSiblings(branch.children, node);
    }
  };
  await addSiblings(roots, null);
  return { nodes };
}
