import type { TreeCluster } from './cluster-list.ts';

/** A small tree for tests: two roots, eight clusters, three levels. Indices are given beside the names. */
export function listClusters(): TreeCluster[] {
  return (
    [
      ['Billing', 0, 60], // 0
      ['Refunds', 1, 40], // 1
      ['Late refunds', 2, 30], // 2
      ['Lost refunds', 2, 10], // 3
      ['Invoices', 1, 20], // 4
      ['Login', 0, 40], // 5
      ['Passwords', 1, 25], // 6
      ['Passkeys', 1, 15], // 7
    ] as const
  ).map(([name, depth, size], index, all) => ({
    id: `c${index}`,
    index,
    name,
    description: `Users asked about ${name.toLowerCase()}.`,
    depth,
    isLeaf: (all[index + 1]?.[1] ?? 0) <= depth,
    size,
    share: size / 100,
    x: index,
    y: -index,
  }));
}
