import { createHash } from 'node:crypto';
import type { TreeBranch } from './build-tree-structure.ts';
import type { BuildTreeInput } from './tree-builder.ts';

/** @returns a function that tells a branch's id, see ClusterNode; each is derived once. */
export function createBranchIds({
  base,
  summaries,
}: Pick<BuildTreeInput, 'base' | 'summaries'>): (branch: TreeBranch) => string {
  const chatIds: string[][] = Array.from({ length: base.centroids.rows }, () => []);
  base.labels.forEach((cluster, i) => {
    if (cluster >= 0) chatIds[cluster].push(summaries[i].chatId);
  });
  const ids = new Map<TreeBranch, string>();
  return (branch) => {
    const id = ids.get(branch) ?? hashMembers(branch.baseClusters.flatMap((cluster) => chatIds[cluster]));
    ids.set(branch, id);
    return id;
  };
}

/** The first 32 hex digits of the SHA-256 of the sorted chat ids, each ended by a line feed. */
function hashMembers(chatIds: string[]): string {
  const hash = createHash('sha256');
  for (const chatId of chatIds.sort()) hash.update(chatId).update('\n');
  return hash.digest('hex').slice(0, 32);
}
