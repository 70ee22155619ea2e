import type { BaseClusters, ClusterName } from '../cluster/cluster.ts';
import { findContrastiveExamples } from '../cluster/contrastive-examples.ts';
import type { ClusterEvidence, NamingModel } from '../cluster/naming-model.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { createPause } from '../math/create-pause.ts';
import type { StepOptions } from '../step-options.ts';
import { createBranchIds } from './branch-ids.ts';
import type { TreeBranch } from './build-tree-structure.ts';
import type { BuildTreeInput } from './tree-builder.ts';

export interface NameBranchesOptions extends StepOptions {
  model: NamingModel;
  /** Names that are there already; each inner branch below `roots` that has none gets one. */
  names: Map<TreeBranch, ClusterName>;
}

/**
 * Names inner branches level by level, from the bottom, with the members nearest to the centroid, the nearest outsiders
 * and the children's names as evidence.
 */
export async function nameBranches(
  roots: readonly TreeBranch[],
  input: BuildTreeInput,
  { model, names, signal, onProgress, onFailure }: NameBranchesOptions,
): Promise<void> {
  const { base, embeddings, summaries } = input;
  const { levels, parents } = collectUnnamed(roots, names);
  const total = levels.reduce((sum, level) => sum + level.length, 0);
  const parentNumbers = new Map(levels.flat().map((branch, number) => [branch, number]));
  const idOf = await createBranchIds(input, signal);
  const pause = createPause(signal);
  let done = 0;
  onProgress?.(0, total);
  for (const level of levels) {
    const examples = await findContrastiveExamples(embeddings, gatherMembers(level, base), { signal });
    const clusters: ClusterEvidence[] = [];
    for (const [i, branch] of level.entries()) {
      const parent = parents.get(branch);
      clusters.push({
        ...examples[i],
        item: `cluster ${idOf(branch)}`,
        parent: parent ? parentNumbers.get(parent)! : null,
        children: branch.children.map((child) => names.get(child)!),
      });
      await pause();
    }
    const startedAt = done;
    const answers = await model.nameClusters(
      { clusters, summaries },
      { signal, onFailure, onProgress: (count) => onProgress?.(startedAt + Math.min(count, level.length), total) },
    );
    level.forEach((branch, i) => names.set(branch, answers[i]));
    done += level.length;
    onProgress?.(done, total);
  }
}

/** @returns the branches without a name by height, so that children come before their parents. */
function collectUnnamed(
  roots: readonly TreeBranch[],
  names: ReadonlyMap<TreeBranch, ClusterName>,
): { levels: TreeBranch[][]; parents: Map<TreeBranch, TreeBranch> } {
  const levels: TreeBranch[][] = [];
  const parents = new Map<TreeBranch, TreeBranch>();
  /** @returns the height of the branch: 0 for one that has its name, otherwise one above its highest child. */
  const collect = (branch: TreeBranch): number => {
    if (names.has(branch)) return 0;
    let height = 0;
    for (const child of branch.children) {
      parents.set(child, branch);
      height = Math.max(height, collect(child));
    }
    (levels[height] ??= []).push(branch);
    return height + 1;
  };
  roots.forEach(collect);
  return { levels, parents };
}

/** The partition that a level of branches makes of the conversations, with the branches' mean embeddings. */
function gatherMembers(level: TreeBranch[], base: BaseClusters): { labels: Int32Array; centroids: Matrix } {
  const d = base.centroids.columns;
  const branchOf = new Int32Array(base.centroids.rows).fill(-1);
  level.forEach((branch, i) => branch.baseClusters.forEach((cluster) => (branchOf[cluster] = i)));
  const labels = base.labels.map((cluster) => (cluster < 0 ? -1 : branchOf[cluster]));
  const sizes = new Int32Array(base.centroids.rows);
  for (const cluster of base.labels) if (cluster >= 0) sizes[cluster]++;

  const centroids = createMatrix(level.length, d);
  level.forEach((branch, i) => {
    const mean = new Float64Array(d);
    for (const cluster of branch.baseClusters) {
      const weight = sizes[cluster] / branch.size;
      for (let t = 0; t < d; t++) mean[t] += weight * base.centroids.data[cluster * d + t];
    }
    centroids.data.set(mean, i * d);
  });
  return { labels, centroids };
}
