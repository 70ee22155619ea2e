/** A piece of a word and its log probability. */
export type SentencePiece = readonly [piece: string, score: number | null];

/** The piece that stands for everything the vocabulary has no piece for. */
const UNKNOWN = 0;
/** Entries before this one are marks that no text contains. */
const FIRST_PIECE = 6;
/** Stands for the space before a word. */
const WORD_START = '\u2581';
/** Bounds the memory of the cache; words repeat, so a fresh one soon holds the frequent ones again. */
const CACHED_WORDS = 50_000;
const CACHED_WORD_LENGTH = 40;
/** More characters without a space tell no more about how well a text is known. */
const LONGEST_WORD = 200;

/**
 * Cuts texts into the pieces of a unigram language model: of all ways to write a word as pieces, the most probable.
 *
 * No piece goes over the space between words, so each word is cut by itself, and only once as long as the cache holds it.
 *
 * @see Kudo, "Subword Regularization: Improving Neural Network Translation Models with Multiple Subword Candidates", 2018
 */
export class SentencePieces {
  private readonly pieces = new Map<string, { id: number; score: number }>();
  private readonly longest: number;
  private readonly cache = new Map<string, number[]>();

  /** @param vocabulary - pieces in the order of their numbers; the first six are marks, number 0 means "unknown". */
  constructor(vocabulary: readonly SentencePiece[]) {
    let longest = 1;
    for (let id = FIRST_PIECE; id < vocabulary.length; id++) {
      const [piece, score] = vocabulary[id];
      // The vocabulary's file has no score for pieces like ":)"; the package's own reader counts them as 0, too. (It then
      // takes a sum of exactly 0 for "not reached", so a text that begins with a colon is cut another way there.)
      this.pieces.set(piece, { id, score: score ?? 0 });
      longest = Math.max(longest, piece.length);
    }
    this.longest = longest;
  }

  /**
   * The numbers of a text's first pieces.
   *
   * @param most - how many pieces at most; what follows is not even looked at.
   *
   * @example
   * pieces.encode('I like tea', 128); // ▁I ▁like ▁tea
   */
  encode(text: string, most: number): number[] {
    const normalised = text.normalize('NFKC');
    const ids: number[] = [];
    let start = normalised === '' ? 1 : 0;
    while (start <= normalised.length && ids.length < most) {
      const space = normalised.indexOf(' ', start);
      const end = space === -1 ? normalised.length : space;
      ids.push(...this.encodeWord(WORD_START + normalised.slice(start, end)).slice(0, most));
      start = end + 1;
    }
    return ids.slice(0, most);
  }

  /**
   * Pieces a word on average: near 1 where the vocabulary has the words themselves, and the more, the less it knows a
   * text. Plain English has 1.2 to 1.5, English full of product names 1.8, German and Spanish 3, Russian 6; a word with an
   * unknown piece counts as many as it has characters.
   *
   * @param most - stops after so many pieces.
   * @returns 1 for a blank text.
   * @see Rust et al., "How Good is Your Tokenizer?", ACL 2021, who call it fertility
   */
  measureFertility(text: string, most: number): number {
    let count = 0;
    let words = 0;
    for (const [word] of text.normalize('NFKC').matchAll(/\S+/gu)) {
      if (count >= most) break;
      const read = word.slice(0, LONGEST_WORD);
      const ids = this.encodeWord(WORD_START + read);
      // One unknown piece may stand for a whole line in another script.
      count += ids.includes(UNKNOWN) ? Math.max(ids.length, read.length) : ids.length;
      words++;
    }
    return words === 0 ? 1 : count / words;
  }

  private encodeWord(word: string): number[] {
    const known = this.cache.get(word);
    if (known !== undefined) return known;
    const ids = this.findBestPieces(word);
    if (word.length <= CACHED_WORD_LENGTH) {
      if (this.cache.size >= CACHED_WORDS) this.cache.clear();
      this.cache.set(word, ids);
    }
    return ids;
  }

  /** Viterbi's algorithm: the best way to each position extends the best way to an earlier one by one piece. */
  private findBestPieces(word: string): number[] {
    const n = word.length;
    const best = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY);
    const lastId = new Int32Array(n + 1);
    const lastStart = new Int32Array(n + 1);
    best[0] = 0;
    const reach = (start: number, end: number, id: number, score: number): void => {
      // Of equal ways the one with the later, shorter last piece.
      if (best[start] + score < best[end]) return;
      best[end] = best[start] + score;
      lastId[end] = id;
      lastStart[end] = start;
    };
    for (let start = 0; start < n; start++) {
      if (best[start] === Number.NEGATIVE_INFINITY) continue;
      let isKnown = false;
      for (let end = start + 1; end <= Math.min(n, start + this.longest); end++) {
        const piece = this.pieces.get(word.slice(start, end));
        if (piece === undefined) continue;
        isKnown = true;
        reach(start, end, piece.id, piece.score);
      }
      if (!isKnown) reach(start, start + (word.codePointAt(start)! > 0xffff ? 2 : 1), UNKNOWN, 0);
    }

    const ids: number[] = [];
    for (let end = n; end > 0; end = lastStart[end]) {
      // Neighbouring unknown characters make one unknown piece.
      if (lastId[end] !== UNKNOWN || ids.at(-1) !== UNKNOWN) ids.push(lastId[end]);
    }
    return ids.reverse();
  }
}
