import { EMPTY_FAILURES, EMPTY_STATES, EMPTY_VERBS } from './empty-words.ts';
import type { Phrase } from './extract-phrases.ts';
import { hasTag, joinWords, toGerund, toInfinitive } from './tagged-term.ts';
import type { Term } from './tagged-term.ts';

/** Words between a thing and what became of it: "card [has still not been] delivered". */
const BETWEEN = ['Auxiliary', 'Copula', 'Adverb', 'Modal', 'Negative'];
/** The same where the grammar takes them for something else. */
const BETWEEN_WORDS = /^(?:has|have|had|still|yet|already|now|just)$/;
const MOST_BETWEEN = 4;

const NO_TERM: Term = { text: '', normal: '', tags: new Set(), post: '' };

/** "my card has not arrived yet" → action "card not arrived": what became of the thing, or what it did. */
export function stateAfter(
  terms: readonly Term[],
  end: number,
  { topic, auxiliary }: { topic: Phrase; auxiliary: Term | null },
): Phrase | null {
  if (terms[end - 1].post.trim() !== '') return null;
  const coming = comingAfter(terms, end, topic);
  if (coming !== null) return coming;
  let i = end;
  let isNegative = auxiliary !== null && isNegation(auxiliary);
  while (i < terms.length && i < end + MOST_BETWEEN && isBetween(terms[i])) {
    isNegative ||= isNegation(terms[i]);
    i++;
  }
  const state = auxiliary === null ? terms[i] : readAsVerb(terms[i]);
  if (
    (i === end && auxiliary === null) ||
    state === undefined ||
    !hasTag(state, 'PastTense', 'Participle', 'Gerund', 'Adjective', 'Infinitive')
  ) {
    return null;
  }
  if (hasTag(state, 'Infinitive') && !isNegative) return null;
  // "the machine did not give me …": what it did to something else says little of the thing itself.
  const isPassive =
    [...terms.slice(end, i), ...(auxiliary === null ? [] : [auxiliary])].some((term) => hasTag(term, 'Copula')) &&
    !hasTag(state, 'Gerund', 'Infinitive');
  const next = terms[i + 1];
  const isOpen = next !== undefined && state.post.trim() === '';
  if (isOpen && !isPassive && hasTag(next, 'Determiner', 'Possessive', 'Pronoun', 'Noun', 'Infinitive')) return null;
  const word = state.normal;
  // "not showing" says what went wrong, "showing" does not.
  const empty = isNegative ? EMPTY_FAILURES : EMPTY_VERBS;
  if (EMPTY_STATES.has(word) || empty.has(toInfinitive(word)) || !/^[a-z-]{3,}$/.test(word)) return null;
  return {
    surface: `${topic.surface} ${isNegative ? `not ${toParticiple(state)}` : word}`,
    kind: 'action',
    words: joinWords(word, topic.words),
  };
}

/** "my card expires", "my card is about to expire" → action "card expiring". */
function comingAfter(terms: readonly Term[], end: number, topic: Phrase): Phrase | null {
  const [first, second, third, fourth] = terms.slice(end, end + 4);
  // "Experiment results" names a thing; "my card expires" says what it does.
  const owner = terms.slice(Math.max(0, end - 4), end - 1).findLast((term) => hasTag(term, 'Determiner', 'Possessive'));
  const isAbout = hasTag(first ?? NO_TERM, 'Copula') && second?.normal === 'about' && third?.normal === 'to';
  const verb = isAbout ? fourth : first;
  const next = isAbout ? terms[end + 4] : second;
  if (verb === undefined || !hasTag(verb, isAbout ? 'Infinitive' : 'PresentTense')) return null;
  if (
    hasTag(verb, 'Copula', 'Modal', 'Auxiliary', 'PhrasalVerb') ||
    (!isAbout && (owner === undefined || !verb.normal.endsWith('s')))
  )
    return null;
  const isOpen = next !== undefined && verb.post.trim() === '' && !hasTag(next, 'Date');
  if (isOpen && hasTag(next, 'Determiner', 'Possessive', 'Pronoun', 'Noun', 'Infinitive')) return null;
  const infinitive = toInfinitive(verb.normal);
  if (EMPTY_VERBS.has(infinitive) || !/^[a-z]{3,}$/.test(infinitive)) return null;
  const surface = `${topic.surface} ${toGerund(infinitive)}`;
  return { surface, kind: 'action', words: joinWords(infinitive, topic.words) };
}

/** In a question it stands before the thing: "was" in "Why was my card declined?" */
export function auxiliaryBefore(terms: readonly Term[], start: number): Term | null {
  let i = start - 1;
  while (i >= 0 && hasTag(terms[i], 'Determiner', 'Possessive') && terms[i].post.trim() === '') i--;
  const term = terms[i];
  if (term === undefined || term.post.trim() !== '') return null;
  const isAuxiliary = /^(?:is|are|was|were|has|have|had|does|do|did|can|could|will)(?:n['’]?t)?$/.test(term.normal);
  // "I have a card" is no question.
  const isAsked = i === 0 || hasTag(terms[i - 1], 'QuestionWord', 'Conjunction', 'Adverb');
  return isAuxiliary && isAsked ? term : null;
}

/** Behind the thing that a question is about, the library takes "work" and "working" for things. */
function readAsVerb(term: Term | undefined): Term | undefined {
  if (term === undefined || !/^(?:work|[a-z]+ing)$/.test(term.normal)) return term;
  return { ...term, tags: new Set([term.normal === 'work' ? 'Infinitive' : 'Gerund']) };
}

function isNegation(term: Term): boolean {
  return hasTag(term, 'Negative') || /n['’]t$|^(?:never|cannot)$/.test(term.normal);
}

function isBetween(term: Term): boolean {
  return (hasTag(term, ...BETWEEN) || BETWEEN_WORDS.test(term.normal)) && term.post.trim() === '';
}

/** "does not work" → "not working". */
function toParticiple({ normal, tags }: Term): string {
  if (!tags.has('Infinitive')) return normal;
  return toGerund(normal);
}
