import { createPause } from '../../math/create-pause.ts';
import { GrowingInt32 } from '../../math/growing-int32.ts';
import { splitWords } from './split-words.ts';

/** Conversations that can be searched by their words: an inverted index of TF-IDF weights. */
export interface ConversationIndex {
  readonly count: number;
  /** Number of each word that is searched; negative for those that are not. */
  readonly words: ReadonlyMap<string, number>;
  /** Inverse document frequency per word: ln((1 + n) / (1 + df)) + 1, as scikit-learn's smooth idf. */
  readonly idf: Float64Array;
  /** The conversations with word w stand at `starts[w] … starts[w + 1] − 1`, ascending. */
  readonly starts: Int32Array;
  readonly conversations: Int32Array;
  /** Weight of the word in the conversation, (1 + ln tf) · idf, each conversation's weights of unit length. */
  readonly weights: Float32Array;
}

/** Collects conversations for the search, one at a time, so that they need not be in memory together. */
export class ConversationIndexBuilder {
  private readonly isSearched: (word: string) => boolean;
  private readonly words = new Map<string, number>();
  /** Per word: conversations that have it, the last of them, and the place of its entry there. */
  private readonly documentFrequency: number[] = [];
  private readonly lastConversation: number[] = [];
  private readonly lastEntry: number[] = [];
  /** One entry per conversation and word. */
  private readonly entryWords = new GrowingInt32();
  private readonly entryCounts = new GrowingInt32();
  private readonly ends = new GrowingInt32();

  /** @param isSearched - words that it is false for are left out */
  constructor(isSearched: (word: string) => boolean) {
    this.isSearched = isSearched;
  }

  add(text: string): void {
    const conversation = this.ends.length;
    for (const word of splitWords(text)) {
      const number = this.words.get(word) ?? this.addWord(word);
      if (number < 0) continue;
      if (this.lastConversation[number] === conversation) {
        this.entryCounts.increment(this.lastEntry[number]);
        continue;
      }
      this.lastConversation[number] = conversation;
      this.lastEntry[number] = this.entryWords.length;
      this.documentFrequency[number]++;
      this.entryWords.push(number);
      this.entryCounts.push(1);
    }
    this.ends.push(this.entryWords.length);
  }

  private addWord(word: string): number {
    const number = this.isSearched(word) ? this.documentFrequency.length : -1;
    this.words.set(word, number);
    if (number < 0) return number;
    this.documentFrequency.push(0);
    this.lastConversation.push(-1);
    this.lastEntry.push(-1);
    return number;
  }

  async finish(signal?: AbortSignal): Promise<ConversationIndex> {
    const pause = createPause(signal);
    const count = this.ends.length;
    const idf = Float64Array.from(this.documentFrequency, (frequency) => Math.log((1 + count) / (1 + frequency)) + 1);
    const starts = new Int32Array(idf.length + 1);
    this.documentFrequency.forEach((frequency, word) => {
      starts[word + 1] = starts[word] + frequency;
    });

    const next = starts.slice(0, idf.length);
    const conversations = new Int32Array(this.entryWords.length);
    const weights = new Float32Array(this.entryWords.length);
    let entry = 0;
    for (let conversation = 0; conversation < count; conversation++) {
      const start = entry;
      const end = this.ends.at(conversation);
      let square = 0;
      for (entry = start; entry < end; entry++) {
        square += ((1 + Math.log(this.entryCounts.at(entry))) * idf[this.entryWords.at(entry)]) ** 2;
      }
      const norm = Math.sqrt(square);
      for (entry = start; entry < end; entry++) {
        const word = this.entryWords.at(entry);
        conversations[next[word]] = conversation;
        weights[next[word]++] = ((1 + Math.log(this.entryCounts.at(entry))) * idf[word]) / norm;
      }
      await pause();
    }
    return { count, words: this.words, idf, starts, conversations, weights };
  }
}
