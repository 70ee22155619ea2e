import nlp from 'compromise/three';
import { isFramingWord } from '../../text/framing-words.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { EMPTY_NOUNS, EMPTY_STATES, EMPTY_VERBS } from './empty-words.ts';
import { readWordKeys, toWordKey } from './read-words.ts';

/** A short span of a text that could name a topic. */
export interface Phrase {
  /** As it would stand in a name, without determiners: "machine learning experiments", "track experiments". */
  surface: string;
  /** `topic` is a noun phrase; `action` does something to one ("block card") or says what became of it ("card blocked"). */
  kind: 'action' | 'topic';
  /** Its content words, in order, as `toWordKey` gives them. */
  words: string[];
}

interface Term {
  text: string;
  normal: string;
  tags: ReadonlySet<string>;
  /** Punctuation and space after the word; a phrase never crosses a comma or a full stop. */
  post: string;
}

const MAX_PHRASE_WORDS = 5;

/**
 * Finds the noun phrases of an English text and the verbs that go with them.
 *
 * @example
 * extractPhrases('How do I track ML experiments?');
 * // topic "ML experiments", action "track ML experiments"
 * extractPhrases('My card was declined.');
 * // topic "card", action "card declined"
 */
export function extractPhrases(text: string): Phrase[] {
  const phrases: Phrase[] = [];
  for (const sentence of nlp(text).docs as readonly (readonly Term[])[]) {
    const terms = joinHyphens(sentence);
    for (const [first, end] of nounChunks(terms)) {
      // "tracking experiments": the gerund is the verb that acts on the rest.
      const start = end - first > 1 && hasTag(terms[first], 'Gerund') ? first + 1 : first;
      const topic = isThing(terms.slice(start, end)) ? toTopic(terms.slice(start, end)) : null;
      if (topic === null) continue;
      phrases.push(topic);
      const action = actionBefore(terms, start, topic) ?? stateAfter(terms, end, topic);
      if (action !== null) phrases.push(action);
    }
  }
  return phrases;
}

/** "sign-on" comes as two words; it is one, and stands for a thing if its second word is no verb of its own. */
function joinHyphens(terms: readonly Term[]): Term[] {
  const joined: Term[] = [];
  let open = false;
  for (const term of terms) {
    if (term.text === '') continue;
    const isOpen = /^[-‐]$/.test(term.post);
    const before = joined.at(-1);
    if (open && before !== undefined) {
      joined[joined.length - 1] = {
        text: `${before.text}-${term.text}`,
        normal: `${before.normal}-${term.normal}`,
        tags: term.tags.has('Adjective') && !before.tags.has('Noun') ? term.tags : new Set(['Noun']),
        post: isOpen ? '' : term.post,
      };
    } else {
      joined.push({ text: term.text, normal: term.normal, tags: term.tags, post: isOpen ? '' : term.post });
    }
    open = isOpen;
  }
  return joined;
}

/** Runs of nouns, adjectives and gerunds that end in a noun, as [start, end) pairs. */
function nounChunks(terms: readonly Term[]): [number, number][] {
  const chunks: [number, number][] = [];
  let start = -1;
  for (let i = 0; i <= terms.length; i++) {
    const term = terms[i];
    const fits = term !== undefined && isChunkWord(term);
    if (fits && start < 0) start = i;
    const closed = !fits || /[,.;:!?()"“”/]/.test(term.post);
    if (start < 0 || !closed) continue;
    let end = fits ? i + 1 : i;
    while (end > start && !isHead(terms[end - 1])) end--;
    if (end > start) chunks.push([beginChunk(terms, start, end), end]);
    start = -1;
  }
  return chunks;
}

/** At most five words; "Weights & Biases" is not cut behind its first word. */
function beginChunk(terms: readonly Term[], start: number, end: number): number {
  let begin = Math.max(start, end - MAX_PHRASE_WORDS);
  while (begin < end - 1 && (terms[begin].text === '&' || (begin > start && terms[begin - 1].text === '&'))) begin++;
  return begin;
}

function isChunkWord(term: Term): boolean {
  if (term.text === '&') return true;
  if (hasTag(term, 'Pronoun', 'Date', 'Determiner', 'Possessive') && !hasTag(term, 'ProperNoun')) return false;
  if (hasTag(term, 'Particle', 'PhrasalVerb', 'Expression', 'Value', 'Money')) return false;
  if (/^\p{Ll}$/u.test(term.normal) && !/^\p{Lu}/u.test(term.text)) return false;
  if (EMPTY_NOUNS.has(term.normal) || isFramingWord(term.normal)) return false;
  if (isStopWord(term.normal.split(/['’]/)[0], 'eng')) return false;
  return hasTag(term, 'Noun', 'Adjective', 'Gerund', 'Acronym', 'Url', 'Percent');
}

/** "turning" alone is what somebody does, not a thing. */
function isThing(terms: readonly Term[]): boolean {
  return terms.length > 1 || !hasTag(terms[0], 'Gerund');
}

function isHead(term: Term): boolean {
  return hasTag(term, 'Noun', 'Gerund', 'Acronym', 'Url');
}

function hasTag(term: Term, ...tags: string[]): boolean {
  return tags.some((tag) => term.tags.has(tag));
}

function toTopic(terms: readonly Term[]): Phrase | null {
  const surface = terms
    .map((term) => (term.text === '&' ? '&' : trimPunctuation(term.text)))
    .join(' ')
    .trim();
  const words = readWordKeys(surface);
  if (words.length === 0 || surface.length < 2 || surface.length > 60) return null;
  return { surface, kind: 'topic', words };
}

function trimPunctuation(text: string): string {
  return text.replace(/^[^\p{L}\p{N}@#_]+|[^\p{L}\p{N})+#%_]+$/gu, '').replace(/['’]s$/u, '');
}

/** "track my experiments" → action "track experiments": the verb right before the noun phrase, determiners skipped. */
function actionBefore(terms: readonly Term[], start: number, topic: Phrase): Phrase | null {
  let i = start - 1;
  while (i >= 0 && hasTag(terms[i], 'Determiner', 'Possessive', 'Pronoun') && terms[i].post.trim() === '') i--;
  const particle =
    i > 0 && hasTag(terms[i], 'PhrasalVerb', 'Particle') && hasTag(terms[i - 1], 'Verb') ? terms[i] : null;
  const verb = particle === null ? terms[i] : terms[i - 1];
  if (verb === undefined || !hasTag(verb, 'Verb') || hasTag(verb, 'Modal', 'Copula', 'Auxiliary')) return null;
  if (verb.post.trim() !== '' || /\p{Lu}{2}/u.test(verb.text)) return null;
  const infinitive = toInfinitive(verb.normal);
  if (EMPTY_VERBS.has(infinitive) || !/^[a-z -]{2,}$/.test(infinitive)) return null;
  if (particle !== null && particle.normal === infinitive) return null;
  const action =
    particle === null || infinitive.endsWith(particle.normal) ? infinitive : `${infinitive} ${particle.normal}`;
  return { surface: `${action} ${topic.surface}`, kind: 'action', words: joinWords(infinitive, topic.words) };
}

/** Words between a thing and what became of it: "card [has still not been] delivered". */
const BETWEEN = ['Auxiliary', 'Copula', 'Adverb', 'Modal', 'Negative'];
/** The same where the grammar takes them for something else. */
const BETWEEN_WORDS = /^(?:has|have|had|still|yet|already|now|just)$/;
const MOST_BETWEEN = 4;

/** "my card has not arrived yet" → action "card not arrived": what became of the thing, or what it did. */
function stateAfter(terms: readonly Term[], end: number, topic: Phrase): Phrase | null {
  if (terms[end - 1].post.trim() !== '') return null;
  let i = end;
  let isNegative = false;
  while (i < terms.length && i < end + MOST_BETWEEN && isBetween(terms[i])) {
    isNegative ||= hasTag(terms[i], 'Negative') || /n['’]t$|^(?:never|cannot)$/.test(terms[i].normal);
    i++;
  }
  const state = terms[i];
  if (
    i === end ||
    state === undefined ||
    !hasTag(state, 'PastTense', 'Participle', 'Gerund', 'Adjective', 'Infinitive')
  ) {
    return null;
  }
  if (hasTag(state, 'Infinitive') && !isNegative) return null;
  // "the machine did not give me …": what it did to something else says little of the thing itself.
  const isPassive =
    terms.slice(end, i).some((term) => hasTag(term, 'Copula')) && !hasTag(state, 'Gerund', 'Infinitive');
  const next = terms[i + 1];
  const isOpen = next !== undefined && state.post.trim() === '';
  if (isOpen && !isPassive && hasTag(next, 'Determiner', 'Possessive', 'Pronoun', 'Noun', 'Infinitive')) return null;
  const word = state.normal;
  if (EMPTY_STATES.has(word) || EMPTY_VERBS.has(toInfinitive(word)) || !/^[a-z-]{3,}$/.test(word)) return null;
  return {
    surface: `${topic.surface} ${isNegative ? `not ${toParticiple(state)}` : word}`,
    kind: 'action',
    words: joinWords(word, topic.words),
  };
}

function isBetween(term: Term): boolean {
  return (hasTag(term, ...BETWEEN) || BETWEEN_WORDS.test(term.normal)) && term.post.trim() === '';
}

/** "does not work" → "not working". */
function toParticiple({ normal, tags }: Term): string {
  if (!tags.has('Infinitive')) return normal;
  return nlp(normal).verbs().toGerund().text().split(' ').at(-1) || normal;
}

function joinWords(verb: string, words: readonly string[]): string[] {
  return [...new Set([...words, ...(isStopWord(verb, 'eng') ? [] : [toWordKey(verb)])])];
}

const infinitives = new Map<string, string>();
/** Verbs are few, and the way to their base form is long. */
function toInfinitive(verb: string): string {
  let infinitive = infinitives.get(verb);
  if (infinitive === undefined) {
    infinitive = (nlp(verb).verbs().toInfinitive().text() || verb).toLowerCase();
    if (infinitives.size < 20_000) infinitives.set(verb, infinitive);
  }
  return infinitive;
}
