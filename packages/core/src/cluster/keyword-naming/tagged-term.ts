import nlp from 'compromise/three';
import { isStopWord } from '../../text/stop-words.ts';
import { toWordKey } from './read-words.ts';

/** One word of a sentence with what the library takes it for. */
export interface Term {
  text: string;
  normal: string;
  tags: ReadonlySet<string>;
  /** Punctuation and space after the word; a phrase never crosses a comma or a full stop. */
  post: string;
}

export function hasTag(term: Term, ...tags: string[]): boolean {
  return tags.some((tag) => term.tags.has(tag));
}

/** The words by which a phrase is counted: those of the thing, and the verb. */
export function joinWords(verb: string, words: readonly string[]): string[] {
  return [...new Set([...words, ...(isStopWord(verb, 'eng') ? [] : [toWordKey(verb)])])];
}

/** Verbs are few, and the way to their forms is long. */
const MOST_KNOWN = 20_000;
const infinitives = new Map<string, string>();
const gerunds = new Map<string, string>();

export function toInfinitive(verb: string): string {
  let infinitive = infinitives.get(verb);
  if (infinitive === undefined) {
    infinitive = (nlp(verb).verbs().toInfinitive().text() || verb).toLowerCase();
    if (infinitives.size < MOST_KNOWN) infinitives.set(verb, infinitive);
  }
  return infinitive;
}

/** "expire" → "expiring". */
export function toGerund(infinitive: string): string {
  let gerund = gerunds.get(infinitive);
  if (gerund === undefined) {
    gerund = nlp(infinitive).verbs().toGerund().text().split(' ').at(-1) || infinitive;
    if (gerunds.size < MOST_KNOWN) gerunds.set(infinitive, gerund);
  }
  return gerund;
}
