import { countWords } from './class-tf-idf.ts';
import type { WordWeights } from './class-tf-idf.ts';

/** At most `count` of the items, evenly spread; all of fewer. */
export function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}

/** What a word still weighs for the next member when one that holds it is chosen: a second telling is no news. */
const SAID = 0.7;

/**
 * The members with most of what sets their cluster apart, in words that several of them hold; the later ones for what the
 * earlier ones do not hold. Equal ones in their order.
 *
 * @param members - indexes into `documents`.
 * @returns at most `count` of them.
 */
export function chooseTelling(
  members: readonly number[],
  { documents, weights, count }: { documents: readonly (readonly string[])[]; weights: WordWeights; count: number },
): number[] {
  if (members.length <= count) return [...members];
  const shared = countWords(documents, members);
  const worths = new Map([...weights].filter(([word]) => (shared.get(word) ?? 0) > 1));
  const open = new Set(members);
  const chosen: number[] = [];
  while (chosen.length < count) {
    let best = -1;
    let most = -1;
    for (const index of open) {
      let sum = 0;
      for (const word of documents[index]) sum += worths.get(word) ?? 0;
      if (sum > most) [best, most] = [index, sum];
    }
    open.delete(best);
    chosen.push(best);
    for (const word of documents[best]) if (worths.has(word)) worths.set(word, worths.get(word)! * SAID);
  }
  return chosen;
}
