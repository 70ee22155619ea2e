import { countContingency } from './contingency.ts';

/**
 * A ribbon between two partitions: the items that are in cluster a of the one and in cluster b of the other. A side is −1
 * for the outliers of its partition, all of them together.
 */
export interface ClusterFlow {
  a: number;
  b: number;
  /** Above 0. */
  conversationCount: number;
}

/**
 * Lists what flows from each cluster of one partition to each of another, the widest ribbon first.
 *
 * @param a - cluster of each conversation; a negative number for an outlier
 * @param b - cluster of the same conversations, in the same order
 * @throws {InvalidInputError} if the lengths differ.
 */
export function listFlows(a: ArrayLike<number>, b: ArrayLike<number>): ClusterFlow[] {
  const together = (labels: ArrayLike<number>): Int32Array => Int32Array.from(labels, (label) => Math.max(-1, label));
  const table = countContingency(together(a), together(b));
  return table.cells
    .map(({ row, column, count }) => ({
      a: table.a.clusters[row],
      b: table.b.clusters[column],
      conversationCount: count,
    }))
    .sort((one, other) => other.conversationCount - one.conversationCount || one.a - other.a || one.b - other.b);
}
