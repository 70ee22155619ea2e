import type { ClusterEvidence } from '../naming-model.ts';
import { spread } from './choose-members.ts';
import { capitalise, isFitting } from './compose-name.ts';
import { IN_LANGUAGE } from './name-after-language.ts';
import type { ScoredPhrase } from './rank-phrases.ts';
import type { SummaryWords } from './read-summaries.ts';
import { foldName } from './taken-names.ts';
import type { TakenNames } from './taken-names.ts';
import { tellApart } from './tell-apart.ts';

/** What was read of one cluster. */
export interface Reading {
  ranked: readonly ScoredPhrase[];
  /** Names that fit, the best first; at least one. */
  names: readonly string[];
  /** The words of its members, and their texts. */
  documents: readonly (readonly string[])[];
  texts: readonly string[];
  /** The most central text that is not empty. */
  example: string;
}

/** Members of all namesakes that are counted; of more, these many spread evenly. */
const OTHERS_COUNTED = 400;

/** Clusters of the same parent whose best names hardly differ, as places; one that has no namesake stands alone. */
export function groupNamesakes(clusters: readonly ClusterEvidence[], names: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  names.forEach((name, place) => {
    const key = `${clusters[place].parent}:${foldName(name)}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(place);
  });
  return [...groups.values()];
}

/**
 * Names clusters that would have the same name: each by what it has and the others have not. The first that has nothing
 * of its own keeps the name as it is; another such one gets another of its names, or a number.
 *
 * @param readings - in the order of the clusters, which is that of names.
 * @param options.taken - the names of siblings; the new ones are added.
 */
export function nameApart(
  readings: readonly Reading[],
  { taken, words }: { taken: TakenNames; words: Pick<SummaryWords, 'spellings'> },
): string[] {
  const respell = (phrase: string): string => words.spellings.respell(phrase);
  const sample = spread(
    readings.flatMap(({ documents }, owner) => documents.map((document) => ({ document, owner }))),
    OTHERS_COUNTED,
  );
  const particulars = readings.map(({ names: [name], ranked, documents, texts }, i) => {
    const others = sample.flatMap(({ document, owner }) => (owner === i ? [] : [document]));
    return tellApart({ name, ranked, documents, texts, others, respell }).map(capitalise).filter(isFitting);
  });
  let plain = particulars.findIndex((names) => names.length === 0);
  if (plain < 0) plain = 0;
  return readings.map(({ names }, i) => {
    if (i === plain) return names[0];
    const spare = names.slice(1);
    // Behind a language a product's name says more than any other word.
    const others = names[0].startsWith(IN_LANGUAGE) ? [...spare, ...particulars[i]] : [...particulars[i], ...spare];
    const name = others.find((other) => !taken.hasAlike(other)) ?? taken.number(names[0]);
    taken.add(name);
    return name;
  });
}
