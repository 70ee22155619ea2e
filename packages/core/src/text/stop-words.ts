// Packages that compile this file from source do not include the declaration by themselves.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./stopword.d.ts" />
import {
  ces,
  dan,
  deu,
  eng,
  fin,
  fra,
  hun,
  ita,
  jpn,
  kor,
  nld,
  nob,
  pol,
  por,
  rus,
  spa,
  swe,
  tur,
  zho,
} from 'stopword';

/** English function words that the package's list leaves out, contractions without their apostrophe among them. */
const MORE_ENGLISH =
  'above again against almost alone along already although always am among anyone anything anyway around away below ' +
  'beside besides beyond cannot does doing done down during either else ever every everyone everything except few ' +
  'fewer further goes going gone had hence hers herself however i im ive id ill instead isnt itself just kind least ' +
  'less let lets lot lots may maybe mine myself neither nobody none nor not nothing often once one ones onto ought ours ' +
  'ourselves own per perhaps please pls quite rather really seem seems several shall she so somehow someone something ' +
  'sometimes somewhere soon sort than thats theirs themselves theres therefore theyre thing things though thus till ' +
  'together too toward towards unless until upon us usually versus via whatever whats when whenever whereas whether ' +
  'whom whose why will within without wont yes yet yours yourself youre dont doesnt didnt cant couldnt shouldnt wouldnt ' +
  'arent wasnt werent hasnt havent hadnt okay ok etc eg ie vs hi hello hey thanks thank yeah oh lol ugh well bit able';

const OTHERS = { ces, dan, deu, fin, fra, hun, ita, jpn, kor, nld, nob, pol, por, rus, spa, swe, tur, zho };

/** Stop words by ISO 639-3 code, written as the tokeniser writes words: lower case, without apostrophes. */
const LISTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    eng: [...eng, ...MORE_ENGLISH.split(' ')],
    ...OTHERS,
  }).map(([language, words]) => [language, new Set(words.map((word) => word.toLowerCase().replace(/['’]/gu, '')))]),
);
const ENGLISH = LISTS.get('eng') ?? new Set<string>();

/**
 * Guesses a text's language from which list holds most of its words; English wins a tie.
 *
 * Good enough to choose a list of stop words, also for texts that are too short for real language detection.
 *
 * @returns an ISO 639-3 code.
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
