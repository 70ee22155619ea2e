import type { Summary } from '../../summary/summary.ts';
import { findStopWordLanguage, guessStopWordLanguage, isStopWord } from '../../text/stop-words.ts';
import { splitText } from './read-words.ts';

/** As summaries call them; programming languages stand in the same list. */
const NATURAL_LANGUAGES = new Set(
  (
    'arabic bengali bulgarian chinese croatian czech danish dutch english estonian farsi finnish french german greek ' +
    'hebrew hindi hungarian indonesian italian japanese korean latvian lithuanian norwegian persian polish portuguese ' +
    'romanian russian serbian slovak slovenian spanish swedish thai turkish ukrainian urdu vietnamese'
  ).split(' '),
);

/** What a conversation is in, as its summary says: "hindi"; null where it does not say. */
export function readLanguage({ languages }: Summary): string | null {
  return languages?.find((language) => NATURAL_LANGUAGES.has(language)) ?? null;
}

/** Words of its own with which a text is in the language that its conversation is in. */
const LEAST_FOREIGN = 2;

/** Whether a summary's own text is English, whatever the conversation is in. */
export function isEnglish(summary: Summary): boolean {
  const language = readLanguage(summary);
  if (language === 'english') return true;
  const words = splitText(summary.summary).map(({ text }) => text.toLowerCase().replace(/['’]/gu, ''));
  const stated = findStopWordLanguage(language ?? '');
  const foreign = words.filter((word) => stated !== null && isStopWord(word, stated) && !isStopWord(word, 'eng'));
  if (foreign.length >= LEAST_FOREIGN) return false;
  const isLatin = words.filter((word) => /^[\x20-\x7e]+$/.test(word)).length * 2 > words.length;
  return isLatin && guessStopWordLanguage(words) === 'eng';
}

/** The language other than English that most members are in: "hindi", or "other" where there are several; null if none. */
export function findForeignLanguage(summaries: readonly Summary[]): string | null {
  const counts = new Map<string, number>();
  for (const summary of summaries) {
    const language = readLanguage(summary);
    if (language !== null && language !== 'english') counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const foreign = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const total = foreign.reduce((sum, [, count]) => sum + count, 0);
  if (total * 2 <= summaries.length) return null;
  const [language, count] = foreign[0];
  return count * 3 >= summaries.length * 2 ? language : 'other';
}

/** How many of the summaries are of conversations in another language than English. */
export function countForeign(summaries: readonly Summary[]): number {
  return summaries.filter((summary) => {
    const language = readLanguage(summary);
    return language !== null && language !== 'english';
  }).length;
}
