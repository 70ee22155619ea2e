import type { CountedText, SummaryFindings } from '../summary-quality.type.ts';
import type { ComparisonReport } from './comparison-report.ts';
import type { ReportTable } from './report-tables.ts';

const SHOWN = 5;
const LONGEST_TEXT = 90;

const KINDS: { label: string; key: Exclude<keyof SummaryFindings, 'missing'> }[] = [
  { label: 'begin with', key: 'openings' },
  { label: 'vague phrases', key: 'vaguePhrases' },
  { label: 'banned phrases', key: 'bannedPhrases' },
  { label: 'names that the conversation lacks', key: 'unsupportedNames' },
  { label: 'same text more than once', key: 'mostRepeated' },
  { label: 'kinds of personal data', key: 'personalData' },
];

/** What stands in the summaries of both runs, most frequent first. */
export function tabulateFindings({ summaryQuality: { a, b } }: ComparisonReport): ReportTable {
  return {
    title: 'What stands in the summaries',
    note: 'Most frequent first, with the number of summaries.',
    columns: ['', 'A', 'B'],
    rows: [
      ...(a.missing + b.missing === 0 ? [] : [['without a summary', String(a.missing), String(b.missing)]]),
      ...KINDS.filter(({ key }) => a[key].length + b[key].length > 0).map(({ label, key }) => [
        label,
        listTexts(a[key]),
        listTexts(b[key]),
      ]),
    ],
    textColumns: [0, 1, 2],
  };
}

function listTexts(texts: readonly CountedText[]): string {
  if (texts.length === 0) return 'none';
  return texts
    .slice(0, SHOWN)
    .map(({ text, count }) => `${text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text} (${count})`)
    .join('; ');
}
