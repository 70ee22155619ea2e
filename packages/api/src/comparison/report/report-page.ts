import type { ReportTable } from './report-tables.ts';
import type { ReportedRun } from './report-run.ts';
import { REPORT_STYLE } from './report-style.ts';

/** A run with the letter that a report calls it by. */
export interface LetteredRun {
  letter: string;
  run: ReportedRun;
}

/** One page that asks nothing of the network. Readable in light, in dark and on paper. */
export function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/** The runs with what tells them from others: model, dates, seed, fingerprint. */
export function renderRuns(runs: readonly LetteredRun[]): string {
  const rows = runs.map(({ letter, run }) => [
    letter,
    run.name,
    run.summaryModel,
    run.finishedAt === null ? '–' : formatDate(run.finishedAt),
    run.seed === null ? 'imported' : String(run.seed),
    String(run.conversationCount),
    run.fingerprint.slice(0, 16),
  ]);
  return renderTable({
    title: 'The runs',
    note: 'The same fingerprint stands for the same configuration over the same conversations, and so for the same results.',
    columns: ['', 'run', 'summary model', 'ended', 'seed', 'conversations', 'fingerprint'],
    rows,
    textColumns: [0, 1, 2, 3, 6],
  });
}

export function renderTable({ title, note, columns, rows, textColumns }: ReportTable): string {
  const cell = (tag: 'td' | 'th', text: string, i: number): string =>
    `<${tag}${textColumns.includes(i) ? '' : ' class="number"'}${tag === 'th' ? ' scope="col"' : ''}>${escapeHtml(text)}</${tag}>`;
  return `<section>
<h2>${escapeHtml(title)}</h2>
${note === '' ? '' : `<p class="note">${escapeHtml(note)}</p>`}
<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(title)}">
<table>
<thead><tr>${columns.map((text, i) => cell('th', text, i)).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map((text, i) => (i === 0 ? `<th scope="row">${escapeHtml(text)}</th>` : cell('td', text, i))).join('')}</tr>`).join('\n')}
</tbody>
</table>
</div>
</section>`;
}

/** The report's data at the end of its page, folded. */
export function renderData(report: object): string {
  return `<section class="data">
<h2>The numbers as JSON</h2>
<details><summary>Show</summary><pre>${escapeHtml(JSON.stringify(report, null, 1))}</pre></details>
</section>`;
}

/** `22 Nov 2026, 20:17 UTC` */
export function formatDate(iso: string): string {
  const text = new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${text} UTC`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
