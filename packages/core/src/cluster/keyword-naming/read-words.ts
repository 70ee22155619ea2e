import { isFramingWord } from '../../text/framing-words.ts';
import { segmentWords } from '../../text/segment-words.ts';
import { guessStopWordLanguage, isStopWord } from '../../text/stop-words.ts';
import { stemWord } from './stem-word.ts';

/** Words with what holds them together inside: `wandb.save`, `W&B`, `sign-on`, `don't`. */
const WORD = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:[.'’&@-][\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** One word of a text, in order. */
export interface TextWord {
  /** As it stands in the text. */
  text: string;
  /** Where it begins, counted in UTF-16 units. */
  start: number;
}

/** A text's words as they stand. Scripts without spaces are cut by Intl.Segmenter. */
export function splitText(text: string): TextWord[] {
  const words: TextWord[] = [];
  for (const match of text.matchAll(WORD)) {
    if (!UNSPACED.test(match[0])) {
      words.push({ text: match[0], start: match.index });
      continue;
    }
    for (const { segment, index, isWordLike } of segmentWords(match[0])) {
      if (isWordLike) words.push({ text: segment, start: match.index + index });
    }
  }
  return words;
}

/** "top-up", "sign-ups": the same as the verb that they come from. */
const COMPOUND = /^([a-z]{3,})-(?:up|off)s?$/;

/**
 * What forms of one word have in common: lower case, without a possessive ending, the endings of English forms and a
 * particle behind a hyphen.
 *
 * @example
 * toWordKey('Experiments'); // 'experiment'
 */
export function toWordKey(word: string): string {
  const plain = word
    .toLowerCase()
    .replace(/['’]s?$/u, '')
    .replace(/^e-(?=\p{L}{3})/u, 'e');
  return stemWord(COMPOUND.exec(plain)?.[1] ?? plain);
}

/** Whether a word that stands in lists of stop words is a thing as it is written: an ID is not "I'd". */
export function isThing(word: string): boolean {
  return /^(?:ids?|IDs?|US|IT)$/.test(word);
}

/** Japanese and Korean endings and particles, which no list of stop words holds in full. */
const ENDING = /^(?:\p{Script=Hiragana}{1,4}|\p{Script=Hangul}|[\p{Script=Han}\p{Script=Katakana}])$/u;

/**
 * The distinct words of a text by which clusters are told apart: keys without stop words of English and of the text's
 * language, words that frame a summary, single letters and numbers.
 *
 * @param parts - the text's words, where they are split already.
 */
export function readWordKeys(text: string, parts: readonly TextWord[] = splitText(text)): string[] {
  const words = parts.map((word) => word.text.toLowerCase().replace(/['’]/gu, ''));
  const language = guessStopWordLanguage(words);
  const keys = new Set<string>();
  for (const [place, word] of words.entries()) {
    if (word.length < 2 || !/\p{L}/u.test(word) || isFramingWord(word)) continue;
    if (isThing(parts[place].text) || !isStopWord(word, language)) {
      const key = toWordKey(word);
      if (!ENDING.test(key)) keys.add(key);
    }
  }
  return [...keys];
}
