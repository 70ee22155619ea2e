import { isWeakAlone } from './empty-words.ts';
import type { Phrase } from './extract-phrases.ts';
import { JOINED, LEAST_LIFT } from './rank-phrases.ts';
import type { ScoredPhrase } from './rank-phrases.ts';

/**
 * Chooses phrases that together reach many members: each next one by its score and by how many it adds.
 *
 * @param options.leastNew - members that a phrase has to add.
 * @param options.common - words that several of the phrases may have.
 * @returns none shares another word with another.
 */
export function choosePhrases(
  ranked: readonly ScoredPhrase[],
  {
    count,
    leastNew,
    first = [],
    common = new Set(),
  }: { count: number; leastNew: number; first?: readonly ScoredPhrase[]; common?: ReadonlySet<string> },
): ScoredPhrase[] {
  const chosen = [...first];
  const reached = new Set(chosen.flatMap(({ saidBy }) => saidBy));
  const open = ranked.filter((phrase) => phrase.kind === 'topic' && !phrase.isLone && isFit(phrase));
  while (chosen.length < count) {
    let best: ScoredPhrase | null = null;
    let bestWorth = 0;
    for (const phrase of open) {
      const added = phrase.saidBy.filter((member) => !reached.has(member)).length;
      if (added < leastNew || chosen.some((other) => sharesOther(other, phrase, common))) continue;
      const worth =
        phrase.score *
        (added / phrase.saidBy.length) *
        (isTelling(phrase) ? 2 : 1) *
        (JOINED.test(phrase.surface) ? JOINED_FACTOR : 1);
      if (worth > bestWorth) [best, bestWorth] = [phrase, worth];
    }
    if (best === null) break;
    chosen.push(best);
    for (const member of best.saidBy) reached.add(member);
  }
  return chosen;
}

function sharesOther(a: Phrase, b: Phrase, common: ReadonlySet<string>): boolean {
  const [own, others] = [a, b].map(({ words }) => words.filter((word) => !common.has(word)));
  // A phrase of such words alone stands for all that have them.
  if (own.length === 0 || others.length === 0) return a.words.some((word) => b.words.includes(word));
  return own.some((word) => others.includes(word));
}

/** The share of the members that say at least one of the phrases. */
export function reach(phrases: readonly ScoredPhrase[], memberCount: number): number {
  return new Set(phrases.flatMap(({ saidBy }) => saidBy)).size / Math.max(1, memberCount);
}

/** Two words, or an identifier or a name such as OpenFeature: enough to stand alone. A bare acronym is not. */
export function isTelling(phrase: Phrase): boolean {
  return (
    phrase.words.length > 1 ||
    /[- ](?:up|in|out|on|off|down|over|back)s?$/.test(phrase.surface) ||
    /^(?!\p{Lu}+s?$)\p{L}+[\p{Lu}_.]\p{L}*/u.test(phrase.surface)
  );
}

/** What a preposition joins is mostly one member's way of saying it. */
const JOINED_FACTOR = 0.6;

/** A word that more of the other summaries have is the log's subject, not a cluster's. */
export const MOST_ELSEWHERE = 0.1;
const MOST_ELSEWHERE_OF_PHRASE = 0.2;
/** A name that stands everywhere is that of the product which the log is about. */
const MOST_ELSEWHERE_OF_NAME = 0.04;

/** Whether a phrase may stand in a name: a single word only if it is a thing and telling by its rarity elsewhere. */
export function isFit(phrase: ScoredPhrase): boolean {
  if (isTelling(phrase)) return phrase.elsewhere <= MOST_ELSEWHERE_OF_PHRASE;
  if (phrase.lift < LEAST_LIFT || phrase.elsewhere > MOST_ELSEWHERE || isProduct(phrase)) return false;
  return !isWeakAlone({ surface: phrase.surface, key: phrase.words[0] });
}

/** Whether a phrase is a bare name that stands everywhere. */
export function isProduct({ surface, elsewhere, isGiven = false }: ScoredPhrase): boolean {
  return !isGiven && elsewhere > MOST_ELSEWHERE_OF_NAME && /^\p{Lu}\p{Ll}+$/u.test(surface);
}

/** "fees and rates"; "fees, rates and cards"; where one of them has an "and" already, commas. */
export function listPhrases(surfaces: readonly string[]): string {
  if (surfaces.length < 2 || surfaces.some((surface) => / and /.test(surface))) return surfaces.join(', ');
  return `${surfaces.slice(0, -1).join(', ')} and ${surfaces.at(-1)}`;
}
