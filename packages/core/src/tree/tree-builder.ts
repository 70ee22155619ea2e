import type { BaseClusters, ClusterName } from '../cluster/cluster.ts';
import type { NamingModel } from '../cluster/naming-model.ts';
import type { Matrix } from '../math/matrix.ts';
import type { Summary } from '../summary/summary.ts';
import type { TreeBranch, TreeStructureOptions } from './build-tree-structure.ts';

export interface BuildTreeInput {
  base: BaseClusters;
  /** One per base cluster. */
  names: readonly ClusterName[];
  /** Shape (n, d). */
  embeddings: Matrix;
  /** One per conversation. */
  summaries: readonly Summary[];
}

export interface ArrangeOptions extends TreeStructureOptions {
  /** Names the inner nodes. */
  model: NamingModel;
}

/** A tree with a name for each of its nodes; names of siblings may still be equal. */
export interface Arrangement {
  /** At most `maxRoots`, from large to small. Every base cluster is one leaf; no inner node has a single child. */
  roots: TreeBranch[];
  names: ReadonlyMap<TreeBranch, ClusterName>;
}

/** Decides which base clusters stand together below which names. */
export interface TreeBuilder {
  /** Everything but the options that can change the arrangement, as one string. */
  readonly fingerprint: string;
  arrange(input: BuildTreeInput, options: ArrangeOptions): Promise<Arrangement>;
}
