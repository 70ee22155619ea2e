import nlp from 'compromise/three';
import { isFramingWord } from '../../text/framing-words.ts';
import { guessStopWordLanguage, isStopWord } from '../../text/stop-words.ts';
import { EMPTY_NOUNS, EMPTY_VERBS, MILD_NOUNS, MILD_VERBS } from './empty-words.ts';
import { auxiliaryBefore, stateAfter } from './find-state.ts';
import { isThing, readWordKeys, toWordKey } from './read-words.ts';
import { joinTerms, PARTICLE } from './join-terms.ts';
import { hasTag, joinWords, toInfinitive } from './tagged-term.ts';
import type { Term } from './tagged-term.ts';

/** A short span of a text that could name a topic. */
export interface Phrase {
  /** As it would stand in a name, without determiners: "machine learning experiments", "track experiments". */
  surface: string;
  /** `topic` is a noun phrase; `action` does something to one ("block card") or says what became of it ("card blocked"). */
  kind: 'action' | 'topic';
  /** Its content words, in order, as `toWordKey` gives them. */
  words: string[];
  /** A word that mostly says nothing: the phrase counts where it is much likelier than elsewhere. */
  needs?: string;
  /** Whether somebody gave it as a topic's name, as a glossary does. */
  isGiven?: boolean;
}

/** What tagging takes of what the library does to a text; the rest, clauses above all, takes a quarter of the time. */
const TAGGING = ['index', 'freeze', 'lexicon', 'preTagger', 'contractionTwo', 'postTagger'];

const MAX_PHRASE_WORDS = 5;

/**
 * Finds the noun phrases of an English text and the verbs that go with them. Sentences in other languages are left out.
 *
 * @example
 * extractPhrases('How do I track ML experiments?');
 * // topic "ML experiments", action "track ML experiments"
 * extractPhrases('My card was declined.');
 * // topic "card", action "card declined"
 */
export function extractPhrases(text: string): Phrase[] {
  const phrases: Phrase[] = [];
  for (const sentence of nlp.tokenize(text).compute(TAGGING).docs as readonly (readonly Term[])[]) {
    if (guessStopWordLanguage(sentence.map(({ normal }) => normal)) !== 'eng') continue;
    const terms = joinTerms(sentence);
    const chunks = nounChunks(terms);
    chunks.forEach(([first, last], place) => {
      const auxiliary = auxiliaryBefore(terms, first);
      // "Why is my card working?": the gerund is what the card does.
      const end = auxiliary !== null && last - first > 1 && hasTag(terms[last - 1], 'Gerund') ? last - 1 : last;
      // "tracking experiments": the gerund is the verb that acts on the rest.
      const start = end - first > 1 && hasTag(terms[first], 'Gerund') ? first + 1 : first;
      const topic = isNamed(terms.slice(start, end)) ? toTopic(terms.slice(start, end)) : null;
      if (topic === null) return;
      phrases.push(topic);
      const verb = auxiliary === null ? actionBefore(terms, start, topic) : null;
      const action = verb ?? stateAfter(terms, end, { topic, auxiliary });
      if (action !== null) phrases.push(action);
      const joined = joinNext(terms, end, { topic, next: chunks[place + 1] });
      if (joined === null) return;
      phrases.push(joined);
      const joinedAction = auxiliary === null ? actionBefore(terms, start, joined) : null;
      if (joinedAction !== null) phrases.push(joinedAction);
    });
    phrases.push(...phrasalVerbs(terms, chunks));
  }
  return phrases;
}

/** Runs of nouns, adjectives and gerunds that end in a noun, as [start, end) pairs. */
function nounChunks(terms: readonly Term[]): [number, number][] {
  const chunks: [number, number][] = [];
  let start = -1;
  for (let i = 0; i <= terms.length; i++) {
    const term = terms[i];
    const fits =
      term !== undefined &&
      (isChunkWord(term) ||
        isOrdinalOf(term, terms[i + 1]) ||
        (start >= 0 && isFramed(term)) ||
        terms[i - 1]?.text === '&');
    if (fits && start < 0) start = i;
    const closed = !fits || /[,.;:!?()"“”/]/.test(term.post);
    if (start < 0 || !closed) continue;
    let end = fits ? i + 1 : i;
    while (end > start && !isHead(terms[end - 1]) && terms[end - 2]?.text !== '&') end--;
    // "My contactless stopped working": what somebody has is a thing.
    if (end === start && isOwned(terms, start)) end++;
    if (end > start) chunks.push([beginChunk(terms, start, end), end]);
    start = -1;
  }
  return chunks;
}

const JOINING = /^(?:of|for|from|in|on|to|with|by|at)$/;
const MAX_JOINED_WORDS = 4;

/** "source" and "funds" with an "of" between them are "source of funds"; determiners are skipped. */
function joinNext(
  terms: readonly Term[],
  end: number,
  { topic, next }: { topic: Phrase; next: readonly [number, number] | undefined },
): Phrase | null {
  const link = terms[end];
  if (next === undefined || link === undefined || !JOINING.test(link.normal)) return null;
  const between = terms.slice(end + 1, next[0]);
  if (terms.slice(end - 1, next[0]).some(({ post }) => post.trim() !== '')) return null;
  if (between.length > 1 || between.some((term) => !hasTag(term, 'Determiner', 'Possessive', 'Pronoun'))) return null;
  const second = isNamed(terms.slice(...next)) ? toTopic(terms.slice(...next)) : null;
  if (second === null || second.words.some((word) => topic.words.includes(word))) return null;
  const words = [...topic.words, ...second.words];
  if (words.length > MAX_JOINED_WORDS) return null;
  const needs = topic.needs ?? second.needs;
  const surface = `${topic.surface} ${link.normal} ${second.surface}`;
  return { surface, kind: 'topic', words, ...(needs !== undefined && { needs }) };
}

/** At most five words; "Weights & Biases" is not cut behind its first word. */
function beginChunk(terms: readonly Term[], start: number, end: number): number {
  let begin = Math.max(start, end - MAX_PHRASE_WORDS);
  while (begin < end - 1 && (terms[begin].text === '&' || (begin > start && terms[begin - 1].text === '&'))) begin++;
  return begin;
}

/** "acme/acme" or "src/index" says where something is, not what it is; "CI/CD" and "A/B" stay. */
const PATH = /\p{L}{3,}\/\p{L}{3,}/u;

function isChunkWord(term: Term): boolean {
  if (term.text === '&') return true;
  if (PATH.test(term.text)) return false;
  if (hasTag(term, 'Pronoun', 'Date', 'Determiner', 'Possessive') && !hasTag(term, 'ProperNoun')) return false;
  if (hasTag(term, 'Particle', 'PhrasalVerb', 'Expression', 'Value', 'Money')) return false;
  if (/^\p{Ll}$/u.test(term.normal) && !/^\p{Lu}/u.test(term.text)) return false;
  if ((EMPTY_NOUNS.has(term.normal) && !MILD_NOUNS.has(term.normal)) || isFramingWord(term.normal)) return false;
  if (isThing(trimPunctuation(term.text))) return true;
  if (isStopWord(term.normal.split(/['’]/)[0], 'eng')) return false;
  if (hasTag(term, 'Gerund') && EMPTY_VERBS.has(toInfinitive(term.normal))) return false;
  return hasTag(term, 'Noun', 'Adjective', 'Gerund', 'Acronym', 'Url', 'Percent');
}

/** "personal details": nothing by itself, and no part of how a summary is put behind another word. */
function isFramed({ normal }: Term): boolean {
  return normal === 'details' || normal === 'info';
}

function isOwned(terms: readonly Term[], place: number): boolean {
  const next = terms[place + 1];
  const isLast = next === undefined || terms[place].post.trim() !== '' || !hasTag(next, 'Noun', 'Adjective');
  return place > 0 && hasTag(terms[place], 'Adjective') && hasTag(terms[place - 1], 'Possessive') && isLast;
}

/** "second card", but not "first attempt" and "the 2nd of May". */
function isOrdinalOf(term: Term, next: Term | undefined): boolean {
  const isOrdinal = hasTag(term, 'Ordinal') && /^[a-z]{3,}$/.test(term.normal) && term.normal !== 'first';
  return isOrdinal && term.post.trim() === '' && next !== undefined && hasTag(next, 'Noun') && isChunkWord(next);
}

/** "turning" alone is what somebody does, not a thing. */
function isNamed(terms: readonly Term[]): boolean {
  return terms.length > 1 || !hasTag(terms[0], 'Gerund');
}

function isHead(term: Term): boolean {
  // The library takes verbs that it does not know for things: "synced".
  if (/^[a-z]{3,}[^e]ed$/.test(term.normal) && !hasTag(term, 'Verb', 'Adjective')) return false;
  return term.text !== '&' && (isThing(trimPunctuation(term.text)) || hasTag(term, 'Noun', 'Gerund', 'Acronym', 'Url'));
}

function toTopic(terms: readonly Term[]): Phrase | null {
  const surface = terms
    .map((term) => (term.text === '&' ? '&' : trimPunctuation(term.text)))
    .join(' ')
    .trim();
  const words = readWordKeys(surface);
  if (words.length === 0 || surface.length < 2 || surface.length > 60) return null;
  const mild = terms.find(({ normal }) => MILD_NOUNS.has(normal));
  return { surface, kind: 'topic', words, ...(mild !== undefined && { needs: toWordKey(mild.normal) }) };
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
  const isMild = MILD_VERBS.has(infinitive);
  if (isMild && topic.needs !== undefined) return null;
  if ((EMPTY_VERBS.has(infinitive) && !isMild) || !/^[a-z -]{2,}$/.test(infinitive)) return null;
  if (particle !== null && particle.normal === infinitive) return null;
  const action =
    particle === null || infinitive.endsWith(particle.normal) ? infinitive : `${infinitive} ${particle.normal}`;
  return {
    surface: `${action} ${topic.surface}`,
    kind: 'action',
    words: joinWords(infinitive, topic.words),
    ...(isMild ? { needs: toWordKey(infinitive) } : topic.needs !== undefined && { needs: topic.needs }),
  };
}

/** "How can I top up?": verbs with a particle that need no thing to act on. */
function phrasalVerbs(terms: readonly Term[], chunks: readonly (readonly [number, number])[]): Phrase[] {
  return terms.flatMap((particle, i): Phrase[] => {
    const verb = terms[i - 1];
    if (verb === undefined || verb.post.trim() !== '' || !hasTag(particle, 'Particle')) return [];
    if (!hasTag(verb, 'PhrasalVerb') || EMPTY_VERBS.has(verb.normal)) return [];
    if (!PARTICLE.test(particle.normal)) return [];
    let next = i + 1;
    while (next < terms.length && hasTag(terms[next], 'Determiner', 'Possessive', 'Pronoun')) next++;
    if (particle.post.trim() === '' && chunks.some(([start]) => start === next)) return [];
    const infinitive = toInfinitive(verb.normal);
    const words = readWordKeys(infinitive);
    if (words.length !== 1 || EMPTY_VERBS.has(infinitive) || !/^[a-z]{3,}$/.test(infinitive)) return [];
    return [{ surface: `${infinitive} ${particle.normal}`, kind: 'action', words }];
  });
}
