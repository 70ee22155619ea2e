/** What all of several partitions agree on. */
export interface Consensus {
  /** Pairs of items together in every partition, divided by the mean number of pairs together in one; 1 for equal ones. */
  pairShare: number;
  /** Items that share their cluster with the same other item in every partition. */
  settledCount: number;
}

/**
 * Measures what several partitions of the same items agree on.
 *
 * @param partitions - at least one; cluster of each item, any whole numbers
 */
export function measureConsensus(partitions: readonly Int32Array[]): Consensus {
  const n = partitions[0].length;
  let joint = new Int32Array(n);
  let pairsTogether = 0;
  for (const labels of partitions) {
    const own = new Map<number, number>();
    for (const label of labels) own.set(label, (own.get(label) ?? 0) + 1);
    pairsTogether += countPairs(own.values()) / partitions.length;
    const numbers = new Map<string, number>();
    joint = joint.map((cell, item) => {
      const key = `${cell}:${labels[item]}`;
      const known = numbers.get(key) ?? numbers.size;
      numbers.set(key, known);
      return known;
    });
  }
  const cells = new Map<number, number>();
  for (const cell of joint) cells.set(cell, (cells.get(cell) ?? 0) + 1);
  const sizes = [...cells.values()];
  return {
    pairShare: pairsTogether === 0 ? 1 : countPairs(sizes) / pairsTogether,
    settledCount: sizes.reduce((sum, size) => sum + (size > 1 ? size : 0), 0),
  };
}

function countPairs(sizes: Iterable<number>): number {
  let pairs = 0;
  for (const size of sizes) pairs += (size * (size - 1)) / 2;
  return pairs;
}
