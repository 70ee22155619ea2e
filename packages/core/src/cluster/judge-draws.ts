import type { Random } from '../math/random.ts';
import type { Matrix } from '../math/matrix.ts';
import type { StepOptions } from '../step-options.ts';

/** How partitions are judged; the pipeline gives the measures that comparisons use. */
export interface PartitionMeasures {
  /** Agreement of two partitions of the same items, 1 if equal and about 0 if unrelated: AMI. */
  agreement(a: ArrayLike<number>, b: ArrayLike<number>): number;
  /** Mean silhouette by cosine; labels in 0 … k−1, each with a member. */
  silhouette(points: Matrix, labels: Int32Array, step: StepOptions): Promise<number>;
}

/** Share of the items that a draw has. */
const DRAWN_SHARE = 0.8;

/** @returns 80 % of 0 … n − 1, ascending. */
export function drawRows(n: number, random: Random): Int32Array {
  const all = Array.from({ length: n }, (_, row) => row);
  return Int32Array.from(random.shuffle(all).slice(0, Math.round(DRAWN_SHARE * n))).sort();
}

/**
 * Agreement of all pairs of partitions, each on the items that both hold; a pair of one before the other.
 *
 * @param partitions - the group of each item; negative for one that was not drawn.
 */
export function comparePairs(partitions: readonly Int32Array[], measures: PartitionMeasures): number[] {
  return partitions.flatMap((one, i) =>
    partitions.slice(0, i).map((other) => {
      const both = Array.from(one.keys()).filter((item) => one[item] >= 0 && other[item] >= 0);
      return measures.agreement(
        both.map((item) => one[item]),
        both.map((item) => other[item]),
      );
    }),
  );
}

/** @param values - two or more. @returns their mean and standard deviation. */
export function describeSpread(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
