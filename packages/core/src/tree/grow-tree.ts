import type { PartitionMeasures } from '../cluster/judge-draws.ts';
import type { BuildTreeOptions } from './build-tree.ts';
import { buildTree } from './build-tree.ts';
import { chooseLevelCount } from './choose-level-count.ts';
import type { ClusterTree } from './cluster-tree.ts';
import type { BuildTreeInput } from './tree-builder.ts';

export interface GrowTreeOptions extends Omit<BuildTreeOptions, 'levels'> {
  /** Number of levels; `auto` chooses it by stability and silhouette; null leaves it to `branching`. */
  levels?: number | 'auto' | null;
  /** Needed for `auto`. */
  measures: PartitionMeasures;
}

/**
 * Grows the tree of a run as its options say: how deep, or as deep as the base clusters ask for.
 *
 * @see chooseLevelCount and buildTree for what each part does
 */
export async function growTree(
  input: BuildTreeInput,
  { levels = null, measures, ...options }: GrowTreeOptions,
): Promise<ClusterTree> {
  if (levels !== 'auto') return buildTree(input, { ...options, levels });
  const { maxRoots, signal } = options;
  const curve = await chooseLevelCount(input.base, { measures, maxRoots, signal });
  if (curve === null) return buildTree(input, options);
  const tree = await buildTree(input, { ...options, levels: curve.candidates[curve.chosen].levels });
  return { ...tree, levelCurve: curve };
}
