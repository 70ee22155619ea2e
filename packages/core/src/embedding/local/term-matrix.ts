import { GrowingInt32 } from '../../math/growing-int32.ts';
import { sortInTurns } from '../../math/sort-in-turns.ts';

const TERMS_PER_TURN = 4096;

/** Sparse rows: row i has the columns `indices[offsets[i] … offsets[i+1] − 1]`, ascending, with `values` beside them. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** The terms that count and how rare each is. */
export interface Vocabulary {
  /** Column of each term. */
  readonly columns: ReadonlyMap<string, number>;
  /** Inverse document frequency per column: ln((1 + n) / (1 + df)) + 1, as scikit-learn's smooth idf. */
  readonly idf: Float32Array;
}

/** Collects the terms of a corpus one text at a time, so that no text has to be tokenised twice. */
export class CorpusTerms {
  private readonly ids = new Map<string, number>();
  private readonly termIds = new GrowingInt32();
  private readonly textEnds: number[] = [];
  private readonly documentFrequency: number[] = [];

  add(terms: readonly string[]): void {
    const seen = new Set<number>();
    for (const term of terms) {
      let id = this.ids.get(term);
      if (id === undefined) {
        id = this.ids.size;
        this.ids.set(term, id);
      }
      this.termIds.push(id);
      if (!seen.has(id)) this.documentFrequency[id] = (this.documentFrequency[id] ?? 0) + 1;
      seen.add(id);
    }
    this.textEnds.push(this.termIds.length);
  }

  /** The terms to keep, in alphabetical order, with their ids. */
  private async chooseTerms(
    minDocuments: number,
    maxTerms: number,
    pause: () => Promise<void>,
  ): Promise<[string, number][]> {
    // How many terms have each document frequency tells which one is the last to be kept, without sorting them all.
    const termCounts = new Int32Array(this.textEnds.length + 1);
    for (const frequency of this.documentFrequency) termCounts[frequency]++;
    let least = termCounts.length;
    for (let total = 0; least > minDocuments && total < maxTerms;) total += termCounts[--least];
    const kept: [string, number][] = [];
    const last: string[] = [];
    let seen = 0;
    for (const [term, id] of this.ids) {
      if (this.documentFrequency[id] > least) kept.push([term, id]);
      else if (this.documentFrequency[id] === least) last.push(term);
      if (seen++ % TERMS_PER_TURN === 0) await pause();
    }
    const sorted = await sortInTurns(last, pause);
    for (const term of sorted.slice(0, maxTerms - kept.length)) kept.push([term, this.ids.get(term)!]);
    return kept.sort((a, b) => compare(a[0], b[0]));
  }

  /**
   * Keeps the terms that at least `minDocuments` texts have; of more than `maxTerms`, the most frequent ones.
   *
   * @returns the vocabulary in alphabetical order of terms, and the corpus as TF-IDF rows of unit length.
   */
  async finish({
    minDocuments,
    maxTerms,
    pause,
  }: {
    minDocuments: number;
    maxTerms: number;
    pause: () => Promise<void>;
  }): Promise<{ vocabulary: Vocabulary; matrix: SparseMatrix }> {
    const n = this.textEnds.length;
    const kept = await this.chooseTerms(minDocuments, maxTerms, pause);

    const columnOf = new Int32Array(this.ids.size).fill(-1);
    const idf = new Float32Array(kept.length);
    kept.forEach(([, id], column) => {
      columnOf[id] = column;
      idf[column] = Math.log((1 + n) / (1 + this.documentFrequency[id])) + 1;
    });
    const vocabulary = { columns: new Map(kept.map(([term], column) => [term, column])), idf };

    const termIds = this.termIds.finish();
    const rows = new TermRows(idf);
    let start = 0;
    for (const end of this.textEnds) {
      rows.add(Array.from(termIds.subarray(start, end), (id) => columnOf[id]));
      start = end;
      await pause();
    }
    return { vocabulary, matrix: rows.finish() };
  }
}

/** TF-IDF rows of texts against a fitted vocabulary. Terms that it does not hold are passed over. */
export function weighTerms(texts: readonly (readonly string[])[], { columns, idf }: Vocabulary): SparseMatrix {
  const rows = new TermRows(idf);
  for (const terms of texts) rows.add(terms.map((term) => columns.get(term) ?? -1));
  return rows.finish();
}

/** Builds TF-IDF rows: (1 + ln tf) · idf, scaled to unit length. */
class TermRows {
  private readonly idf: Float32Array;
  private readonly offsets = [0];
  private readonly indices = new GrowingInt32();
  private values = new Float32Array(1024);

  constructor(idf: Float32Array) {
    this.idf = idf;
  }

  /** @param columns - column of each occurrence of a term; negative ones are passed over. */
  add(columns: readonly number[]): void {
    const counts = new Map<number, number>();
    for (const column of columns) if (column >= 0) counts.set(column, (counts.get(column) ?? 0) + 1);
    const sorted = [...counts].sort((a, b) => a[0] - b[0]);
    const weights = sorted.map(([column, count]) => (1 + Math.log(count)) * this.idf[column]);
    const norm = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
    sorted.forEach(([column], i) => {
      if (this.indices.length === this.values.length) {
        const larger = new Float32Array(2 * this.values.length);
        larger.set(this.values);
        this.values = larger;
      }
      this.values[this.indices.length] = weights[i] / norm;
      this.indices.push(column);
    });
    this.offsets.push(this.indices.length);
  }

  finish(): SparseMatrix {
    return {
      rows: this.offsets.length - 1,
      columns: this.idf.length,
      offsets: Int32Array.from(this.offsets),
      indices: this.indices.finish(),
      values: this.values.slice(0, this.indices.length),
    };
  }
}

/** Order by code unit, the same on every machine; localeCompare is not. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
