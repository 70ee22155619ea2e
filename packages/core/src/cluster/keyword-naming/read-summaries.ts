import { createPause } from '../../math/create-pause.ts';
import type { StepOptions } from '../../step-options.ts';
import type { Summary } from '../../summary/summary.ts';
import { countWords, weighClusterWords } from './class-tf-idf.ts';
import { listTopics } from './read-phrases.ts';
import { readWordKeys, splitText } from './read-words.ts';
import { Spellings } from './spellings.ts';

/** What the words of all summaries are, counted once for all clusters. */
export interface SummaryWords {
  /** The distinct words of each summary, as `toWordKey` gives them. */
  documents: readonly (readonly string[])[];
  spellings: Spellings;
  /** In how many summaries each word is. */
  counts: ReadonlyMap<string, number>;
  weigh: ReturnType<typeof weighClusterWords>;
}

/** Reads the words of summaries and of what their fields list. */
export async function readSummaryWords(
  summaries: readonly Summary[],
  { signal }: StepOptions = {},
): Promise<SummaryWords> {
  const pause = createPause(signal);
  const documents: string[][] = [];
  const spellings = new Spellings();
  /** One string object a word, however many summaries have it. */
  const known = new Map<string, string>();
  for (const summary of summaries) {
    const text = [summary.summary, ...listTopics(summary)].join('\n');
    const words = splitText(text);
    spellings.add(text, words);
    documents.push(
      readWordKeys(text, words).map((word) => {
        const same = known.get(word) ?? word;
        known.set(same, same);
        return same;
      }),
    );
    await pause();
  }
  return { documents, spellings, counts: countWords(documents, documents.keys()), weigh: weighClusterWords(documents) };
}
