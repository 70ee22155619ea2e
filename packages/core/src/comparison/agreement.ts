import type { Contingency } from './contingency.ts';
import { countContingency } from './contingency.ts';
import { expectMutualInformation } from './expect-mutual-information.ts';

/** How far two partitions of the same items agree. Names and definitions as in scikit-learn, natural logarithms. */
export interface Agreement {
  /** 1 for equal partitions, about 0 for unrelated ones, at least −0.5. */
  adjustedRandIndex: number;
  /** 1 for equal partitions, about 0 for unrelated ones; normalised by the mean of the entropies. */
  adjustedMutualInformation: number;
  /** In [0, 1], not corrected for chance: many small clusters raise it. */
  normalisedMutualInformation: number;
  /** In [0, 1]: 1 if every cluster of b lies within one cluster of a. */
  homogeneity: number;
  /** In [0, 1]: 1 if every cluster of a lies within one cluster of b. */
  completeness: number;
  /** Harmonic mean of homogeneity and completeness. */
  vMeasure: number;
  /** Share of items in the cluster of a that is the most frequent in their cluster of b, in [0, 1]. */
  purity: number;
  /** The same the other way round: share of items in the cluster of b that is the most frequent in their cluster of a. */
  inversePurity: number;
}

/**
 * Measures the agreement of two partitions. Renaming clusters changes nothing.
 *
 * Homogeneity, completeness and purity are not symmetric: `a` is taken for the truth (gold labels, or the first run).
 * Two equal partitions agree fully, also where they are trivial: no items, one cluster, or all items apart.
 *
 * @param a - cluster of each item, any whole numbers
 * @param b - cluster of the same items, in the same order
 * @throws {InvalidInputError} if the lengths differ.
 * @see Hubert and Arabie, "Comparing Partitions", Journal of Classification 1985 (adjusted Rand index)
 * @see Vinh, Epps and Bailey, "Information Theoretic Measures for Clusterings Comparison", JMLR 2010
 * @see Rosenberg and Hirschberg, "V-Measure", EMNLP 2007
 *
 * @example
 * const { adjustedRandIndex, adjustedMutualInformation } = measureAgreement(runA.labels, runB.labels);
 */
export function measureAgreement(a: ArrayLike<number>, b: ArrayLike<number>): Agreement {
  const table = countContingency(a, b);
  const information = mutualInformation(table);
  const entropyA = entropy(table.a.sizes, table.n);
  const entropyB = entropy(table.b.sizes, table.n);
  const homogeneity = entropyA === 0 ? 1 : share(information, entropyA);
  const completeness = entropyB === 0 ? 1 : share(information, entropyB);
  const vMeasure =
    homogeneity + completeness === 0 ? 0 : (2 * homogeneity * completeness) / (homogeneity + completeness);
  return {
    adjustedRandIndex: adjustedRandIndex(table),
    adjustedMutualInformation: adjustedMutualInformation(table, information, (entropyA + entropyB) / 2),
    normalisedMutualInformation: isSamePartition(table) ? 1 : share(information, (entropyA + entropyB) / 2),
    homogeneity,
    completeness,
    vMeasure,
    purity: purity(table.b.sizes.length, table.cells, 'column', table.n),
    inversePurity: purity(table.a.sizes.length, table.cells, 'row', table.n),
  };
}

/** Shannon entropy of a partition into clusters of these sizes, in nats; 0 for no items. */
export function entropy(sizes: readonly number[], n: number): number {
  let sum = 0;
  for (const size of sizes) if (size > 0 && size < n) sum -= (size / n) * Math.log(size / n);
  return sum;
}

function mutualInformation({ n, a, b, cells }: Contingency): number {
  let sum = 0;
  for (const { row, column, count } of cells) {
    sum += (count / n) * Math.log((n * count) / (a.sizes[row] * b.sizes[column]));
  }
  return Math.max(0, sum);
}

/** `part` of `whole` in [0, 1], with rounding about 0 and 1 taken away. */
function share(part: number, whole: number): number {
  return part <= Number.EPSILON ? 0 : Math.min(1, part / whole);
}

function adjustedRandIndex(table: Contingency): number {
  if (isSamePartition(table)) return 1;
  const together = countPairs(table.cells.map(({ count }) => count));
  const inA = countPairs(table.a.sizes);
  const inB = countPairs(table.b.sizes);
  const expected = (inA / countPairs([table.n])) * inB;
  return (together - expected) / ((inA + inB) / 2 - expected);
}

/** Pairs of items that are together in a cluster. */
function countPairs(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + (size * (size - 1)) / 2, 0);
}

function adjustedMutualInformation(table: Contingency, information: number, meanEntropy: number): number {
  if (isSamePartition(table)) return 1;
  // One cluster on either side says nothing, whatever the other side is.
  if (table.a.sizes.length === 1 || table.b.sizes.length === 1) return 0;
  const expected = expectMutualInformation(table);
  return (information - expected) / (meanEntropy - expected);
}

function purity(clusterCount: number, cells: Contingency['cells'], within: 'row' | 'column', n: number): number {
  if (n === 0) return 1;
  const largest = new Float64Array(clusterCount);
  for (const cell of cells) largest[cell[within]] = Math.max(largest[cell[within]], cell.count);
  return largest.reduce((sum, count) => sum + count, 0) / n;
}

function isSamePartition({ a, b, cells }: Contingency): boolean {
  return cells.length === a.sizes.length && cells.length === b.sizes.length;
}
