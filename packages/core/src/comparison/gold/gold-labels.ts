import { InvalidInputError } from '../../error/invalid-input-error.ts';

/** The labelled conversations of a dataset. */
export interface GoldLabels {
  /** Numbers of the labelled conversations, ascending; length m. */
  items: Int32Array;
  /** Their labels, in 0 … classCount − 1. */
  labels: Int32Array;
  classCount: number;
  /** Conversations in all. */
  n: number;
}

/** Below this many labels, even a plain share is known to no better than ± 0.1. */
const ENOUGH_LABELS = 96;

/**
 * Takes the labelled conversations out of a dataset.
 *
 * @param gold - label of each conversation, −1 for none; any whole numbers from 0
 */
export function selectGoldLabels(gold: Int32Array): GoldLabels {
  const items: number[] = [];
  const numbers = new Map<number, number>();
  const labels: number[] = [];
  for (let i = 0; i < gold.length; i++) {
    if (gold[i] < -1) {
      throw new InvalidInputError(
        `A gold label must be −1 (none) or at least 0, but conversation ${i} has ${gold[i]}.`,
      );
    }
    if (gold[i] === -1) continue;
    if (!numbers.has(gold[i])) numbers.set(gold[i], numbers.size);
    items.push(i);
    labels.push(numbers.get(gold[i])!);
  }
  return {
    items: Int32Array.from(items),
    labels: Int32Array.from(labels),
    classCount: numbers.size,
    n: gold.length,
  };
}

/**
 * Says in plain words where there are too few labels to tell runs apart.
 *
 * @param leaf - leaf of each labelled conversation, in the order of `labels`
 * @returns no sentences if there are enough.
 */
export function describeTooFewLabels({ labels, classCount, n }: GoldLabels, leaf: Int32Array): string[] {
  const m = labels.length;
  if (m === 0) return ['No conversation has a gold label, so nothing can be scored.'];
  const sentences: string[] = [];
  if (classCount < 2) {
    sentences.push(
      `All ${m} labelled conversations have the same gold label, so no clustering can be told from another.`,
    );
  }
  if (m < ENOUGH_LABELS) {
    const width = (0.98 / Math.sqrt(m)).toFixed(2);
    sentences.push(
      `Only ${m} of ${n} conversations have a gold label: a share is known to about ± ${width}, and a smaller difference between runs cannot be told.`,
    );
  }
  const inLeaf = new Map<number, number>();
  for (const cluster of leaf) inLeaf.set(cluster, (inLeaf.get(cluster) ?? 0) + 1);
  const accompanied = leaf.filter((cluster) => inLeaf.get(cluster)! > 1).length;
  if (accompanied < m / 2) {
    sentences.push(
      `Only ${accompanied} of ${m} labelled conversations share their leaf with another labelled one: the scores of the leaves say little, those of coarser levels more.`,
    );
  }
  const ofClass = new Int32Array(classCount);
  for (const label of labels) ofClass[label]++;
  const single = ofClass.filter((count) => count === 1).length;
  if (single > 0 && single >= classCount / 2) {
    sentences.push(
      `${single} of ${classCount} gold labels occur only once: they can be neither learned nor told from an error.`,
    );
  }
  return sentences;
}
