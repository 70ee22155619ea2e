import type { EmbeddingScore } from './score-embedding.ts';

/** All ways to embed the summaries of one summary model. */
export interface QualityReport {
  summaryModel: string;
  conversations: number;
  labels: number;
  seeds: number;
  rows: {
    name: string;
    /** To embed; NaN where it was left out. */
    seconds: number;
    score: EmbeddingScore | null;
  }[];
}

/** Prints one Markdown table a summary model, or everything as JSON. */
export function printQuality(reports: readonly QualityReport[], { json }: { json: boolean }): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
    return;
  }
  for (const { summaryModel, conversations, labels, seeds, rows } of reports) {
    process.stdout.write(
      `\n${conversations.toLocaleString('en')} conversations, ${labels} labels, summary model ${summaryModel}, means over ${seeds} seeds\n\n`,
    );
    const header = [
      'embedding',
      's',
      `AMI at k = ${labels}`,
      'lowest – highest',
      'leaves',
      'AMI',
      'purity',
      'roots',
      'largest',
      'AMI',
      'purity',
    ];
    const lines = rows.map(({ name, seconds, score }) => {
      if (score === null) return [name, 'left out', ...header.slice(2).map(() => '')];
      const { ami, allAmi, leaves, roots, largestRoot } = score;
      return [
        `${name}, d = ${score.dimensions}`,
        seconds.toFixed(1),
        ami.toFixed(3),
        `${Math.min(...allAmi).toFixed(3)} – ${Math.max(...allAmi).toFixed(3)}`,
        leaves.count.toFixed(0),
        leaves.ami.toFixed(3),
        leaves.purity.toFixed(3),
        roots.count.toFixed(0),
        `${(100 * largestRoot).toFixed(0)} %`,
        roots.ami.toFixed(3),
        roots.purity.toFixed(3),
      ];
    });
    for (const cells of [header, header.map(() => '---'), ...lines]) process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}
