import nlp from 'compromise/three';
import { isFramingWord } from '../../text/framing-words.ts';
import { isStopWord } from '../../text/stop-words.ts';

/** A short span of a text that could name a topic. */
export interface Phrase {
  /** As it would stand in a name, without determiners: "machine learning experiments", "track experiments". */
  surface: string;
  /** `action` starts with a verb in its base form; `topic` is a noun phrase. */
  kind: 'action' | 'topic';
  /** Its content words, in order, as `toWordKey` gives them. */
  words: string[];
}

interface Term {
  text: string;
  normal: string;
  tags: string[];
  /** Punctuation after the word; a phrase never crosses a comma or a full stop. */
  post: string;
}

const MAX_PHRASE_WORDS = 5;

/** Verbs that say nothing about the topic. */
const EMPTY_VERBS = new Set(
  (
    'be do have need want help ask seek know get go let try make say tell think see look like wonder happen please ' +
    'request understand explain provide include specify describe discuss involve find use inquire seem appear'
  ).split(' '),
);

/** Words that can stand in a noun phrase but name nothing. */
const EMPTY_NOUNS = new Set(
  (
    'user users somebody anybody nobody nothing person people difference idea point points guys guy folks colleague help information guidance question thing things something anything everything way ways kind lot bit ' +
    'issue problem example examples context workflow hi hello thanks anyone someone everyone today yesterday tomorrow night day week ' +
    'assistant conversation one ones time times part case steps step detail details specific several various certain ' +
    'same other own more most many less overall using including seeking asking ensuring having getting finding ' +
    'working making trying considering detailing wondering looking inquiring necessary possible able sure'
  ).split(' '),
);

/**
 * Groups the forms of a word: lower case, English plural endings cut.
 *
 * @example
 * toWordKey('Experiments'); // 'experiment'
 */
export function toWordKey(word: string): string {
  const lower = word.toLowerCase();
  if (!/^[a-z]{4,}$/.test(lower)) return lower;
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  if (/(ss|us|is)$/.test(lower)) return lower;
  if (/(ches|shes|sses|xes)$/.test(lower)) return lower.slice(0, -2);
  return lower.endsWith('s') ? lower.slice(0, -1) : lower;
}

/**
 * Finds the noun phrases of a text and the verb phrases that act on them.
 *
 * English grammar is known; a text in another language yields what looks like a noun phrase, which is usually a run of
 * content words.
 *
 * @example
 * extractPhrases('How do I track ML experiments?');
 * // topic "ML experiments", action "track ML experiments"
 */
export function extractPhrases(text: string): Phrase[] {
  const phrases: Phrase[] = [];
  for (const sentence of nlp(text).json({ terms: { tags: true, normal: true } }) as { terms: RawTerm[] }[]) {
    const terms = sentence.terms.filter((term) => term.text !== '').map(toTerm);
    for (const [first, end] of nounChunks(terms)) {
      // "tracking experiments": the gerund is the verb that acts on the rest.
      const start = end - first > 1 && hasTag(terms[first], 'Gerund') ? first + 1 : first;
      const topic = toPhrase('topic', terms.slice(start, end));
      if (topic === null) continue;
      phrases.push(topic);
      const action = actionBefore(terms, start, topic);
      if (action !== null) phrases.push(action);
    }
  }
  return phrases;
}

interface RawTerm {
  text: string;
  normal: string;
  tags: string[];
  post: string;
}

function toTerm(raw: RawTerm): Term {
  return { text: raw.text, normal: raw.normal, tags: raw.tags, post: raw.post };
}

/** Runs of nouns, adjectives and gerunds that end in a noun, as [start, end) pairs. */
function nounChunks(terms: readonly Term[]): [number, number][] {
  const chunks: [number, number][] = [];
  let start = -1;
  for (let i = 0; i <= terms.length; i++) {
    const term = terms[i];
    const fits = term !== undefined && isChunkWord(term);
    if (fits && start < 0) start = i;
    const closed = !fits || /[,.;:!?()"“”]/.test(term.post);
    if (start < 0 || !closed) continue;
    let end = fits ? i + 1 : i;
    while (end > start && !isHead(terms[end - 1])) end--;
    if (end > start) chunks.push([Math.max(start, end - MAX_PHRASE_WORDS + 1), end]);
    start = -1;
  }
  return chunks;
}

function isChunkWord(term: Term): boolean {
  if (hasTag(term, 'Pronoun', 'Date', 'Determiner', 'Possessive') && !hasTag(term, 'ProperNoun')) return false;
  if (
    EMPTY_NOUNS.has(term.normal) ||
    isFramingWord(term.normal) ||
    isStopWord(term.normal.split(/['’]/)[0], 'eng') ||
    hasTag(term, 'Particle', 'PhrasalVerb')
  )
    return false;
  if (term.text === '&') return true;
  return hasTag(term, 'Noun', 'Adjective', 'Gerund', 'Acronym', 'Url', 'Percent');
}

function isHead(term: Term): boolean {
  return hasTag(term, 'Noun', 'Gerund', 'Acronym', 'Url');
}

function hasTag(term: Term, ...tags: string[]): boolean {
  return tags.some((tag) => term.tags.includes(tag));
}

function toPhrase(kind: Phrase['kind'], terms: readonly Term[]): Phrase | null {
  const surface = terms
    .map((term) => (term.text === '&' ? '&' : trimPunctuation(term.text)))
    .join(' ')
    .trim();
  const words = terms.map((term) => toWordKey(term.normal)).filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0 || surface.length < 2 || surface.length > 60 || /^[\d\s.,%]+$/.test(surface)) return null;
  return { surface, kind, words };
}

function trimPunctuation(text: string): string {
  return text.replace(/^[^\p{L}\p{N}@#_]+|[^\p{L}\p{N})+#%_]+$/gu, '');
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
  const infinitive = (nlp(verb.normal).verbs().toInfinitive().text() || verb.normal).toLowerCase();
  if (EMPTY_VERBS.has(infinitive) || !/^[a-z -]{2,}$/.test(infinitive)) return null;
  if (particle !== null && particle.normal === infinitive) return null;
  const action =
    particle === null || infinitive.endsWith(particle.normal) ? infinitive : `${infinitive} ${particle.normal}`;
  return { surface: `${action} ${topic.surface}`, kind: 'action', words: [toWordKey(infinitive), ...topic.words] };
}
