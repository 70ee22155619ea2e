import { toSingular } from '../../text/to-singular.ts';
import { isFramingWord } from '../../text/framing-words.ts';
import { segmentWords } from '../../text/segment-words.ts';
import { isStopWord, guessStopWordLanguage } from '../../text/stop-words.ts';

const WORD = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:['’.][\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*/gu;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+/gu;
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/**
 * Splits a text into the terms that latent semantic analysis counts: lower-case words, pairs of neighbouring words,
 * and code identifiers both whole and in parts.
 *
 * Chinese, Japanese and Korean runs give character pairs; scripts without spaces are cut by Intl.Segmenter. Stop words
 * of the text's language and of English are left out, as are words of one letter; English plurals become singular.
 *
 * @example
 * tokenise('Calling wandb.log_code fails');
 * // ['calling', 'wandb', 'log', 'code', 'wandb.log_code', 'fails', 'calling wandb', 'wandb log', 'log code', 'code fails']
 */
export function tokenise(text: string): string[] {
  const words: string[] = [];
  const wholes: string[] = [];
  for (const [raw] of text.normalize('NFKC').matchAll(WORD)) splitWord(raw, words, wholes);

  const language = guessStopWordLanguage(words);
  const kept = words
    .filter((word) => isTerm(word) && !isStopWord(word, language) && !isFramingWord(word))
    .map(toSingular);
  const terms = [...kept, ...wholes];
  for (let i = 1; i < kept.length; i++) terms.push(`${kept[i - 1]} ${kept[i]}`);
  return terms;
}

/** How many of a text's terms are words rather than pairs of words. */
export function countWords(text: string): number {
  return tokenise(text).filter((term) => !term.includes(' ')).length;
}

function splitWord(raw: string, words: string[], wholes: string[]): void {
  if (raw.search(CJK) !== -1) {
    for (const run of raw.split(new RegExp(`(${CJK.source})`, 'u'))) {
      if (run === '') continue;
      if (run.search(CJK) === -1) splitWord(run, words, wholes);
      else for (const pair of characterPairs(run)) words.push(pair);
    }
    return;
  }
  if (UNSPACED.test(raw)) {
    for (const { segment, isWordLike } of segmentWords(raw)) if (isWordLike) words.push(segment.toLowerCase());
    return;
  }
  const parts = raw
    .split(/[_.]/u)
    .flatMap((part) => part.split(HUMP))
    .filter((part) => part !== '');
  for (const part of parts) words.push(normaliseWord(part));
  if (parts.length > 1) wholes.push(raw.toLowerCase());
}

function normaliseWord(word: string): string {
  return word
    .toLowerCase()
    .replace(/['’]s$/u, '')
    .replace(/['’]/gu, '');
}

function characterPairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => characters[i] + character);
}

function isTerm(word: string): boolean {
  return word.length > 1 || word.search(CJK) !== -1;
}
