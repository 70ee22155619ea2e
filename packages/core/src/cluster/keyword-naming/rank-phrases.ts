import type { WordWeights } from './class-tf-idf.ts';
import type { Phrase } from './extract-phrases.ts';

export interface ScoredPhrase extends Phrase {
  score: number;
  /** Share of the members that have all its words, in [0, 1]. */
  coverage: number;
  /** Only one of four or more members says it: no name for the others. */
  isLone: boolean;
}

/**
 * Ranks the phrases that some of a cluster's members use: distinctive words, said by many members, two to four words long.
 *
 * @param phrases - the phrases of each member that was read.
 * @param members - the words of every member that counts, read or not.
 * @returns best first; equal phrases are merged under the likeliest form.
 */
export function rankPhrases(
  phrases: readonly (readonly Phrase[])[],
  members: readonly (readonly string[])[],
  weights: WordWeights,
): ScoredPhrase[] {
  const groups = new Map<string, { phrase: Phrase; forms: Map<string, number> }>();
  for (const phrase of phrases.flat()) {
    if (!phrase.words.some((word) => weights.has(word))) continue;
    const key = `${phrase.kind}:${phrase.words.join(' ')}`;
    const group = groups.get(key) ?? { phrase, forms: new Map<string, number>() };
    groups.set(key, group);
    group.forms.set(phrase.surface, (group.forms.get(phrase.surface) ?? 0) + 1);
  }
  const membersWith = indexMembers(members, new Set([...groups.values()].flatMap(({ phrase }) => phrase.words)));
  return [...groups.values()]
    .map(({ phrase, forms }) => {
      const { kind, words } = phrase;
      const weight = words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
      const count = countCommon(words.map((word) => membersWith.get(word)!));
      const coverage = count / members.length;
      const lengthFactor = [0, 0.75, 1, 1.05, 1, 0.85, 0.75][words.length] ?? 0.6;
      const isLone = members.length > 3 && count < 2;
      const score = (weight / Math.sqrt(words.length)) * Math.sqrt(coverage) * lengthFactor * (isLone ? 0.08 : 1);
      return { kind, words, surface: likeliestForm(forms), score, coverage, isLone };
    })
    .filter((phrase) => phrase.score > 0)
    .sort((a, b) => b.score - a.score || (a.surface < b.surface ? -1 : 1));
}

/** The members that have each of `words`, ascending. */
function indexMembers(members: readonly (readonly string[])[], words: ReadonlySet<string>): Map<string, number[]> {
  const membersWith = new Map([...words].map((word): [string, number[]] => [word, []]));
  members.forEach((memberWords, member) => {
    for (const word of memberWords) membersWith.get(word)?.push(member);
  });
  return membersWith;
}

/** How many numbers are in all of the ascending lists. */
function countCommon([first, ...others]: readonly number[][]): number {
  if (others.length === 0) return first.length;
  const sets = others.map((list) => new Set(list));
  return first.filter((member) => sets.every((set) => set.has(member))).length;
}

function likeliestForm(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0][0];
}

export function sharesWord(a: Phrase, b: Phrase): boolean {
  return a.words.some((word) => b.words.includes(word));
}
