import type { Contingency } from './contingency.ts';

/**
 * The mutual information that two partitions with these cluster sizes have on average if items are dealt at random, in
 * nats.
 *
 * Exact. The sum runs over pairs of different sizes instead of pairs of clusters: ten thousand clusters have about a
 * hundred different sizes.
 *
 * @see Vinh, Epps and Bailey, "Information Theoretic Measures for Clusterings Comparison", JMLR 2010, equation 24a
 */
export function expectMutualInformation({ n, a, b }: Pick<Contingency, 'n' | 'a' | 'b'>): number {
  const logFactorials = tabulateLogFactorials(n);
  const sizesB = countSizes(b.sizes);
  let expected = 0;
  for (const [sizeA, countA] of countSizes(a.sizes)) {
    for (const [sizeB, countB] of sizesB) {
      expected += countA * countB * expectCell(n, sizeA, sizeB, logFactorials);
    }
  }
  return expected;
}

function expectCell(n: number, sizeA: number, sizeB: number, logFactorials: Float64Array): number {
  const fixed =
    logFactorials[sizeA] +
    logFactorials[sizeB] +
    logFactorials[n - sizeA] +
    logFactorials[n - sizeB] -
    logFactorials[n];
  let sum = 0;
  for (let shared = Math.max(1, sizeA + sizeB - n); shared <= Math.min(sizeA, sizeB); shared++) {
    const logProbability =
      fixed -
      logFactorials[shared] -
      logFactorials[sizeA - shared] -
      logFactorials[sizeB - shared] -
      logFactorials[n - sizeA - sizeB + shared];
    sum += (shared / n) * Math.log((n * shared) / (sizeA * sizeB)) * Math.exp(logProbability);
  }
  return sum;
}

/** ln 0! … ln n!, added up with Kahan's correction: a million additions would cost six digits. */
function tabulateLogFactorials(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  let lost = 0;
  for (let i = 2; i <= n; i++) {
    const term = Math.log(i) - lost;
    table[i] = table[i - 1] + term;
    lost = table[i] - table[i - 1] - term;
  }
  return table;
}

function countSizes(sizes: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  return counts;
}
