import { diffLines, diffWordsWithSpace } from 'diff';

/** A stretch of text that both have, that only the first has, or that only the second has. */
export interface TextPart {
  kind: 'SAME' | 'REMOVED' | 'ADDED';
  text: string;
}

/** Beyond this many characters in both texts together, words are not compared but whole lines. */
const WORDS_UP_TO = 40_000;

/**
 * The difference of two texts, word by word, in reading order: what is the same, removed and added.
 *
 * Joining the texts of all parts but the added ones gives the first text; of all but the removed ones, the second.
 *
 * @example
 * compareTexts('at most 30 words', 'at most 25 words');
 * // [{ kind: 'SAME', text: 'at most ' }, { kind: 'REMOVED', text: '30' }, { kind: 'ADDED', text: '25' }, { kind: 'SAME', text: ' words' }]
 */
export function compareTexts(a: string, b: string): TextPart[] {
  const isShort = a.length + b.length <= WORDS_UP_TO;
  const changes = isShort ? diffWordsWithSpace(a, b) : diffLines(a, b);
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
    text: value,
  }));
}
