/** Groups for the jackknife: conversation i is in group i mod 20. */
const GROUPS = 20;
/** Words drawn for the count of distinct ones. */
export const DRAWN_WORDS = 1000;

/** How rich the words of all summaries of a run are; two numbers with what each would be without a group. */
export interface VocabularyRichness {
  /** Content words in all summaries. */
  words: number;
  distinctWords: number;
  /** Distinct words ÷ words. Falls as a corpus grows, so only corpora of one size compare. */
  typeTokenRatio: { value: number; leftOut: Float64Array } | null;
  /** Distinct words among 1,000 drawn at random: comparable between any two corpora. null for fewer words. */
  distinctPerThousand: { value: number; leftOut: Float64Array } | null;
}

/**
 * Measures the vocabulary of a run's summaries.
 *
 * @param wordsOf - content words of each summary; null where there is none
 * @see Hurlbert, "The Nonconcept of Species Diversity", Ecology 1971 (expected number of distinct ones in a sample)
 */
export function measureVocabulary(wordsOf: readonly (readonly string[] | null)[]): VocabularyRichness {
  const ids = new Map<string, number>();
  const byGroup = Array.from({ length: GROUPS }, () => new Map<number, number>());
  wordsOf.forEach((words, i) => {
    const counts = byGroup[i % GROUPS];
    for (const word of words ?? []) {
      let id = ids.get(word);
      if (id === undefined) {
        id = ids.size;
        ids.set(word, id);
      }
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  });
  const total = new Int32Array(ids.size);
  for (const counts of byGroup) for (const [id, count] of counts) total[id] += count;
  const withoutGroup = (group: number): Int32Array => {
    const rest = total.slice();
    for (const [id, count] of byGroup[group]) rest[id] -= count;
    return rest;
  };

  const rests = Array.from({ length: GROUPS }, (_, group) => frequencies(withoutGroup(group)));
  const all = frequencies(total);
  const measured = (measure: (table: Frequencies) => number, smallest: number) =>
    rests.some(({ words }) => words < smallest)
      ? null
      : { value: measure(all), leftOut: Float64Array.from(rests, measure) };
  return {
    words: all.words,
    distinctWords: ids.size,
    typeTokenRatio: measured(({ words, distinct }) => distinct / words, 1),
    distinctPerThousand: measured(expectedDistinct, DRAWN_WORDS),
  };
}

interface Frequencies {
  words: number;
  distinct: number;
  /** How many words occur so often, by rising frequency. */
  spectrum: [frequency: number, words: number][];
}

function frequencies(counts: Int32Array): Frequencies {
  const spectrum = new Map<number, number>();
  let words = 0;
  let distinct = 0;
  for (const count of counts) {
    if (count === 0) continue;
    words += count;
    distinct++;
    spectrum.set(count, (spectrum.get(count) ?? 0) + 1);
  }
  return { words, distinct, spectrum: [...spectrum].sort((a, b) => a[0] - b[0]) };
}

/** A word of frequency f is missed by a draw of m from N with probability Π (N − m − i) / (N − i), i = 0 … f − 1. */
function expectedDistinct({ words, spectrum }: Frequencies): number {
  let expected = 0;
  let missed = 1;
  let f = 0;
  for (const [frequency, count] of spectrum) {
    for (; f < frequency && missed > 0; f++) missed *= Math.max(0, words - DRAWN_WORDS - f) / (words - f);
    expected += count * (1 - missed);
  }
  return expected;
}
