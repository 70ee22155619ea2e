import { InvalidInputError } from '../../error/invalid-input-error.ts';
import { createPause } from '../../math/create-pause.ts';
import type { Matrix } from '../../math/matrix.ts';
import type { StepOptions } from '../../step-options.ts';
import { measureAgreement } from '../agreement.ts';
import { drawHalves, estimateByBootstrap, estimateByHalves, forEachBootstrap } from '../statistics/resample.ts';
import type { Resampled } from '../statistics/resample.ts';
import { describeTooFewLabels, selectGoldLabels } from './gold-labels.ts';
import { macroF1 } from './macro-f1.ts';
import { mapToMajority, predictLeaveOneOut } from './majority-map.ts';
import { probeNeighbours } from './probe-neighbours.ts';

/** A score with its resamples, and per labelled conversation whether it is right, where the score is a share. */
export interface GoldScore extends Resampled {
  /** 1 or 0 per labelled conversation, NaN where not scored; null for AMI and F1. */
  correct: Float32Array | null;
}

/** How one level of a run's tree fits the gold labels. */
export interface GoldLevelScores {
  name: string;
  /** Clusters of the level that hold a labelled conversation. */
  clusters: number;
  /** Share of conversations with the most frequent gold label of their cluster. Rises with the number of clusters. */
  purity: GoldScore;
  /** Share of conversations in the cluster that holds most of their gold label. Falls with the number of clusters. */
  inversePurity: GoldScore;
  adjustedMutualInformation: GoldScore;
  /** Macro-averaged F1 when every cluster predicts its most frequent gold label. */
  macroF1: GoldScore;
}

export interface GoldScores {
  labelled: number;
  classes: number;
  /** In the order given. */
  levels: GoldLevelScores[];
  /** Accuracy when a conversation gets the most frequent gold label among the others in its leaf. */
  leaveOneOut: GoldScore;
  /** Accuracy of the nearest neighbours in the embeddings; null without embeddings. */
  probe: GoldScore | null;
  /** Where there are too few labels to tell, in plain words. */
  warnings: string[];
}

export interface GoldInput {
  /** Gold label of each of n conversations, −1 for none. */
  gold: Int32Array;
  /** Partitions of the n conversations, coarse to fine; the last one is the leaves. */
  levels: readonly { name: string; labels: Int32Array }[];
  /** Shape (n, d). */
  embeddings?: Matrix;
}

export interface MeasureGoldOptions extends StepOptions {
  /** Draws the resamples: two runs can be compared if it is the same for both. */
  seed: number;
  /** Bootstrap samples. Default 1,000, fewer above 20,000 labels. */
  resamples?: number;
  neighbours?: number;
}

/**
 * Scores a run against gold labels, each score with a 95 % interval over the conversations.
 *
 * Shares and F1: percentile bootstrap with the majority maps held as they are. AMI: random halves, because a bootstrap
 * draws conversations twice and those always agree with themselves. The intervals say how well the labelled
 * conversations stand for others; how much another seed would change is the noise floor's matter.
 *
 * @returns null if no conversation has a gold label.
 * @throws {InvalidInputError} if a level or the embeddings are not of n conversations, or there is no level.
 */
export async function measureGoldScores(
  { gold, levels, embeddings }: GoldInput,
  options: MeasureGoldOptions,
): Promise<GoldScores | null> {
  const { seed, signal, onProgress } = options;
  checkLengths({ gold, levels, embeddings });
  const labelled = selectGoldLabels(gold);
  const { items, labels, classCount } = labelled;
  const m = items.length;
  if (m === 0) return null;
  const pause = createPause(signal);
  const count = Math.max(200, Math.min(options.resamples ?? 1000, Math.floor(2e7 / m)));

  const shares: { correct: Float32Array; replicates: Float64Array }[] = [];
  const addShare = (correct: Float32Array): (() => GoldScore) => {
    const replicates = new Float64Array(count);
    shares.push({ correct, replicates });
    return () => finishShare(correct, replicates);
  };
  const tables: { predicted: Int32Array; replicates: Float64Array }[] = [];

  const leaf = take(levels[levels.length - 1].labels, items);
  const predictions = predictLeaveOneOut(leaf, labels, classCount);
  const leaveOneOut = addShare(Float32Array.from(labels, (label, i) => Number(predictions[i] === label)));
  const total = levels.length + 2;
  const probe = embeddings
    ? addShare(await probeNeighbours(embeddings, labelled, { seed, signal, neighbours: options.neighbours }))
    : null;
  onProgress?.(1, total);

  const drafts = [];
  for (const { name, labels: all } of levels) {
    const clusters = take(all, items);
    const majority = mapToMajority(clusters, labels, classCount);
    const predicted = clusters.map((cluster) => majority.get(cluster)!);
    const purity = addShare(Float32Array.from(labels, (label, i) => Number(predicted[i] === label)));
    const home = mapToMajority(labels, ...renumber(clusters));
    const [numbered] = renumber(clusters);
    const inversePurity = addShare(Float32Array.from(labels, (label, i) => Number(home.get(label) === numbered[i])));
    const replicates = new Float64Array(count);
    tables.push({ predicted, replicates });
    const adjustedMutualInformation = await scoreInformation(labels, clusters, seed, pause);
    drafts.push({ name, majority, predicted, purity, inversePurity, replicates, adjustedMutualInformation });
    onProgress?.(1 + drafts.length, total);
  }

  const score = (weights: Int32Array, replicate: number): void => {
    for (const { correct, replicates } of shares) replicates[replicate] = weightedShare(correct, weights);
    for (const { predicted, replicates } of tables) {
      replicates[replicate] = macroF1(labels, predicted, classCount, weights);
    }
  };
  await forEachBootstrap({ m, count, seed }, score, pause);
  onProgress?.(total, total);

  return {
    labelled: m,
    classes: classCount,
    levels: drafts.map(
      ({ name, majority, predicted, purity, inversePurity, replicates, adjustedMutualInformation }) => ({
        name,
        clusters: majority.size,
        purity: purity(),
        inversePurity: inversePurity(),
        adjustedMutualInformation,
        macroF1: {
          estimate: estimateByBootstrap(macroF1(labels, predicted, classCount), replicates, m),
          replicates,
          correct: null,
        },
      }),
    ),
    leaveOneOut: leaveOneOut(),
    probe: probe && probe(),
    warnings: describeTooFewLabels(labelled, leaf),
  };
}

async function scoreInformation(
  labels: Int32Array,
  clusters: Int32Array,
  seed: number,
  pause: () => Promise<void>,
): Promise<GoldScore> {
  const m = labels.length;
  const halves = drawHalves(m, Math.max(20, Math.min(200, Math.floor(2e6 / m))), seed);
  const replicates = new Float64Array(halves.length);
  for (const [h, half] of halves.entries()) {
    replicates[h] = measureAgreement(take(labels, half), take(clusters, half)).adjustedMutualInformation;
    await pause();
  }
  const { adjustedMutualInformation } = measureAgreement(labels, clusters);
  return { estimate: estimateByHalves(adjustedMutualInformation, replicates, m), replicates, correct: null };
}

function finishShare(correct: Float32Array, replicates: Float64Array): GoldScore {
  const count = correct.filter((value) => !Number.isNaN(value)).length;
  const value = weightedShare(correct, null);
  return { estimate: estimateByBootstrap(value, replicates, count), replicates, correct };
}

/** Share of ones; NaN values count for nothing. */
function weightedShare(correct: Float32Array, weights: Int32Array | null): number {
  let right = 0;
  let all = 0;
  for (let i = 0; i < correct.length; i++) {
    if (Number.isNaN(correct[i])) continue;
    const weight = weights ? weights[i] : 1;
    right += weight * correct[i];
    all += weight;
  }
  return all === 0 ? 0 : right / all;
}

function take(values: Int32Array, items: Int32Array): Int32Array {
  return items.map((item) => values[item]);
}

/** Clusters numbered from 0 in the order of their first member, and how many there are. */
function renumber(clusters: Int32Array): [Int32Array, number] {
  const numbers = new Map<number, number>();
  for (const cluster of clusters) if (!numbers.has(cluster)) numbers.set(cluster, numbers.size);
  return [clusters.map((cluster) => numbers.get(cluster)!), numbers.size];
}

function checkLengths({ gold, levels, embeddings }: GoldInput): void {
  if (levels.length === 0) throw new InvalidInputError('Gold labels need at least one level of clusters to score.');
  for (const { name, labels } of levels) {
    if (labels.length === gold.length) continue;
    throw new InvalidInputError(
      `Level "${name}" must have a cluster for each of ${gold.length} conversations, but has ${labels.length}.`,
    );
  }
  if (embeddings && embeddings.rows !== gold.length) {
    throw new InvalidInputError(
      `There must be an embedding for each of ${gold.length} conversations, but there are ${embeddings.rows}.`,
    );
  }
}
