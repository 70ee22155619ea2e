import type { LoadedComparison } from './load-comparison.ts';

/** How much the company of one conversation changed. */
export interface RankedChange {
  /** Place among the shared conversations. */
  item: number;
  /** 1 − Jaccard index of its two leaves, in [0, 1]. */
  change: number;
}

/** All shared conversations, most changed first; ties in the order of the dataset. */
export function rankChanges({ a, b }: Pick<LoadedComparison, 'a' | 'b'>): RankedChange[] {
  const sizesA = new Map<number, number>();
  const sizesB = new Map<number, number>();
  const shared = new Map<number, number>();
  // Unique while the indexes of leaves, and the negative numbers of outliers, stay within ± 2²⁵.
  const pairOf = (item: number): number => a.leaves[item] * 2 ** 26 + b.leaves[item];
  for (let item = 0; item < a.leaves.length; item++) {
    count(sizesA, a.leaves[item]);
    count(sizesB, b.leaves[item]);
    count(shared, pairOf(item));
  }
  return Array.from(a.leaves, (leaf, item) => {
    const both = shared.get(pairOf(item)) ?? 0;
    const all = (sizesA.get(leaf) ?? 0) + (sizesB.get(b.leaves[item]) ?? 0) - both;
    return { item, change: 1 - both / all };
  }).sort((one, other) => other.change - one.change || one.item - other.item);
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
