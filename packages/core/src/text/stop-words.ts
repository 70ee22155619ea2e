/// <reference path="./stopword.d.ts" />
import { ces, dan, deu, eng, fin, fra, hun, ita, nld, nob, pol, por, rus, spa, swe, tur } from 'stopword';

/** Stop words by ISO 639-3 code, written as the tokeniser writes words: lower case, without apostrophes. */
const LISTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({ eng, ces, dan, deu, fin, fra, hun, ita, nld, nob, pol, por, rus, spa, swe, tur }).map(
    ([language, words]) => [language, new Set(words.map((word) => word.toLowerCase().replace(/['’]/gu, '')))],
  ),
);
const ENGLISH = LISTS.get('eng') ?? new Set<string>();

/**
 * Guesses a text's language from which list holds most of its words; English wins a tie.
 *
 * Good enough to choose a list of stop words, also for texts that are too short for real language detection.
 */
export function guessStopWordLanguage(words: readonly string[]): string {
  let best = 'eng';
  let bestCount = -1;
  for (const [language, list] of LISTS) {
    let count = 0;
    for (const word of words) if (list.has(word)) count++;
    if (count > bestCount) [best, bestCount] = [language, count];
  }
  return best;
}

/** Whether a word carries no topic of its own, in this language or in English. */
export function isStopWord(word: string, language: string): boolean {
  return ENGLISH.has(word) || (LISTS.get(language)?.has(word) ?? false);
}
