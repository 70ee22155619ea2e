import type { ClusterName } from '../cluster/cluster.ts';
import type { TreeBranch } from './build-tree-structure.ts';
import { buildTreeStructure } from './build-tree-structure.ts';
import { nameBranches } from './name-branches.ts';
import type { ArrangeOptions, Arrangement, BuildTreeInput, TreeBuilder } from './tree-builder.ts';

/** Arranges base clusters by the directions of their centroids, and lets the naming model name what came out. */
export class VectorTreeBuilder implements TreeBuilder {
  readonly fingerprint = 'vectors';

  async arrange(input: BuildTreeInput, options: ArrangeOptions): Promise<Arrangement> {
    const { maxRoots, branching, levels, seed, signal, model, onProgress, onFailure } = options;
    const roots = await buildTreeStructure(input.base, { maxRoots, branching, levels, seed, signal });
    const names = new Map<TreeBranch, ClusterName>();
    const nameLeaves = (branch: TreeBranch): void => {
      if (branch.baseCluster !== null) names.set(branch, input.names[branch.baseCluster]);
      branch.children.forEach(nameLeaves);
    };
    roots.forEach(nameLeaves);
    await nameBranches(roots, input, { names, model, signal, onProgress, onFailure });
    return { roots, names };
  }
}
