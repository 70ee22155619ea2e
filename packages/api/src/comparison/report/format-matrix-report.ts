import type { ReportStyle } from './format-report.ts';
import { formatTable, PLAIN, wrap } from './format-report.ts';
import type { MatrixReport } from './matrix-report.ts';
import { listMatrixTables, nameLetter } from './matrix-tables.ts';

const GROUPS_IN_TERMINAL = 10;

/** Several runs for a terminal: who they are, then aligned numbers. */
export function formatMatrixReport(
  report: MatrixReport,
  { width = 100, style = PLAIN }: { width?: number; style?: ReportStyle } = {},
): string {
  const text = (words: string): string[] => wrap(words, Math.max(40, width - 2)).map((line) => `  ${line}`);
  const { consensus } = report;
  const shown = {
    ...report,
    consensus: {
      ...consensus,
      groups: consensus.groups.slice(0, GROUPS_IN_TERMINAL),
      dependents: consensus.dependents.slice(0, GROUPS_IN_TERMINAL),
    },
  };
  const lines = [
    style.title(`${report.runs.length} runs over ${report.dataset}, each against each`),
    ...text(`${report.conversationCount} conversations that all of them cover.`),
    ...report.runs.flatMap(({ name, summaryModel }, place) => text(`${nameLetter(place)}  ${name}: ${summaryModel}`)),
    ...report.remarks.flatMap((remark) => text(remark).map(style.dim)),
  ];
  for (const table of listMatrixTables(shown)) {
    lines.push('', style.title(table.title), ...text(table.note).map(style.dim), ...formatTable(table, style));
  }
  return lines.filter((line, i) => !(line.trim() === '' && lines[i - 1]?.trim() === '')).join('\n');
}
