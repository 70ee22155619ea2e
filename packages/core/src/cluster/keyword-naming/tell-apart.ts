import { isAskingWord } from './asking-words.ts';
import { isTelling } from './choose-phrases.ts';
import { countWords } from './class-tf-idf.ts';
import { EMPTY_NOUNS, EMPTY_VERBS } from './empty-words.ts';
import type { ScoredPhrase } from './rank-phrases.ts';
import { readWordKeys, splitText, toWordKey } from './read-words.ts';
import { toInfinitive } from './tagged-term.ts';
import { isListedName } from './name-leaf.ts';

/** What tells a cluster from its namesakes is said by this share of its members at least, and by half as many of theirs at most. */
const LEAST_COVERAGE = 0.18;
const MOST_SHARED = 0.5;
/** A word alone says less than a phrase. */
const WORD_FACTOR = 0.6;
/** Words alone that are looked at, the best first. */
const MOST_WORDS = 6;
/** "Order new card" reads better than "New card: order". */
const WHOLE_FACTOR = 1.5;

export interface TellApartInput {
  /** What all of them would be called. */
  name: string;
  ranked: readonly ScoredPhrase[];
  /** The members' words, and their texts. */
  documents: readonly (readonly string[])[];
  texts: readonly string[];
  /** The words of the members of the namesakes. */
  others: readonly (readonly string[])[];
  respell: (phrase: string) => string;
}

/**
 * Names for a cluster that others would have the name of: with what its members say and theirs do not.
 *
 * @returns best first; none if nothing tells it from them.
 *
 * @example
 * tellApart({ name: 'Card not working', … }); // 'Card not working: shops'
 */
export function tellApart({ name, ranked, documents, texts, others, respell }: TellApartInput): string[] {
  if (isListedName(name) || others.length === 0) return [];
  const main = new Set(readWordKeys(name));
  const isDistinct = (share: number, elsewhere: number): boolean =>
    share >= LEAST_COVERAGE && elsewhere <= MOST_SHARED * share;
  const found: { surface: string; gain: number }[] = [];
  const stem = name.replace(/ and more$/, '');
  for (const phrase of ranked) {
    const { surface, words, saidBy, coverage, needs } = phrase;
    if (saidBy.length < 2 || needs !== undefined) continue;
    const elsewhere =
      others.filter((document) => words.every((word) => document.includes(word))).length / others.length;
    if (!isDistinct(coverage, elsewhere)) continue;
    const rest = words.filter((word) => !main.has(word));
    if (rest.length === 0) continue;
    const isWhole = words.length - rest.length === main.size;
    const gain = (isTelling(phrase) ? 1 : WORD_FACTOR) * (coverage - elsewhere);
    if (isWhole) found.push({ surface, gain: WHOLE_FACTOR * gain });
    else if (rest.length === words.length) found.push({ surface: `${stem}: ${surface}`, gain });
  }
  const there = countWords(others, others.keys());
  const single = [...countWords(documents, documents.keys())]
    .map(([word, count]) => ({
      word,
      count,
      share: count / documents.length,
      elsewhere: (there.get(word) ?? 0) / others.length,
    }))
    .filter(({ word, count, share, elsewhere }) => count > 1 && !main.has(word) && isDistinct(share, elsewhere))
    .sort((a, b) => b.share - b.elsewhere - (a.share - a.elsewhere) || (a.word < b.word ? -1 : 1));
  for (const { word, share, elsewhere } of single.slice(0, MOST_WORDS)) {
    const form = commonForm(word, texts);
    if (form === null) continue;
    found.push({ surface: `${stem}: ${respell(form)}`, gain: WORD_FACTOR * (share - elsewhere) });
  }
  found.sort((a, b) => b.gain - a.gain || (a.surface < b.surface ? -1 : 1));
  return found.map(({ surface }) => surface);
}

/** How a word mostly stands in the texts; null for one that names nothing. */
export function commonForm(key: string, texts: readonly string[]): string | null {
  const forms = new Map<string, number>();
  for (const text of texts) {
    for (const { text: word } of splitText(text)) {
      if (toWordKey(word) === key) forms.set(word, (forms.get(word) ?? 0) + 1);
    }
  }
  const [form] = [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [''];
  const lower = form.toLowerCase();
  if (isAskingWord(lower)) return null;
  return form.length < 3 || EMPTY_NOUNS.has(lower) || EMPTY_VERBS.has(toInfinitive(lower)) ? null : form;
}
