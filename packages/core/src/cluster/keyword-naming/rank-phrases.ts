import type { WordWeights } from './class-tf-idf.ts';
import type { Phrase } from './extract-phrases.ts';

export interface ScoredPhrase extends Phrase {
  score: number;
  /** The members that have all its words, by their places in the list of members, ascending. */
  saidBy: readonly number[];
  /** Their share of the members, in [0, 1]. */
  coverage: number;
  /** How much likelier its most telling word is among the members than elsewhere, as `weighClusterWords` has it: ln(p / 1.5q). */
  lift: number;
  /** The largest share of members that one of its telling words has; the others may call the same thing something else. */
  anchor: number;
  /** The shares of the summaries elsewhere that have each of its words, in [0, 1], and the smallest of them. */
  wordsElsewhere: readonly number[];
  elsewhere: number;
  /** Only one of four or more members says it: no name for the others. */
  isLone: boolean;
}

/** A word is telling if it is three times as likely here as elsewhere, as `weighClusterWords` counts. */
export const LEAST_LIFT = 0.75;

/** What a phrase with a word that mostly says nothing is worth less. */
const MILD_FACTOR = 0.7;

/** By the number of words that carry meaning: two or three say best what something is about. */
const LENGTH_FACTORS = [0, 0.75, 1, 1.05, 1, 0.85, 0.75];

/**
 * Ranks the phrases that some of a cluster's members use: distinctive words, said by many members, two to four words long.
 *
 * @param phrases - the phrases of each member that was read.
 * @param members - the words of every member that counts, read or not.
 * @param options.respell - gives a phrase the usual capitals of its words.
 * @param options.shareElsewhere - the share of other summaries that have a word, given the share of the members that have it.
 * @returns best first; equal phrases are merged under the likeliest form.
 */
export function rankPhrases(
  phrases: readonly (readonly Phrase[])[],
  members: readonly (readonly string[])[],
  weights: WordWeights,
  {
    respell = (phrase) => phrase,
    shareElsewhere = () => 0,
  }: { respell?: (phrase: string) => string; shareElsewhere?: (word: string, share: number) => number } = {},
): ScoredPhrase[] {
  const known = new Map<string, boolean>();
  const isMuchLikelier = (word: string): boolean => {
    let isLikelier = known.get(word);
    if (isLikelier === undefined) {
      const share = members.filter((memberWords) => memberWords.includes(word)).length / members.length;
      isLikelier = share > 0 && (weights.get(word) ?? 0) >= LEAST_LIFT * share;
      known.set(word, isLikelier);
    }
    return isLikelier;
  };
  const groups = new Map<string, { phrase: Phrase; forms: Map<string, number> }>();
  for (const phrase of phrases.flat()) {
    if (!phrase.words.some((word) => weights.has(word))) continue;
    if (phrase.needs !== undefined && !isMuchLikelier(phrase.needs)) continue;
    const key = `${phrase.kind}:${[...phrase.words].sort().join(' ')}`;
    const group = groups.get(key) ?? { phrase, forms: new Map<string, number>() };
    groups.set(key, group);
    const form = respell(phrase.surface);
    group.forms.set(form, (group.forms.get(form) ?? 0) + 1);
  }
  const membersWith = indexMembers(members, new Set([...groups.values()].flatMap(({ phrase }) => phrase.words)));
  return [...groups.values()]
    .map(({ phrase, forms }) => {
      const { words, needs } = phrase;
      const weight = words.reduce((sum, word) => sum + (word === needs ? 0 : (weights.get(word) ?? 0)), 0);
      const shares = words.map((word) => membersWith.get(word)!.length / members.length);
      const lifts = words.map((word, i) => (weights.get(word) ?? 0) / Math.max(shares[i], 1e-9));
      const lift = Math.max(...lifts);
      const anchor = Math.max(...shares.map((share, i) => (lifts[i] >= LEAST_LIFT ? share : 0)));
      const saidBy = findCommon(words.map((word) => membersWith.get(word)!));
      const coverage = saidBy.length / members.length;
      const wordsElsewhere = words.map((word, i) => shareElsewhere(word, shares[i]));
      const elsewhere = Math.min(...wordsElsewhere);
      const lengthFactor =
        (LENGTH_FACTORS[words.length] ?? 0.6) * (JOINED.test(forms.keys().next().value ?? '') ? 0.8 : 1);
      const isLone = members.length > 3 && saidBy.length < 2;
      const score =
        (weight / Math.sqrt(words.length)) *
        Math.sqrt(coverage) *
        lengthFactor *
        (isLone ? 0.08 : 1) *
        (needs === undefined ? 1 : MILD_FACTOR);
      const surface = likeliestForm(forms);
      return { ...phrase, surface, score, saidBy, coverage, lift, anchor, wordsElsewhere, elsewhere, isLone };
    })
    .filter((phrase) => phrase.score > 0)
    .sort((a, b) => b.score - a.score || (a.surface < b.surface ? -1 : 1));
}

/** What joins two things in a phrase: "fee for transfer" says no more than "transfer fee". */
export const JOINED = / (?:of|for|from|in|on|to|with|by|at) /;

/** The members that have each of `words`, ascending. */
function indexMembers(members: readonly (readonly string[])[], words: ReadonlySet<string>): Map<string, number[]> {
  const membersWith = new Map([...words].map((word): [string, number[]] => [word, []]));
  members.forEach((memberWords, member) => {
    for (const word of memberWords) membersWith.get(word)?.push(member);
  });
  return membersWith;
}

/** The numbers that are in all of the ascending lists. */
function findCommon([first, ...others]: readonly number[][]): number[] {
  if (others.length === 0) return first;
  const sets = others.map((list) => new Set(list));
  return first.filter((member) => sets.every((set) => set.has(member)));
}

function likeliestForm(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))[0][0];
}

export function sharesWord(a: Phrase, b: Phrase): boolean {
  return a.words.some((word) => b.words.includes(word));
}
