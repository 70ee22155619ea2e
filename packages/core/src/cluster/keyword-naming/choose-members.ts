import type { WordWeights } from './class-tf-idf.ts';

/** At most `count` of the items, evenly spread; all of fewer. */
export function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}

/**
 * The members with most of what sets their cluster apart, in words that count; equal ones in their order.
 *
 * @param members - indexes into `documents`.
 * @returns at most `count` of them.
 */
export function chooseTelling(
  members: readonly number[],
  { documents, weights, count }: { documents: readonly (readonly string[])[]; weights: WordWeights; count: number },
): number[] {
  if (members.length <= count) return [...members];
  const scored = members.map((index, place) => ({
    index,
    place,
    score: documents[index].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0),
  }));
  scored.sort((a, b) => b.score - a.score || a.place - b.place);
  return scored.slice(0, count).map(({ index }) => index);
}
