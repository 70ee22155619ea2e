/** What all of several partitions agree on. */
export interface Consensus {
  /** Pairs of items together in every partition, divided by the mean number of pairs together in one; 1 for equal ones. */
  pairShare: number;
  /** Items that share their cluster with the same other item in every partition. */
  settledCount: number;
  /** Items that stay together in every partition, two or more a group; the largest first, ties by the first item. */
  groups: Int32Array[];
  /**
   * Items with companions in some partition and none that stays in all; those with most companions first, ties by
   * number. An item that is alone in every partition is in neither list.
   */
  dependents: DependentItem[];
}

export interface DependentItem {
  item: number;
  /** Other items in its cluster, on average over the partitions. None of them is there in all. */
  meanCompany: number;
}

/**
 * Finds what several partitions of the same items agree on.
 *
 * @param partitions - at least one; cluster of each item, any whole numbers
 */
export function measureConsensus(partitions: readonly Int32Array[]): Consensus {
  const n = partitions[0].length;
  let cells: Int32Array = new Int32Array(n);
  const company = new Float64Array(n);
  for (const partition of partitions) {
    const { labels, sizes } = numberLabels(partition);
    for (let item = 0; item < n; item++) company[item] += (sizes[labels[item]] - 1) / partitions.length;
    cells = numberLabels(Float64Array.from(cells, (cell, item) => cell * sizes.length + labels[item])).labels;
  }
  const { labels, sizes } = numberLabels(cells);
  const together = company.reduce((sum, each) => sum + each, 0);
  const kept = sizes.reduce((sum, size) => sum + size * (size - 1), 0);
  const dependents: DependentItem[] = [];
  for (let item = 0; item < n; item++) {
    if (sizes[labels[item]] === 1 && company[item] > 0) dependents.push({ item, meanCompany: company[item] });
  }
  return {
    pairShare: together === 0 ? 1 : kept / together,
    settledCount: sizes.reduce((sum, size) => sum + (size > 1 ? size : 0), 0),
    groups: listGroups(labels, sizes),
    dependents: dependents.sort((one, other) => other.meanCompany - one.meanCompany || one.item - other.item),
  };
}

/** Labels numbered from 0 in the order of their first item, with the size of each. */
function numberLabels(given: Int32Array | Float64Array): { labels: Int32Array; sizes: number[] } {
  const numbers = new Map<number, number>();
  const sizes: number[] = [];
  const labels = new Int32Array(given.length);
  given.forEach((label: number, item: number) => {
    const number = numbers.get(label) ?? numbers.size;
    if (number === numbers.size) {
      numbers.set(label, number);
      sizes.push(0);
    }
    labels[item] = number;
    sizes[number]++;
  });
  return { labels, sizes };
}

function listGroups(labels: Int32Array, sizes: readonly number[]): Int32Array[] {
  const groups = sizes.map((size) => (size > 1 ? new Int32Array(size) : null));
  const filled = new Int32Array(sizes.length);
  labels.forEach((label, item) => {
    const group = groups[label];
    if (group !== null) group[filled[label]++] = item;
  });
  return groups.filter((group) => group !== null).sort((one, other) => other.length - one.length || one[0] - other[0]);
}
