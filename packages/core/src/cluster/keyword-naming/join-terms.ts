import { EMPTY_VERBS } from './empty-words.ts';
import { hasTag } from './tagged-term.ts';
import type { Term } from './tagged-term.ts';

/**
 * A sentence's terms with those joined that are one word: "sign" "on" with a hyphen between them, and "top" "up" where
 * they name a thing.
 */
export function joinTerms(sentence: readonly Term[]): Term[] {
  return joinParticles(joinHyphens(sentence));
}

/** "sign-on" comes as two words; it is one, and stands for a thing if its second word is no verb of its own. */
function joinHyphens(terms: readonly Term[]): Term[] {
  const joined: Term[] = [];
  let open = false;
  for (const term of terms) {
    const last = joined.at(-1);
    if (term.text === '') {
      // The second part of a contraction has no text of its own: isn't.
      if (hasTag(term, 'Negative') && last !== undefined) {
        joined[joined.length - 1] = { ...last, tags: new Set([...last.tags, 'Negative']) };
      }
      continue;
    }
    const isOpen = /^[-‐]$/.test(term.post);
    if (open && last !== undefined) {
      joined[joined.length - 1] = {
        text: `${last.text}-${term.text}`,
        normal: `${last.normal}-${term.normal}`,
        tags: term.tags.has('Adjective') && !last.tags.has('Noun') ? term.tags : new Set(['Noun']),
        post: isOpen ? '' : term.post,
      };
    } else {
      joined.push({ text: term.text, normal: term.normal, tags: term.tags, post: isOpen ? '' : term.post });
    }
    open = isOpen;
  }
  return joined;
}

/** What makes a verb another one: "top up". Behind "log in W&B" stands a preposition as often. */
export const PARTICLE = /^(?:up|out|off|down|over|back)$/;

/** "my top up" and "maximum top up" name a thing; "I want to top up" says what somebody does. */
function joinParticles(terms: readonly Term[]): Term[] {
  const joined: Term[] = [];
  for (const [place, term] of terms.entries()) {
    const last = joined.at(-1);
    const before = joined.at(-2);
    if (last !== undefined && isCompound({ last, before, term, next: terms[place + 1] })) {
      joined[joined.length - 1] = {
        text: `${last.text} ${term.text}`,
        normal: `${last.normal} ${term.normal}`,
        tags: new Set(['Noun', 'Singular']),
        post: term.post,
      };
    } else joined.push(term);
  }
  return joined;
}

function isCompound(words: { last: Term; before: Term | undefined; term: Term; next: Term | undefined }): boolean {
  const { last, before, term, next } = words;
  if (!PARTICLE.test(term.normal) || last.post.trim() !== '' || !/^[a-z]{3,}$/.test(last.normal)) return false;
  if (EMPTY_VERBS.has(last.normal) || (next !== undefined && hasTag(next, 'Determiner', 'Possessive'))) return false;
  if (hasTag(term, 'Noun') && hasTag(last, 'Noun')) return true;
  const isThing =
    before !== undefined && before.post.trim() === '' && hasTag(before, 'Determiner', 'Possessive', 'Adjective');
  return isThing && hasTag(last, 'PhrasalVerb', 'Noun') && hasTag(term, 'Particle');
}
