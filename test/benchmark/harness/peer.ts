/** One contestant of a benchmark: a script that runs in a process of its own, so that no peer shares memory or caches. */
export interface Peer {
  /** As shown in the table. */
  name: string;
  /** File in `test/benchmark/peers`; `.ts` runs in Node, `.py` in Python. */
  script: string;
  /** Handed to the script beside the case's own options. */
  options?: Record<string, unknown>;
  /** Why the peer is left out of a case (`takes an hour`); null to run it. */
  skip?: (benchmarkCase: BenchmarkCase) => string | null;
}

/** One size or data set that every peer is measured on. */
export interface BenchmarkCase {
  /** As shown above the table: `n = 5,000, d = 384, k = 500`. */
  name: string;
  matrices: Record<string, MatrixFile>;
  options?: Record<string, unknown>;
}

/** A row-major float32 matrix as raw little-endian numbers in a file. */
export interface MatrixFile {
  path: string;
  rows: number;
  columns: number;
}

/** What a peer's script gets as its only argument, as JSON. */
export interface PeerInput {
  matrices: Record<string, MatrixFile>;
  options: Record<string, unknown>;
  /** Where the script puts the arrays that it hands back. */
  outputFolder: string;
}

/** An array that a peer hands back: raw little-endian numbers in a file. */
export interface OutputFile {
  path: string;
  type: 'float32' | 'float64' | 'int32';
}

/** The last line that a peer's script prints, as JSON. */
export type PeerReport =
  | {
      /** Of the work alone: imports, data and warm-up are done before. */
      seconds: number;
      /** Largest resident memory of the process while it worked. */
      peakBytes: number;
      /** Resident memory when libraries and data were loaded and the work began. */
      baselineBytes: number;
      /** Numbers that only the peer itself can know; shown in the table. */
      numbers?: Record<string, number>;
      /** Arrays that the benchmark scores, with the same code for all peers. */
      outputs?: Record<string, OutputFile>;
      /** Of the library measured. */
      version?: string;
    }
  | { missing: string };
