import { segmentWords } from '../text/segment-words.ts';

const UNSPACED_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** `&` is read aloud, so “Weights & Biases” is three words; a dash or a bullet is none. */
const WORD_CHARACTER = /[\p{L}\p{N}&]/u;

/**
 * Counts words as a word processor does: what stands between spaces and holds a letter, a digit or `&` is one word, so
 * `multi-GPU` and `W&B` count once. Chinese, Japanese, Thai and their like are cut into words by Intl.Segmenter.
 */
export function countWords(text: string): number {
  let count = 0;
  for (const chunk of text.split(/\s+/u)) count += wordsInChunk(chunk);
  return count;
}

function wordsInChunk(chunk: string): number {
  if (!WORD_CHARACTER.test(chunk)) return 0;
  if (!UNSPACED_SCRIPT.test(chunk)) return 1;
  let count = 0;
  for (const { isWordLike } of segmentWords(chunk)) if (isWordLike) count++;
  return Math.max(1, count);
}

/**
 * The longest beginning of a text with at most `limit` words, counted as `countWords` does. Cuts only between words.
 */
export function firstWords(text: string, limit: number): string {
  let count = 0;
  let end = 0;
  for (const match of text.matchAll(/\S+/gu)) {
    const [chunk] = match;
    const words = wordsInChunk(chunk);
    if (count + words <= limit) {
      count += words;
      end = match.index + chunk.length;
      continue;
    }
    for (const { segment, index, isWordLike } of UNSPACED_SCRIPT.test(chunk) ? segmentWords(chunk) : []) {
      if (isWordLike) count++;
      if (count > limit) break;
      end = match.index + index + segment.length;
    }
    break;
  }
  return text.slice(0, end);
}
