import { InvalidInputError } from '../error/invalid-input-error.ts';
import { createPause } from '../math/create-pause.ts';
import type { StepOptions } from '../step-options.ts';
import { measureAgreement } from './agreement.ts';
import { permuteGroups } from './statistics/permute-groups.ts';
import { writeRemarks, writeVerdict } from './write-verdict.ts';

/**
 * What a comparison of partitions says against the noise of reseeding:
 *
 * - `DIFFERENT`: the runs agree less than either agrees with itself reseeded, by more than chance gives.
 * - `WITHIN_NOISE`: they agree about as much as a run with itself reseeded.
 * - `SAME`: every partition is the same.
 * - `CANNOT_TELL`: too few reseeds, or one run is so unstable that it agrees no better with itself than with the other.
 */
export type Verdict = 'DIFFERENT' | 'WITHIN_NOISE' | 'SAME' | 'CANNOT_TELL';

/** Agreement between pairs of partitions. */
export interface AgreementSpread {
  mean: number;
  /** Between single pairs; 0 for one pair. */
  standardDeviation: number;
  lowest: number;
  highest: number;
  pairs: number;
}

/** One measure of agreement, across the runs and among the reseeds of each. */
export interface AgreementFloor {
  /** Between the partitions that the runs stored; null if they were not given. */
  stored: number | null;
  /** Between reseeds of A and reseeds of B. */
  across: AgreementSpread;
  /** Among reseeds of A: A's noise floor. */
  withinA: AgreementSpread;
  /** Among reseeds of B. */
  withinB: AgreementSpread;
  /** Between each run's stored partition and its reseeds; null if it was not given. */
  storedWithReseedsA: AgreementSpread | null;
  storedWithReseedsB: AgreementSpread | null;
  /**
   * How far `across` lies from the lower of the two floors, in standard deviations of a single reseed agreement (pooled
   * over both runs); below 0 where the runs agree less. null if reseeding changes nothing.
   */
  zScore: number | null;
}

export interface NoiseFloor {
  /** Conversations in every partition. */
  n: number;
  reseedsA: number;
  reseedsB: number;
  adjustedRandIndex: AgreementFloor;
  adjustedMutualInformation: AgreementFloor;
  /** How likely two runs of one kind come out as far apart as these (exact permutation test on the adjusted Rand index). */
  pValue: number;
  verdict: Verdict;
  /** The verdict in plain words, with its numbers. */
  sentence: string;
  /** What limits the verdict, in plain words: stored clusters that the reseeds do not resemble. */
  remarks: string[];
}

export interface NoiseFloorInput {
  /** Partitions of A under other seeds; see `reseedClusters`. */
  reseedsA: readonly Int32Array[];
  /** Partitions of B over the same conversations in the same order. */
  reseedsB: readonly Int32Array[];
  /** The partitions that the runs stored, over the same conversations. */
  storedA?: Int32Array | null;
  storedB?: Int32Array | null;
}

export interface NoiseFloorOptions extends StepOptions {
  /** Chooses among permutations where there are too many to try all. Default 0. */
  seed?: number;
  /** p-value up to which a difference is more than noise. Default 0.01: pure reseeding passes for a difference once in 100. */
  significance?: number;
  /** What differs between the runs, as the sentence calls it. Default "what differs between them". */
  cause?: string;
}

/**
 * Compares two runs' clusters with what reseeding alone does to them.
 *
 * Each run has been clustered R times under other seeds. If what differs between the runs had no effect on the clusters,
 * the 2R partitions would be of one kind, and agreement across the runs would be as high as within them. The verdict
 * `DIFFERENT` needs both: the permutation test over all divisions of the 2R partitions rejects that, and the runs agree
 * less than the less stable one agrees with itself. The test alone would also respond to a run that is merely less
 * stable than the other.
 *
 * The stored partitions are shown beside it but are no part of the test: an imported run's clusters may come from other
 * embeddings or another method, and differ from its reseeds for that reason. A remark says so.
 *
 * The floor holds the noise of the clustering's seed alone. A language model that is asked again may write other
 * summaries; how much that changes, only a second run of the same summary model can show.
 *
 * @throws {InvalidInputError} if a run has fewer than two reseeds or the partitions differ in length.
 * @example
 * const floor = await measureNoiseFloor({ reseedsA, reseedsB, storedA, storedB }, { cause: 'the summary model' });
 * floor.sentence; // 'The two runs agree less (ARI 0.31) than reseeding either of them would (0.58–0.62): …'
 */
export async function measureNoiseFloor(
  { reseedsA, reseedsB, storedA = null, storedB = null }: NoiseFloorInput,
  options: NoiseFloorOptions = {},
): Promise<NoiseFloor> {
  const { significance = 0.01, seed = 0, cause = 'what differs between them', signal, onProgress } = options;
  const a = reseedsA.length;
  const b = reseedsB.length;
  if (a < 2 || b < 2) {
    throw new InvalidInputError(`Each run needs at least two reseeds to show its noise, but they have ${a} and ${b}.`);
  }
  const partitions = [...reseedsA, ...reseedsB];
  const n = partitions[0].length;
  const stored = [storedA, storedB].filter((labels) => labels !== null);
  const other = [...partitions, ...stored].find((labels) => labels.length !== n);
  if (other) {
    throw new InvalidInputError(
      `All partitions must be of the same conversations, but one has ${n} and another ${other.length}.`,
    );
  }

  // Row 2R is the stored partition of A, row 2R + 1 that of B.
  const all = [...partitions, storedA, storedB];
  const size = all.length;
  const rand = all.map(() => new Float64Array(size).fill(1));
  const information = all.map(() => new Float64Array(size).fill(1));
  const pause = createPause(signal);
  const total = (size * (size - 1)) / 2;
  let done = 0;
  for (let i = 1; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [one, two] = [all[i], all[j]];
      if (one !== null && two !== null) {
        const { adjustedRandIndex, adjustedMutualInformation } = measureAgreement(one, two);
        rand[i][j] = rand[j][i] = adjustedRandIndex;
        information[i][j] = information[j][i] = adjustedMutualInformation;
      }
      onProgress?.(++done, total);
      await pause();
    }
  }

  const describe = (agreement: readonly Float64Array[]): AgreementFloor =>
    describeFloor(agreement, a, b, storedA !== null, storedB !== null);
  const adjustedRandIndex = describe(rand);
  const tested = rand.slice(0, a + b).map((row) => row.subarray(0, a + b));
  const pValue = permuteGroups(tested, a, { seed });
  const smallestPValue = 1 / countDistinctDivisions(a, b);
  const { verdict, sentence } = writeVerdict(adjustedRandIndex, {
    pValue,
    significance,
    isTestable: smallestPValue <= significance,
    reseeds: Math.min(a, b),
    cause,
  });
  const adjustedMutualInformation = describe(information);
  const remarks = writeRemarks(adjustedRandIndex);
  return {
    n,
    reseedsA: a,
    reseedsB: b,
    adjustedRandIndex,
    adjustedMutualInformation,
    pValue,
    verdict,
    sentence,
    remarks,
  };
}

function describeFloor(
  agreement: readonly Float64Array[],
  a: number,
  b: number,
  hasStoredA: boolean,
  hasStoredB: boolean,
): AgreementFloor {
  const indexesA = Array.from({ length: a }, (_, i) => i);
  const indexesB = Array.from({ length: b }, (_, i) => a + i);
  const withinA = describePairs(agreement, indexesA, indexesA);
  const withinB = describePairs(agreement, indexesB, indexesB);
  const across = describePairs(agreement, indexesA, indexesB);
  const deviation = Math.sqrt((withinA.standardDeviation ** 2 + withinB.standardDeviation ** 2) / 2);
  return {
    stored: hasStoredA && hasStoredB ? agreement[a + b][a + b + 1] : null,
    across,
    withinA,
    withinB,
    storedWithReseedsA: hasStoredA ? describePairs(agreement, [a + b], indexesA) : null,
    storedWithReseedsB: hasStoredB ? describePairs(agreement, [a + b + 1], indexesB) : null,
    zScore: deviation > 1e-12 ? (across.mean - Math.min(withinA.mean, withinB.mean)) / deviation : null,
  };
}

/** Over all pairs of one index of each list; a pair of equal lists counts once. */
function describePairs(
  agreement: readonly Float64Array[],
  rows: readonly number[],
  columns: readonly number[],
): AgreementSpread {
  const values = rows.flatMap((i) => columns.filter((j) => rows !== columns || j > i).map((j) => agreement[i][j]));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    standardDeviation: Math.sqrt(squares / Math.max(1, values.length - 1)),
    lowest: Math.min(...values),
    highest: Math.max(...values),
    pairs: values.length,
  };
}

/** Equal groups can be swapped without changing the statistic, so that many divisions come in pairs. */
function countDistinctDivisions(a: number, b: number): number {
  let divisions = 1;
  for (let i = 1; i <= a; i++) divisions *= (b + i) / i;
  return Math.round(a === b ? divisions / 2 : divisions);
}
