import { countWords } from '../count-words.ts';
import type { WordRange } from '../summary-form.ts';
import { shorten } from './shorten.ts';

/** Something that a sentence may go on with. */
export interface Continuation {
  /** What leads over to it, comma included: `, specifically `. */
  lead: string;
  text: string;
  /** Whether it is said in the user's or the document's own words, and so stands in quotation marks. */
  isQuoted: boolean;
}

/** Say that nothing more was said, in several lengths. */
const CLOSINGS = [
  ', generally',
  ', in general',
  ', without further detail',
  ', with no further detail given',
  ', without stating a goal or giving detail',
  ', without stating a more concrete goal or giving any further detail',
];
/** A continuation of fewer words says nothing. */
const LEAST_WORDS = 2;
/** Once the sentence is long enough, only this much room is worth a cut continuation. */
const WORTHWHILE_ROOM = 5;

/**
 * Builds one sentence of `range.min` to `range.max` words: the beginning, then continuations in their order, cut to the
 * room that is left, and if they do not reach, words that say so.
 */
export function composeWithin(range: WordRange, beginning: string, continuations: readonly Continuation[]): string {
  let sentence = dropLoneQuote(
    trimEnd(shorten(beginning, range.max, Math.max(range.min, Math.ceil(range.max * 0.75)))),
  );
  let count = countWords(sentence);
  for (const { lead, text, isQuoted } of continuations) {
    const room = range.max - count - countWords(lead);
    const words = countWords(text);
    const isNeeded = count < range.min;
    if (room < LEAST_WORDS || words < LEAST_WORDS || (!isNeeded && words > room && room < WORTHWHILE_ROOM)) continue;
    const least = Math.max(LEAST_WORDS, Math.min(words, range.min - count - countWords(lead)));
    const short = shorten(text, room, Math.min(Math.max(least, Math.ceil(room * 0.75)), room));
    // In quotation marks the sign of a cut stays; in the sentence's own words it would look like a pause.
    const cut = isQuoted && short.endsWith('…') ? short : trimEnd(short);
    if (cut === '') continue;
    sentence += `${lead}${isQuoted ? `“${cut.replaceAll('"', "'")}”` : dropLoneQuote(cut)}`;
    count = countWords(sentence);
  }
  return `${trimEnd(close(sentence, count, range))}.`;
}

function close(sentence: string, count: number, range: WordRange): string {
  let closed = sentence;
  let words = count;
  const left = [...CLOSINGS];
  while (words < range.min && left.length > 0) {
    const exact = left.findIndex(
      (closing) => words + countWords(closing) >= range.min && words + countWords(closing) <= range.max,
    );
    const index = exact === -1 ? left.findLastIndex((closing) => words + countWords(closing) <= range.max) : exact;
    if (index === -1) break;
    closed += left[index];
    words = countWords(closed);
    left.splice(index, 1);
  }
  return closed;
}

/** A cut may have taken the second of two quotation marks. */
function dropLoneQuote(text: string): string {
  return (text.split('"').length - 1) % 2 === 0 ? text : text.replaceAll('"', '');
}

function trimEnd(text: string): string {
  return text.replace(/[\s.,;:!?…。！？]+$/u, '');
}
