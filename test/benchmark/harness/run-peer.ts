import { readFileSync, writeFileSync } from 'node:fs';
import type { Matrix } from '../../../packages/core/src/math/matrix.ts';
import type { OutputArray } from './matrix-file.ts';
import { readMatrixFile, writeOutputFile } from './matrix-file.ts';
import type { PeerInput, PeerReport } from './peer.ts';

/** What a peer's work gave. */
export interface PeerResult {
  outputs?: Record<string, OutputArray>;
  numbers?: Record<string, number>;
}

/** What a peer gets: the case's matrices, read, and the options of case and peer together. */
export interface PeerTask {
  matrices: Record<string, Matrix>;
  options: Record<string, unknown>;
}

/** A peer that is ready to work. */
export interface PreparedPeer {
  run: () => PeerResult | Promise<PeerResult>;
  /** Called after the work, outside of its time and memory, for more numbers. */
  measureAfter?: () => Promise<Record<string, number>>;
  version?: string;
}

/**
 * The body of a peer's script in Node: loads the data, lets `prepare` load libraries and warm up, then times the
 * function that `prepare` returns.
 *
 * @param prepare - its time does not count. A module that is not installed makes the peer "not found".
 *
 * @example
 * await runPeer(async ({ matrices, options }) => {
 *   const { kmeans } = await import('ml-kmeans');
 *   const rows = …;
 *   return { run: () => ({ outputs: { labels: Int32Array.from(kmeans(rows, Number(options.k)).clusters) } }) };
 * });
 */
export async function runPeer(prepare: (task: PeerTask) => Promise<PreparedPeer>): Promise<void> {
  const input = JSON.parse(process.argv[2]) as PeerInput;
  const matrices: Record<string, Matrix> = {};
  for (const [name, file] of Object.entries(input.matrices)) matrices[name] = await readMatrixFile(file);
  let prepared: PreparedPeer;
  try {
    prepared = await prepare({ matrices, options: input.options });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    return report({ missing: error.message });
  }
  // What the warm-up left behind would hide what the work takes.
  globalThis.gc?.();
  resetPeakMemory();
  const baselineBytes = process.memoryUsage.rss();
  const startedAt = performance.now();
  const { outputs = {}, numbers } = await prepared.run();
  const seconds = (performance.now() - startedAt) / 1000;
  const peakBytes = readPeakMemory();
  const files = await Promise.all(
    Object.entries(outputs).map(
      async ([name, array]) => [name, await writeOutputFile(input.outputFolder, name, array)] as const,
    ),
  );
  report({
    seconds,
    peakBytes,
    baselineBytes,
    numbers: { ...numbers, ...(await prepared.measureAfter?.()) },
    outputs: Object.fromEntries(files),
    version: prepared.version,
  });
}

function report(line: PeerReport): void {
  // Some libraries keep threads that would hold the process open.
  process.stdout.write(`\n${JSON.stringify(line)}\n`, () => process.exit(0));
}

/** So that loading does not count: on Linux the high-water mark can be set back; elsewhere it stands for the whole process. */
function resetPeakMemory(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Not permitted in some containers; the mark then includes loading.
  }
}

function readPeakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(kilobytes?.[1] ?? Number.NaN) * 1024;
}
