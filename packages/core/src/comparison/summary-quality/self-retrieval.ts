import type { SparseMatrix, Vocabulary } from '../../embedding/local/term-matrix.ts';
import { CorpusTerms, weighTerms } from '../../embedding/local/term-matrix.ts';
import { createPause } from '../../math/create-pause.ts';
import type { StepOptions } from '../../step-options.ts';
import { splitWords } from './split-words.ts';

/** Conversations that can be searched by their words. */
export interface ConversationIndex {
  readonly count: number;
  readonly vocabulary: Vocabulary;
  /** Per term: the conversations that have it, and its weight there. Shape (terms, conversations). */
  readonly postings: SparseMatrix;
  readonly toTerms: (text: string) => string[];
}

/** Collects conversations for the search, one at a time, so that they need not be in memory together. */
export class ConversationIndexBuilder {
  private readonly corpus = new CorpusTerms();
  private readonly toTerms: (text: string) => string[];

  /** @param isSearched - words that it is false for are left out */
  constructor(isSearched: (word: string) => boolean) {
    this.toTerms = (text) => splitWords(text).filter(isSearched);
  }

  add(text: string): void {
    this.corpus.add(this.toTerms(text));
  }

  async finish(signal?: AbortSignal): Promise<ConversationIndex> {
    const limits = { minDocuments: 1, maxTerms: Number.MAX_SAFE_INTEGER, pause: createPause(signal) };
    const { vocabulary, matrix } = await this.corpus.finish(limits);
    return { count: matrix.rows, vocabulary, postings: transpose(matrix), toTerms: this.toTerms };
  }
}

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
  const { count, vocabulary, postings, toTerms } = index;
  const ranks = new Float32Array(count).fill(Number.NaN);
  const scores = new Float64Array(count);
  for (let q = 0; q < queries.length; q++) {
    const own = queries[q];
    const summary = summaries[own];
    if (summary !== null) {
      scores.fill(0);
      const query = weighTerms([toTerms(summary)], vocabulary);
      for (let t = 0; t < query.indices.length; t++) {
        const term = query.indices[t];
        for (let p = postings.offsets[term]; p < postings.offsets[term + 1]; p++) {
          scores[postings.indices[p]] += query.values[t] * postings.values[p];
        }
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

function transpose(matrix: SparseMatrix): SparseMatrix {
  const offsets = new Int32Array(matrix.columns + 1);
  for (const column of matrix.indices) offsets[column + 1]++;
  for (let column = 0; column < matrix.columns; column++) offsets[column + 1] += offsets[column];
  const next = offsets.slice(0, matrix.columns);
  const indices = new Int32Array(matrix.indices.length);
  const values = new Float32Array(matrix.indices.length);
  for (let row = 0; row < matrix.rows; row++) {
    for (let p = matrix.offsets[row]; p < matrix.offsets[row + 1]; p++) {
      const at = next[matrix.indices[p]]++;
      indices[at] = row;
      values[at] = matrix.values[p];
    }
  }
  return { rows: matrix.columns, columns: matrix.rows, offsets, indices, values };
}
