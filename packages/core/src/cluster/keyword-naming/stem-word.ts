import { toSingular } from '../../text/to-singular.ts';

/** Names of things, which their endings do not make forms of a verb. */
const WHOLE = new Set(
  (
    'setting settings building buildings meeting meetings billing pricing training string strings testing staging ' +
    'morning evening during ceiling wedding hundred speed'
  ).split(' '),
);

/**
 * What the forms of one English word have in common: without plural, -ing and -ed, and without the silent e before them.
 * Words with other letters than a to z come back as they are.
 *
 * Made to count who says a word, not to be shown: "charge", "charged" and "charging" all give "charg".
 *
 * @param word - in lower case.
 *
 * @example
 * stemWord('declined'); // 'declin'
 * stemWord('topping'); // 'top'
 */
export function stemWord(word: string): string {
  const singular = toSingular(word);
  if (!/^[a-z]{4,}$/.test(singular) || WHOLE.has(word)) return singular;
  const ending = /(?:ied|[^e]ed|ing|e)$/.exec(singular)?.[0];
  if (ending === undefined) return singular;
  if (ending === 'ied') return `${singular.slice(0, -3)}y`;
  if (ending === 'e') return singular.length > 4 && !/[aeiou]e$/.test(singular) ? singular.slice(0, -1) : singular;
  const stem = singular.slice(0, ending === 'ing' ? -3 : -2);
  if (stem.length < 3 || !/[aeiouy]/.test(stem)) return singular;
  return /([bdfgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem;
}
