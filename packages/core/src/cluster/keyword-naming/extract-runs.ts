import { guessStopWordLanguage, isStopWord } from '../../text/stop-words.ts';
import { isAskingWord } from './asking-words.ts';
import type { Phrase } from './extract-phrases.ts';
import type { TextWord } from './read-words.ts';
import { readWordKeys, splitText } from './read-words.ts';

const MAX_RUN_WORDS = 3;

/**
 * Finds what may name a topic in a text of a language without a grammar here: one to three content words that stand side
 * by side, with no stop word of the text's language, and none that only asks, between them.
 *
 * @param stated - the language that the text is known to be in, as an ISO 639-3 code; by default it is guessed.
 *
 * @example
 * extractRuns('Wie kann ich meine verlorene Karte sperren?');
 * // "verlorene", "verlorene Karte", "verlorene Karte sperren", "Karte", "Karte sperren", "sperren"
 */
export function extractRuns(text: string, stated: string | null = null): Phrase[] {
  const words = splitText(text);
  const language = stated ?? guessStopWordLanguage(words.map((word) => normalise(word.text)));
  const phrases: Phrase[] = [];
  for (let start = 0; start < words.length; start++) {
    for (let end = start; end < Math.min(words.length, start + MAX_RUN_WORDS); end++) {
      const word = normalise(words[end].text);
      const isEmpty = isStopWord(word, language) || isAskingWord(word);
      if (isEmpty || (end > start && isParted(text, words, end))) break;
      const last = words[end];
      const surface = text.slice(words[start].start, last.start + last.text.length);
      const keys = readWordKeys(surface);
      if (keys.length === end - start + 1 && surface.length <= 60)
        phrases.push({ surface, kind: 'topic', words: keys });
    }
  }
  return phrases;
}

function normalise(word: string): string {
  return word.toLowerCase().replace(/['’]/gu, '');
}

/** Whether punctuation stands before word `end`. */
function isParted(text: string, words: readonly TextWord[], end: number): boolean {
  const before = words[end - 1];
  return /\S/u.test(text.slice(before.start + before.text.length, words[end].start));
}
