import type { OutputArray } from './matrix-file.ts';
import type { BenchmarkCase, Peer } from './peer.ts';
import { startPeer } from './start-peer.ts';
import type { PeerRun } from './start-peer.ts';

export interface ComparePeersOptions {
  /** The first one is ours; the others' times are shown as multiples of its time. */
  peers: Peer[];
  cases: BenchmarkCase[];
  /** How often every peer runs on a case; medians are shown. */
  rounds: number;
  timeoutSeconds: number;
  /** Scores what a run handed back, with the same code for all peers: `{ inertia: 1427.3 }`. */
  score?: (outputs: Record<string, OutputArray>, benchmarkCase: BenchmarkCase) => Promise<Record<string, number>>;
}

/** One peer on one case. */
export interface PeerMeasurement {
  peer: string;
  version: string | null;
  /** Why there are no numbers; null if there are. */
  failure: string | null;
  /** Median over the rounds. */
  seconds: number;
  allSeconds: number[];
  /** Largest resident memory of all rounds, and how much of it came after libraries and data were loaded. */
  peakBytes: number;
  workBytes: number;
  /** Medians of what the peer itself and the benchmark's `score` report. */
  quality: Record<string, number>;
  /** Its time divided by the first peer's; NaN when either has none. */
  ratio: number;
}

export interface CaseComparison {
  name: string;
  measurements: PeerMeasurement[];
}

/**
 * Measures all peers on all cases, in alternation (A B C A B C …), so that a slow minute of the machine hits all alike.
 *
 * A peer that is missing, fails or takes too long in one round is left out of the further rounds of that case.
 */
export async function comparePeers(options: ComparePeersOptions): Promise<CaseComparison[]> {
  const { peers, cases, rounds, timeoutSeconds, score } = options;
  const comparisons: CaseComparison[] = [];
  for (const benchmarkCase of cases) {
    const runs = peers.map((): PeerRun[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [p, peer] of peers.entries()) {
        if (runs[p].some((run) => 'failure' in run)) continue;
        const reason = peer.skip?.(benchmarkCase) ?? null;
        const run = reason ? { failure: reason } : await startPeer(peer, benchmarkCase, timeoutSeconds);
        if ('outputs' in run && score) {
          run.numbers = { ...run.numbers, ...(await score(run.outputs, benchmarkCase)) };
          run.outputs = {};
        }
        runs[p].push(run);
        const outcome = 'failure' in run ? run.failure : `${run.seconds.toFixed(2)} s`;
        process.stderr.write(`${benchmarkCase.name} · ${peer.name} · ${round + 1}/${rounds}: ${outcome}\n`);
      }
    }
    const measurements = peers.map((peer, p) => summarise(peer.name, runs[p]));
    for (const measurement of measurements) measurement.ratio = measurement.seconds / measurements[0].seconds;
    comparisons.push({ name: benchmarkCase.name, measurements });
  }
  return comparisons;
}

function summarise(peer: string, runs: PeerRun[]): PeerMeasurement {
  const measured = runs.filter((run) => 'seconds' in run);
  const failed = runs.find((run) => 'failure' in run);
  const quality: Record<string, number> = {};
  for (const name of Object.keys(measured[0]?.numbers ?? {})) {
    quality[name] = findMedian(measured.map((run) => run.numbers[name]));
  }
  return {
    peer,
    version: measured[0]?.version ?? null,
    failure: measured.length === 0 ? (failed?.failure ?? 'not run') : null,
    seconds: findMedian(measured.map((run) => run.seconds)),
    allSeconds: measured.map((run) => run.seconds),
    peakBytes: measured.length === 0 ? Number.NaN : Math.max(...measured.map((run) => run.peakBytes)),
    workBytes:
      measured.length === 0 ? Number.NaN : Math.max(...measured.map((run) => run.peakBytes - run.baselineBytes)),
    quality,
    ratio: Number.NaN,
  };
}

function findMedian(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}
