import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OutputArray } from './matrix-file.ts';
import { readOutputFile } from './matrix-file.ts';
import type { BenchmarkCase, Peer, PeerInput, PeerReport } from './peer.ts';

const PEERS = fileURLToPath(new URL('../peers/', import.meta.url));

/** One run of a peer: what it measured and gave back, or why there is nothing. */
export type PeerRun =
  | {
      seconds: number;
      peakBytes: number;
      baselineBytes: number;
      numbers: Record<string, number>;
      outputs: Record<string, OutputArray>;
      version: string | null;
    }
  | { failure: string };

/**
 * Runs a peer once in a process of its own.
 *
 * @param timeoutSeconds - the process is ended after that long, loading included.
 */
export async function startPeer(
  peer: Peer,
  { matrices, options }: BenchmarkCase,
  timeoutSeconds: number,
): Promise<PeerRun> {
  const outputFolder = await mkdtemp(join(tmpdir(), 'understory-benchmark-'));
  const input: PeerInput = { matrices, options: { ...options, ...peer.options }, outputFolder };
  try {
    const report = await readReport(peer.script, input, timeoutSeconds);
    if ('failure' in report) return report;
    if ('missing' in report) return { failure: `not found (${report.missing.split('\n')[0]})` };
    const outputs: Record<string, OutputArray> = {};
    for (const [name, file] of Object.entries(report.outputs ?? {})) outputs[name] = await readOutputFile(file);
    return { ...report, numbers: report.numbers ?? {}, outputs, version: report.version ?? null };
  } finally {
    await rm(outputFolder, { recursive: true, force: true });
  }
}

function readReport(
  script: string,
  input: PeerInput,
  timeoutSeconds: number,
): Promise<PeerReport | { failure: string }> {
  // Debian's scikit-learn, faiss and umap-learn belong to /usr/bin/python3, not to another python3 on the path.
  const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
  const [command, ...first] = script.endsWith('.py') ? [python] : [process.execPath, '--expose-gc', '--import', 'tsx'];
  const child = spawn(command, [...first, join(PEERS, script), JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-1_000_000)));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-10_000)));
  return new Promise((resolve) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, timeoutSeconds * 1000);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ failure: `not found (${error.message})` });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const last = output.trim().split('\n').at(-1) ?? '';
      if (isLate) resolve({ failure: `not done after ${timeoutSeconds} s` });
      else if (code === 0 && last.startsWith('{')) resolve(JSON.parse(last) as PeerReport);
      else resolve({ failure: `failed (${signal ?? `exit code ${code}`}): ${errors.trim().split('\n').at(-1)}` });
    });
  });
}
