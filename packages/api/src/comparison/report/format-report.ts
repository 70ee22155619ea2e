import type { ComparisonReport } from './comparison-report.ts';
import type { ReportTable } from './report-tables.ts';
import { listTables, titleVerdict } from './report-tables.ts';

export interface ReportStyle {
  title: (text: string) => string;
  dim: (text: string) => string;
  warning: (text: string) => string;
}

export const PLAIN: ReportStyle = { title: (text) => text, dim: (text) => text, warning: (text) => text };

/**
 * A comparison for a terminal: plain words first, then aligned numbers.
 *
 * @param options.width - columns of the terminal; texts are broken, wide tables are not.
 */
export function formatReport(
  report: ComparisonReport,
  { width = 100, style = PLAIN }: { width?: number; style?: ReportStyle } = {},
): string {
  const { a, b, dataset, conversationCount, noiseFloor, silhouette, gold } = report;
  const text = (words: string): string[] => wrap(words, Math.max(40, width - 2)).map((line) => `  ${line}`);
  const lines = [
    style.title(`${a.name} (A) and ${b.name} (B)`),
    ...text(`${conversationCount} conversations of ${dataset}. A: ${a.summaryModel}; B: ${b.summaryModel}.`),
    '',
    style.title('What differs in the configuration'),
    ...(report.differences.length === 0 ? text('Nothing.') : []),
    ...report.differences.flatMap(({ label, factor, sentence }) =>
      factor === 'summaryModel' ? text(`${label}: ${sentence}`) : text(`  ${factor}: ${lastPart(sentence)}`),
    ),
    ...(report.isControlled ? text('Only the summary model differs.') : []),
    ...report.warnings.flatMap((warning) => text(`Warning: ${warning}`).map(style.warning)),
    '',
    style.title(titleVerdict(report)),
    ...text(report.verdict),
    ...[...new Set([...noiseFloor.remarks, ...silhouette.a.remarks, ...silhouette.b.remarks])].flatMap((remark) =>
      text(remark).map(style.dim),
    ),
  ];
  for (const table of listTables(report)) {
    lines.push('', style.title(table.title), ...text(table.note).map(style.dim), ...formatTable(table, style));
  }
  if (gold.metrics.length > 0) {
    lines.push(...gold.warnings.flatMap((warning) => text(`Warning: ${warning}`).map(style.warning)));
  } else {
    lines.push('', style.title('Gold labels'), ...gold.warnings.flatMap(text));
  }
  return lines.filter((line, i) => !(line.trim() === '' && lines[i - 1]?.trim() === '')).join('\n');
}

const LONGEST_CELL = 56;

export function formatTable({ columns, rows, textColumns }: ReportTable, style: ReportStyle): string[] {
  const cells = [columns, ...rows].map((row) => row.map((cell, i) => (i === 0 ? cell : shorten(cell))));
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  const toLine = (row: readonly string[]): string =>
    `  ${row
      .map((cell, i) => (textColumns.includes(i) ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')}`.trimEnd();
  const [header, ...body] = cells.map(toLine);
  return [style.dim(header), ...body];
}

/** "glossary: 2 added" without the path, which stands before it already. */
export function lastPart(sentence: string): string {
  return sentence.replace(/^[\w.]+: /, '');
}

function shorten(cell: string): string {
  if (cell.length <= LONGEST_CELL) return cell;
  // The count at the end says more than the end of a name.
  const end = /( \([^()]*\))?$/.exec(cell)?.[0] ?? '';
  return `${cell.slice(0, LONGEST_CELL - 1 - end.length)}…${end}`;
}

export function wrap(words: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
