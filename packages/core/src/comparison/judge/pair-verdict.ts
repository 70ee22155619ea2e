import type { BlindChoice } from './pair-judge.ts';

export type ComparedSide = 'a' | 'b';

/** One answer of a judge on one conversation, with the sources known again. */
export interface PairAnswer {
  /** Which pair: its place in the sample. */
  item: number;
  /** Whose summary was shown first. */
  firstShown: ComparedSide;
  choice: BlindChoice;
  /** Whether both summaries are the same text, so that nobody was asked. */
  isIdentical: boolean;
}

/** What all answers on one pair come to. */
export interface PairVerdict {
  item: number;
  /** A tie also where the two orders disagree. */
  preferred: ComparedSide | 'tie';
  isIdentical: boolean;
  /** Whether the pair was asked in both orders and the answers contradict each other: the position decided. */
  isOrderDependent: boolean;
  /** Towards the first shown (up to 1) or the second (down to −1); 0 where both orders agree. In steps of a half. */
  lean: number;
}

/**
 * Puts the answers of one judge together, pair by pair.
 *
 * A pair that was asked in both orders has a winner only if both answers name the same summary; otherwise it is a tie.
 *
 * @param orders - answers that make a pair complete: 2 for a model that is asked in both orders, 1 for people. Pairs
 * with fewer are left out.
 * @returns by item.
 */
export function settlePairs(answers: readonly PairAnswer[], orders: 1 | 2): PairVerdict[] {
  const byItem = new Map<number, PairAnswer[]>();
  for (const answer of answers) byItem.set(answer.item, [...(byItem.get(answer.item) ?? []), answer]);
  return [...byItem]
    .filter(([, given]) => given.length >= orders || given[0].isIdentical)
    .sort(([one], [other]) => one - other)
    .map(([item, given]) => {
      const named = given.map(preferredOf);
      const isOrderDependent = named.some((side) => side !== named[0]);
      return {
        item,
        preferred: isOrderDependent ? 'tie' : named[0],
        isIdentical: given[0].isIdentical,
        isOrderDependent,
        lean: given.reduce((sum, { choice }) => sum + LEANS[choice], 0) / given.length,
      };
    });
}

const LEANS: Record<BlindChoice, number> = { first: 1, second: -1, tie: 0 };

/** The side that an answer names. */
export function preferredOf({ choice, firstShown }: Pick<PairAnswer, 'choice' | 'firstShown'>): ComparedSide | 'tie' {
  if (choice === 'tie') return 'tie';
  if (choice === 'first') return firstShown;
  return firstShown === 'a' ? 'b' : 'a';
}
