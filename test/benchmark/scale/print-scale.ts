import { availableParallelism } from 'node:os';
import type { ScaleMeasurement } from './measure-steps.ts';

/** Prints time and memory by step and size as one Markdown table, or everything as JSON. */
export function printScale(measurements: readonly ScaleMeasurement[], { json }: { json: boolean }): void {
  const machine = { cores: availableParallelism(), node: process.version, platform: process.platform };
  if (json) {
    process.stdout.write(`${JSON.stringify({ machine, measurements }, null, 2)}\n`);
    return;
  }
  const header = ['step', ...measurements.flatMap(({ n }) => [`${n.toLocaleString('en')}: s`, 'peak MB', 'hold ms'])];
  const rows = measurements[0].steps.map(({ name }, s) => [
    name,
    ...measurements.flatMap(({ steps }) => [
      steps[s].seconds.toFixed(1),
      Math.round(steps[s].peakBytes / 1e6).toLocaleString('en'),
      Math.round(steps[s].longestHoldMs).toString(),
    ]),
  ]);
  rows.push([
    'all',
    ...measurements.flatMap(({ steps }) => [
      steps.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(1),
      Math.round(Math.max(...steps.map(({ peakBytes }) => peakBytes)) / 1e6).toLocaleString('en'),
      Math.round(Math.max(...steps.map(({ longestHoldMs }) => longestHoldMs))).toString(),
    ]),
  ]);
  for (let i = 1; i < measurements.length; i++) addGrowth(header, rows, measurements[i - 1], measurements[i]);

  process.stdout.write(`${machine.cores} cores, Node ${machine.node}, ${measurements[0].store} store\n\n`);
  process.stdout.write(`${[header, header.map(() => '---'), ...rows].map(formatRow).join('\n')}\n\n`);
  for (const { n, result } of measurements) {
    const shares = result.rootShares.map((share) => `${Math.round(share * 100)} %`).join(', ');
    process.stdout.write(
      `${n.toLocaleString('en')}: ${result.baseClusters.toLocaleString('en')} base clusters, depth ${result.depth}, ` +
        `roots ${shares}; ${result.treeProblems} broken invariants; ` +
        `AMI of leaves with topics ${result.leafTopicAmi.toFixed(2)}, of roots with areas ${result.rootAreaAmi.toFixed(2)}\n` +
        `  ${result.names.join(' · ')}\n`,
    );
  }
}

/** The exponent e of time ~ n^e between two sizes: 1 is linear, 2 quadratic. */
function addGrowth(header: string[], rows: string[][], from: ScaleMeasurement, to: ScaleMeasurement): void {
  header.push(`growth to ${to.n.toLocaleString('en')}`);
  const ratio = Math.log(to.n / from.n);
  const total = ({ steps }: ScaleMeasurement): number => steps.reduce((sum, { seconds }) => sum + seconds, 0);
  const exponents = from.steps.map((step, s) => Math.log(to.steps[s].seconds / step.seconds) / ratio);
  exponents.push(Math.log(total(to) / total(from)) / ratio);
  rows.forEach((row, i) => row.push(`n^${exponents[i].toFixed(2)}`));
}

function formatRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
