import { availableParallelism } from 'node:os';
import type { CaseComparison, PeerMeasurement } from './compare-peers.ts';

/** Prints the comparisons: one Markdown table a case, or everything as JSON. */
export function printComparisons(comparisons: CaseComparison[], { json = false } = {}): void {
  const machine = { cores: availableParallelism(), node: process.version, platform: process.platform };
  if (json) {
    process.stdout.write(`${JSON.stringify({ machine, comparisons }, null, 2)}\n`);
    return;
  }
  process.stdout.write(`${machine.cores} cores, Node ${machine.node}\n`);
  for (const { name, measurements } of comparisons) {
    process.stdout.write(`\n${name}\n\n${formatTable(measurements)}\n`);
  }
}

function formatTable(measurements: PeerMeasurement[]): string {
  const qualities = [...new Set(measurements.flatMap(({ quality }) => Object.keys(quality)))];
  const rows = measurements.map(({ peer, version, failure, seconds, ratio, peakBytes, workBytes, quality }) => {
    const name = version ? `${peer} ${version}` : peer;
    if (failure !== null) return [name, failure, '', '', '', ...qualities.map(() => '')];
    return [
      name,
      seconds < 10 ? seconds.toFixed(3) : seconds.toFixed(1),
      Number.isNaN(ratio) ? '' : `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0)} ×`,
      formatMegabytes(peakBytes),
      formatMegabytes(workBytes),
      ...qualities.map((each) => (each in quality ? formatNumber(quality[each]) : '')),
    ];
  });
  const header = ['peer', 'seconds', 'ratio', 'peak MB', 'of it for the work', ...qualities];
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function formatMegabytes(bytes: number): string {
  return Math.round(bytes / 1e6).toLocaleString('en');
}

function formatNumber(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(4)));
}
