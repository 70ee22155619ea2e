import type { MatrixReport } from './matrix-report.ts';
import { listMatrixTables, nameLetter } from './matrix-tables.ts';
import { escapeHtml, renderData, renderPage, renderRuns, renderTable } from './report-page.ts';

/** Several runs as one HTML page that asks nothing of the network. */
export function renderMatrixReport(report: MatrixReport): string {
  const { runs, dataset, conversationCount, remarks, understory } = report;
  return renderPage(
    `${runs.length} runs over ${dataset}`,
    `<header>
<p class="caption">Understory: comparison of ${runs.length} runs</p>
<h1>${runs.length} runs over ${escapeHtml(dataset)}, each against each</h1>
<p>${conversationCount} conversations that all of them cover.</p>
<p class="note">Understory ${escapeHtml(understory)}</p>
</header>
${renderRuns(runs.map((run, place) => ({ letter: nameLetter(place), run })))}
${remarks.map((remark) => `<p class="note">${escapeHtml(remark)}</p>`).join('\n')}
${listMatrixTables(report).map(renderTable).join('\n')}
${renderData(report)}`,
  );
}
