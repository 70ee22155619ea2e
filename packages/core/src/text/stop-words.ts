// Packages that compile this file from source do not include the declaration by themselves.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./stopword.d.ts" />
import {
  ara,
  ben,
  bul,
  ces,
  dan,
  deu,
  ell,
  eng,
  fas,
  fin,
  fra,
  heb,
  hin,
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
  tha,
  tur,
  ukr,
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

/** Hindi pronouns, question words and greetings that the package's list leaves out. */
const MORE_HINDI =
  'क्या क्यों कब कैसे कहाँ कहां मैं मैंने मेरा मेरी मेरे मुझे हम हमारा हमारी हमारे हमें आपका आपकी कृपया धन्यवाद नमस्ते सकता सकते सकती बहुत';

const LATIN = { ces, dan, deu, fin, fra, hun, ita, nld, nob, pol, por, spa, swe, tur };
const OTHER_SCRIPTS = { ara, ben, bul, ell, fas, heb, hin, jpn, kor, rus, tha, ukr, zho };

/** Stop words by ISO 639-3 code, written as the tokeniser writes words: lower case, without apostrophes. */
const LISTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    eng: [...eng, ...MORE_ENGLISH.split(' ')],
    ...LATIN,
    ...OTHER_SCRIPTS,
    hin: [...hin, ...MORE_HINDI.split(' ')],
  }).map(([language, words]) => [language, new Set(words.map((word) => word.toLowerCase().replace(/['’]/gu, '')))]),
);
const ENGLISH = LISTS.get('eng') ?? new Set<string>();
const LANGUAGES = [...LISTS.keys()];

/** Which languages, as indexes into LANGUAGES, have a word in their list. */
const LANGUAGES_OF_WORD = new Map<string, number[]>();
for (const [index, language] of LANGUAGES.entries()) {
  for (const word of LISTS.get(language) ?? []) {
    const languages = LANGUAGES_OF_WORD.get(word);
    if (languages === undefined) LANGUAGES_OF_WORD.set(word, [index]);
    else languages.push(index);
  }
}

/**
 * Guesses a text's language from which list holds most of its words; English wins a tie.
 *
 * Good enough to choose a list of stop words, also for texts that are too short for real language detection.
 *
 * @returns an ISO 639-3 code.
 */
export function guessStopWordLanguage(words: readonly string[]): string {
  const counts = new Int32Array(LANGUAGES.length);
  for (const word of words) for (const index of LANGUAGES_OF_WORD.get(word) ?? []) counts[index]++;
  let best = 0;
  for (let index = 1; index < counts.length; index++) if (counts[index] > counts[best]) best = index;
  return LANGUAGES[best];
}

/** Whether a word carries no topic of its own, in this language or in English. */
export function isStopWord(word: string, language: string): boolean {
  return ENGLISH.has(word) || (LISTS.get(language)?.has(word) ?? false);
}

const NAMES = new Intl.DisplayNames('en', { type: 'language' });
const LANGUAGES_BY_NAME = new Map(LANGUAGES.map((language) => [NAMES.of(language)?.toLowerCase(), language]));

/**
 * The language that an English name stands for, if there is a list of stop words for it.
 *
 * @param name - in lower case: "german".
 * @returns an ISO 639-3 code, or null.
 */
export function findStopWordLanguage(name: string): string | null {
  return LANGUAGES_BY_NAME.get(name) ?? null;
}
