import type { Verdict } from '@understory/core';
import type { RunMetric } from '../run-matrix.type.ts';
import type { MatrixReport } from './matrix-report.ts';
import type { ReportTable } from './report-tables.ts';

const VERDICT_WORDS: Record<Verdict, string> = {
  DIFFERENT: 'more than noise',
  WITHIN_NOISE: 'within noise',
  SAME: 'the same',
  CANNOT_TELL: 'cannot be told',
};

/** `A` for the first run, `B` for the second. */
export function nameLetter(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place);
}

/** All tables of a matrix in the order in which they are read. */
export function listMatrixTables(report: MatrixReport): ReportTable[] {
  return [
    tabulateCells(report, 'leaves', 'adjustedRandIndex'),
    tabulateCells(report, 'leaves', 'adjustedMutualInformation'),
    tabulateCells(report, 'roots', 'adjustedRandIndex'),
    ...tabulateMetrics(report),
    tabulateGroups(report),
    tabulateDependents(report),
  ].filter(({ rows }) => rows.length > 0);
}

function tabulateCells(
  { runs, agreement }: MatrixReport,
  level: 'leaves' | 'roots',
  metric: 'adjustedRandIndex' | 'adjustedMutualInformation',
): ReportTable {
  const name = metric === 'adjustedRandIndex' ? 'adjusted Rand index' : 'adjusted mutual information';
  const withVerdict = level === 'leaves' && metric === 'adjustedRandIndex';
  const hasVerdict = withVerdict && agreement.some(({ verdict }) => verdict !== null);
  return {
    title: `Agreement of the ${level}: ${name}`,
    note: hasVerdict
      ? '1 is the same grouping, 0 as alike as chance. In words: whether they differ by more than another seed alone would change; `understory compare` with the two runs compares a pair that has not been.'
      : '1 is the same grouping, 0 as alike as chance.',
    columns: ['', ...runs.map((_, place) => nameLetter(place))],
    rows: runs.map(({ name: run }, row) => [
      `${nameLetter(row)} ${run}`,
      ...runs.map((_, column) => {
        const found = agreement.find(({ a, b }) => a === Math.min(row, column) && b === Math.max(row, column));
        if (found === undefined) return '–';
        const value = found[level][metric].toFixed(2).replace('-', '−');
        if (!hasVerdict) return value;
        return `${value} ${found.verdict === null ? 'not compared' : VERDICT_WORDS[found.verdict]}`;
      }),
    ]),
    textColumns: [0],
  };
}

const TOPIC_TITLES: Record<string, string> = {
  structure: 'Structure',
  separation: 'How well clusters are apart',
  noise: 'What another seed alone changes',
  summaries: 'Summary quality, without a language model',
  gold: 'Gold labels',
};

function tabulateMetrics({ runs, metrics }: MatrixReport): ReportTable[] {
  const topics = [...new Set(metrics.map(({ topic }) => topic))];
  return topics.map((topic) => ({
    title: TOPIC_TITLES[topic] ?? topic,
    note:
      topic === 'summaries' || topic === 'gold'
        ? '+ or − after a number: better or worse than the first run, chance ruled out.'
        : '',
    columns: ['', ...runs.map((_, place) => nameLetter(place)), 'better is'],
    rows: metrics
      .filter((metric) => metric.topic === topic)
      .map((metric) => [
        metric.unit === 'bits' ? `${metric.label} (bits)` : metric.label,
        ...metric.values.map((value) => writeValue(metric, value)),
        metric.better ?? '',
      ]),
    textColumns: [0, runs.length + 1],
  }));
}

function writeValue({ unit }: RunMetric, value: RunMetric['values'][number]): string {
  if (value === null) return '–';
  const { value: number, isBetterThanFirst } = value;
  const written =
    unit === 'share'
      ? `${(100 * number).toFixed(1)} %`
      : unit === 'count'
        ? String(number)
        : number.toFixed(unit === 'words' || unit === 'bits' ? 2 : 3);
  const sign = isBetterThanFirst === null ? '' : isBetterThanFirst ? ' +' : ' −';
  return `${written.replace('-', '−')}${sign}`;
}

function tabulateGroups({ runs, consensus }: MatrixReport): ReportTable {
  const { groups, groupCount, settledCount, pairShare } = consensus;
  return {
    title: 'What stays together in every run',
    note: `${settledCount} conversations share their leaf with the same others in all runs, in ${groupCount} groups, of which the largest are listed with the leaf of each run. Of the pairs that an average run puts together, ${(100 * pairShare).toFixed(1)} % are together in all.`,
    columns: ['conversations', ...runs.map((_, place) => nameLetter(place))],
    rows: groups.map(({ size, clusters }) => [String(size), ...clusters]),
    textColumns: [0, ...runs.map((_, place) => place + 1)],
  };
}

function tabulateDependents({ runs, consensus }: MatrixReport): ReportTable {
  return {
    title: 'What depends on the run',
    note: `${consensus.dependentCount} conversations have no companion that stays with them in all runs. Those that lose most company, with their leaf in each run.`,
    columns: ['conversation', ...runs.map((_, place) => nameLetter(place))],
    rows: consensus.dependents.map(({ chatId, clusters }) => [
      chatId,
      ...clusters.map((name) => name ?? 'in no cluster'),
    ]),
    textColumns: [0, ...runs.map((_, place) => place + 1)],
  };
}
