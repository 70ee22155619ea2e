import type { Phrase } from './extract-phrases.ts';
import { readWordKeys } from './read-words.ts';

/**
 * The phrases that a child's name is made of, as what its parent could be named after.
 *
 * @example
 * listHeads('Mixed: refunds, login'); // topics "refunds", "login"
 * listHeads('Requests in Hindi'); // none
 */
export function listHeads(name: string): Phrase[] {
  if (/^Requests in |[.?!…]$/.test(name)) return [];
  return (
    name
      .replace(/^Mixed: | and more$| and other languages$| \d+$/g, '')
      // Behind a colon stands what sets it apart from one sibling: a word alone is no topic.
      .replace(/: [\p{L}\p{M}\p{N}_-]+$/u, '')
      .split(/, | and |: /)
      .map((surface): Phrase => ({ surface, kind: 'topic', words: readWordKeys(surface) }))
      .filter(({ words }) => words.length > 0 && words.length <= 4)
  );
}
