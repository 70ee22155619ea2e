import { createPause } from '../../math/create-pause.ts';
import type { StepOptions } from '../../step-options.ts';
import type { ConversationIndex } from './conversation-index.ts';
import { splitWords } from './split-words.ts';

/**
 * Searches all conversations with a conversation's summary, by the cosine of their TF-IDF vectors, and gives the place
 * at which its own conversation comes.
 *
 * A summary that says what is particular to its conversation finds it; a vague one does not. Conversations of the same
 * words share a place. A summary without any word of its conversation comes last. Note that copying a sentence from
 * the conversation makes it easy to find, so this measures how telling a summary is, not how well it is written.
 *
 * @param queries - numbers of the conversations whose summaries search
 * @param summaries - length `index.count`; null where there is none
 * @returns rank per conversation, 1 for the best, NaN for those that were not asked or have no summary.
 */
export async function rankOwnConversations(
  index: ConversationIndex,
  summaries: readonly (string | null)[],
  queries: Int32Array,
  { signal, onProgress }: StepOptions = {},
): Promise<Float32Array> {
  const pause = createPause(signal);
  const { count, starts, conversations, weights } = index;
  const ranks = new Float32Array(count).fill(Number.NaN);
  const scores = new Float64Array(count);
  for (let q = 0; q < queries.length; q++) {
    const own = queries[q];
    const summary = summaries[own];
    if (summary !== null) {
      scores.fill(0);
      for (const [word, weight] of weighQuery(summary, index)) {
        for (let p = starts[word]; p < starts[word + 1]; p++) scores[conversations[p]] += weight * weights[p];
      }
      const ownScore = scores[own];
      let better = 0;
      for (let i = 0; i < count; i++) if (scores[i] > ownScore) better++;
      ranks[own] = ownScore > 0 ? better + 1 : count;
    }
    await pause();
    onProgress?.(q + 1, queries.length);
  }
  return ranks;
}

/** The query's length is the same for all conversations, so it is left as it is. */
function weighQuery(text: string, { words, idf }: ConversationIndex): [word: number, weight: number][] {
  const counts = new Map<number, number>();
  for (const word of splitWords(text)) {
    const number = words.get(word) ?? -1;
    if (number >= 0) counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return Array.from(counts, ([number, count]) => [number, (1 + Math.log(count)) * idf[number]]);
}
