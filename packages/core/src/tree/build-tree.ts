import { createHash } from 'node:crypto';
import type { BaseClusters, ClusterName } from '../cluster/cluster.ts';
import { findContrastiveExamples } from '../cluster/contrastive-examples.ts';
import type { NamingModel } from '../cluster/naming-model.ts';
import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import type { StepOptions } from '../step-options.ts';
import type { Summary } from '../summary/summary.ts';
import type { TreeBranch, TreeStructureOptions } from './build-tree-structure.ts';
import { buildTreeStructure } from './build-tree-structure.ts';
import type { ClusterNode, ClusterTree } from './cluster-tree.ts';
import { makeNamesUnique } from './make-names-unique.ts';

export interface BuildTreeInput {
  base: BaseClusters;
  /** One per base cluster. */
  names: readonly ClusterName[];
  /** Shape (n, d). */
  embeddings: Matrix;
  /** One per conversation. */
  summaries: readonly Summary[];
}

export interface BuildTreeOptions extends TreeStructureOptions, StepOptions {
  model: NamingModel;
}

/**
 * Arranges base clusters in a tree of at most `maxRoots` roots and names its inner nodes.
 *
 * The structure comes from the embeddings alone. Names are asked for level by level, from the bottom, with the members
 * nearest to the node's centroid, the nearest outsiders and the children's names as evidence. Siblings get different
 * names whatever the model answers.
 *
 * @returns the nodes as ClusterTree describes them; none for no conversations.
 */
export async function buildTree(input: BuildTreeInput, options: BuildTreeOptions): Promise<ClusterTree> {
  const { maxRoots, branching, seed, signal } = options;
  const roots = await buildTreeStructure(input.base, { maxRoots, branching, seed, signal });
  const names = await nameBranches(roots, input, options);
  const nodes: ClusterNode[] = [];
  const chatIdsOf = groupChatIds(input);

  const addSiblings = (siblings: TreeBranch[], parent: ClusterNode | null): void => {
    const unique = makeNamesUnique(siblings.map((branch) => names.get(branch)!));
    siblings.forEach((branch, i) => {
      const { name, description, slug } = unique[i];
      const node: ClusterNode = {
        id: hashMembers(branch.baseClusters.flatMap((cluster) => chatIdsOf[cluster])),
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

async function nameBranches(
  roots: TreeBranch[],
  input: BuildTreeInput,
  { model, signal, onProgress }: BuildTreeOptions,
): Promise<Map<TreeBranch, ClusterName>> {
  const { base, embeddings, summaries } = input;
  const names = new Map<TreeBranch, ClusterName>();
  const parents = new Map<TreeBranch, TreeBranch>();
  const levels: TreeBranch[][] = [];
  /** @returns the height of the branch: 0 for a leaf, otherwise one above its highest child. */
  const collect = (branch: TreeBranch): number => {
    if (branch.baseCluster !== null) {
      names.set(branch, input.names[branch.baseCluster]);
      return 0;
    }
    let height = 0;
    for (const child of branch.children) {
      parents.set(child, branch);
      height = Math.max(height, collect(child));
    }
    (levels[height] ??= []).push(branch);
    return height + 1;
  };
  roots.forEach(collect);

  const total = levels.reduce((sum, level) => sum + level.length, 0);
  const parentNumbers = new Map(levels.flat().map((branch, number) => [branch, number]));
  let done = 0;
  onProgress?.(0, total);
  for (const level of levels) {
    const examples = await findContrastiveExamples(embeddings, gatherMembers(level, base), { signal });
    const clusters = level.map((branch, i) => {
      const parent = parents.get(branch);
      return {
        ...examples[i],
        parent: parent ? parentNumbers.get(parent)! : null,
        children: branch.children.map((child) => names.get(child)!),
      };
    });
    const startedAt = done;
    const answers = await model.nameClusters(
      { clusters, summaries },
      { signal, onProgress: (count) => onProgress?.(startedAt + Math.min(count, level.length), total) },
    );
    level.forEach((branch, i) => names.set(branch, answers[i]));
    done += level.length;
    onProgress?.(done, total);
  }
  return names;
}

/** The partition that a level of branches makes of the conversations, with the branches' mean embeddings. */
function gatherMembers(level: TreeBranch[], base: BaseClusters): { labels: Int32Array; centroids: Matrix } {
  const d = base.centroids.columns;
  const branchOf = new Int32Array(base.centroids.rows).fill(-1);
  level.forEach((branch, i) => branch.baseClusters.forEach((cluster) => (branchOf[cluster] = i)));
  const labels = base.labels.map((cluster) => branchOf[cluster]);
  const sizes = new Int32Array(base.centroids.rows);
  for (const cluster of base.labels) sizes[cluster]++;

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

function groupChatIds({ base, summaries }: BuildTreeInput): string[][] {
  const chatIds: string[][] = Array.from({ length: base.centroids.rows }, () => []);
  base.labels.forEach((cluster, i) => chatIds[cluster].push(summaries[i].chatId));
  return chatIds;
}

/** The first 32 hex digits of the SHA-256 of the sorted chat ids, each ended by a line feed. */
function hashMembers(chatIds: string[]): string {
  const hash = createHash('sha256');
  for (const chatId of chatIds.sort()) hash.update(chatId).update('\n');
  return hash.digest('hex').slice(0, 32);
}
