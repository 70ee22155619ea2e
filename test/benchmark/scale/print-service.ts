import type { Answer, ServiceMeasurement } from './measure-service.ts';

/** Prints latencies by what the server was busy with and by query as Markdown tables, or everything as JSON. */
export function printService(measurement: ServiceMeasurement, { json }: { json: boolean }): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(measurement, null, 2)}\n`);
    return;
  }
  const { n, stepSeconds, importSeconds, answers, failures } = measurement;
  const steps = Object.entries(stepSeconds).map(([name, seconds]) => `${name.toLowerCase()} ${seconds.toFixed(1)} s`);
  process.stdout.write(
    `${n.toLocaleString('en')} conversations: import ${importSeconds.toFixed(1)} s, ${steps.join(', ')}\n`,
  );
  printGroups('while', answers, ({ during }) => during.toLowerCase());
  printGroups('query', answers, ({ query }) => query);
  for (const failure of failures.slice(0, 10)) process.stdout.write(`failed: ${failure}\n`);
}

function printGroups(title: string, answers: readonly Answer[], keyOf: (answer: Answer) => string): void {
  const groups = new Map<string, number[]>([['all', answers.map(({ milliseconds }) => milliseconds)]]);
  for (const answer of answers) {
    const key = keyOf(answer);
    groups.set(key, [...(groups.get(key) ?? []), answer.milliseconds]);
  }
  const rows = [...groups].map(([name, times]) => {
    const sorted = times.sort((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(0);
    const slow = sorted.filter((time) => time > 100).length;
    return [name, String(sorted.length), at(0.5), at(0.95), at(0.99), at(1), String(slow)];
  });
  const header = [title, 'queries', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms', 'over 100 ms'];
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
