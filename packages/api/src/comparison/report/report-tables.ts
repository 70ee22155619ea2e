import type { DifferenceOfRuns, EstimateOfRun, NoiseFloor } from '../comparison-statistics.type.ts';
import { tabulateJudgements } from './judgement-tables.ts';
import type { ComparisonReport, StabilityCounts } from './comparison-report.ts';
import { tabulateFindings } from './findings-tables.ts';
import type { ReportedCluster, ReportedMatch } from './report-matches.ts';

/** Rows of a report, the same for the terminal and for the page. The first column is text, the others are numbers. */
export interface ReportTable {
  title: string;
  /** A sentence on how to read it; empty for none. */
  note: string;
  columns: string[];
  rows: string[][];
  /** Columns that hold text, from 0; the others are aligned as numbers. */
  textColumns: number[];
}

const VERDICT_TITLES: Record<NoiseFloor['verdict'], string> = {
  DIFFERENT: 'The clusters differ by more than noise',
  WITHIN_NOISE: 'No difference beyond noise',
  SAME: 'The same clusters',
  CANNOT_TELL: 'This cannot be told',
};

export function titleVerdict({ noiseFloor }: ComparisonReport): string {
  return VERDICT_TITLES[noiseFloor.verdict];
}

/** All tables of a report in the order in which they are read. */
export function listTables(report: ComparisonReport): ReportTable[] {
  return [
    tabulateAgreement(report),
    tabulateStructure(report),
    tabulateQuality(report),
    tabulateFindings(report),
    tabulateGold(report),
    ...tabulateJudgements(report),
    tabulateChanges(report),
  ].filter(({ rows }) => rows.length > 0);
}

function tabulateAgreement({ agreement, noiseFloor, matching }: ComparisonReport): ReportTable {
  const { leaves, roots } = agreement;
  const { spreadA, spreadB, across } = noiseFloor;
  const spread = (each: NoiseFloor['across']): string =>
    each === null ? '–' : `${number(each.mean)} (${number(each.lowest)} … ${number(each.highest)})`;
  return {
    title: 'Agreement, beside what another seed alone changes',
    note: '1 is the same grouping, 0 as alike as chance. The rows on seeds are adjusted Rand indices of the leaves: mean (lowest … highest).',
    columns: ['', 'leaves', 'roots'],
    rows: [
      ['adjusted Rand index', number(leaves.adjustedRandIndex), number(roots.adjustedRandIndex)],
      [
        'adjusted mutual information',
        number(leaves.adjustedMutualInformation),
        number(roots.adjustedMutualInformation),
      ],
      ['V-measure', number(leaves.vMeasure), number(roots.vMeasure)],
      ['mean Jaccard index of matched pairs', number(matching.meanJaccard), ''],
      ['A against itself under other seeds', spread(spreadA), ''],
      ['B against itself under other seeds', spread(spreadB), ''],
      ['A against B under other seeds', spread(across), ''],
      ['z-score', noiseFloor.zScore === null ? '–' : noiseFloor.zScore.toFixed(1).replace('-', '−'), ''],
      ['p-value', noiseFloor.pValue === null ? '–' : probability(noiseFloor.pValue), ''],
    ],
    textColumns: [0],
  };
}

function tabulateStructure({ structure: { a, b }, silhouette, stability }: ComparisonReport): ReportTable {
  const counts = ({ stable, doubtful, unstable }: StabilityCounts): string => `${stable} / ${doubtful} / ${unstable}`;
  const sizes = (run: typeof a): string =>
    run.leafSizes.map(({ from, to, count }) => `${range(from, to)}: ${count}`).join(', ');
  return {
    title: 'Structure',
    note: '',
    columns: ['', 'A', 'B'],
    rows: [
      ['roots', String(a.rootCount), String(b.rootCount)],
      ['leaves', String(a.leafCount), String(b.leafCount)],
      ['clusters in all', String(a.clusterCount), String(b.clusterCount)],
      ['depth below the roots', String(a.maxDepth), String(b.maxDepth)],
      ['share of outliers, in no cluster', percent(a.outlierShare), percent(b.outlierShare)],
      ['share of the largest root', percent(a.largestRootShare), percent(b.largestRootShare)],
      ['entropy of the leaves (bits)', a.leafEntropy.toFixed(2), b.leafEntropy.toFixed(2)],
      ['different names', `${a.uniqueNameCount} of ${a.clusterCount}`, `${b.uniqueNameCount} of ${b.clusterCount}`],
      ['silhouette of the leaves', optional(silhouette.a.leaves), optional(silhouette.b.leaves)],
      ['silhouette of the roots', optional(silhouette.a.roots), optional(silhouette.b.roots)],
      ['leaves by size', sizes(a), sizes(b)],
      ...(stability === null
        ? []
        : [
            [
              'leaves that other seeds keep / may keep / do not keep',
              counts(stability.leaves.a),
              counts(stability.leaves.b),
            ],
            ['the same of topics above the leaves', counts(stability.topics.a), counts(stability.topics.b)],
          ]),
    ],
    textColumns: [0],
  };
}

function tabulateQuality({ summaryQuality: { metrics } }: ComparisonReport): ReportTable {
  const shown = metrics.filter(({ a, b }) => a !== null || b !== null);
  return {
    title: 'Summary quality, without a language model',
    note: 'B − A with its 95 % interval, over the conversations where both have a value. p is corrected for the number of rows; “better” is said only below 0.05.',
    columns: ['', 'A', 'B', 'B − A', '95 % interval', 'p', 'better'],
    rows: shown.map(({ label, isShare, a, b, difference, adjustedPValue, winner }) => [
      label,
      amount(a, isShare),
      amount(b, isShare),
      difference === null ? '–' : signed(difference.value, isShare),
      interval(difference, isShare),
      adjustedPValue === null ? '–' : probability(adjustedPValue),
      winner === null ? '' : winner.toUpperCase(),
    ]),
    textColumns: [0, 6],
  };
}

function tabulateGold({ gold }: ComparisonReport): ReportTable {
  return {
    title: 'Gold labels',
    note:
      gold.metrics.length === 0
        ? gold.warnings.join(' ')
        : `${gold.labelledCount} conversations with ${gold.labelCount} different labels, which no step of a run has seen. Where the interval holds 0, these labels cannot tell the runs apart.`,
    columns: ['', 'level', 'A', 'B', 'B − A', '95 % interval', 'better'],
    rows: gold.metrics.map(({ label, level, a, b, difference, isClear }) => [
      label,
      level ?? 'all',
      number(a.value),
      number(b.value),
      signed(difference.value, false),
      interval(difference, false),
      isClear ? (difference.value > 0 ? 'B' : 'A') : '',
    ]),
    textColumns: [0, 1, 6],
  };
}

function tabulateChanges({ mostChanged }: ComparisonReport): ReportTable {
  return {
    title: 'The leaves whose conversations moved most',
    note: 'With the number of conversations and, after a comma, the stability: how much of the leaf is still together under another seed (from 0.75 it is there whatever the seed, below 0.60 it may be an accident).',
    columns: ['', 'A', 'B', 'shared'],
    rows: mostChanged.map((match) => [
      describeKind(match),
      nameSide(match, 'a'),
      nameSide(match, 'b'),
      String(match.shared),
    ]),
    textColumns: [0, 1, 2],
  };
}

/** What became of every root and of the leaves: more than a terminal shows. */
export function listMatchTables({ matches, matchesLeftOut }: ComparisonReport): ReportTable[] {
  const tabulate = (level: 'roots' | 'leaves', note: string): ReportTable => ({
    title: `What became of the ${level}`,
    note,
    columns: ['', 'A', 'B', 'shared', 'Jaccard'],
    rows: matches[level].map((match) => [
      describeKind(match),
      nameSide(match, 'a'),
      nameSide(match, 'b'),
      match.a !== null && match.b !== null ? String(match.shared) : '–',
      match.a !== null && match.b !== null ? match.jaccard.toFixed(2) : '–',
    ]),
    textColumns: [0, 1, 2],
  });
  const leftOut = matchesLeftOut === 0 ? '' : ` ${matchesLeftOut} more are left out here.`;
  return [
    tabulate('roots', 'Matched one to one, so that the sum of Jaccard indices is largest.'),
    tabulate('leaves', `The verdict is about this level. In brackets the conversations and the stability.${leftOut}`),
  ].filter(({ rows }) => rows.length > 0);
}

/** The cluster; where the row went to several or came from several, the names of those. */
function nameSide(match: ReportedMatch, side: 'a' | 'b'): string {
  const { [side]: cluster, counterparts } = match;
  const others = counterparts.filter((each) => each.side === side);
  const own = cluster === null ? '' : `${cluster.name} (${cluster.size}${describeStability(cluster)})`;
  const named = others
    .filter(({ name }) => name !== cluster?.name)
    .slice(0, COUNTERPARTS_SHOWN)
    .map(({ name, shared }) => `${name} (${shared})`);
  return [own, ...named].filter((part) => part !== '').join('; ') || '–';
}

const COUNTERPARTS_SHOWN = 4;

function describeKind({ kind, a, b }: ReportedMatch): string {
  if (kind === 'KEPT') return 'kept';
  if (kind === 'NEW') return 'new';
  if (kind === 'DISSOLVED') return 'dissolved';
  if (kind === 'MERGED') return b === null ? 'merged into another' : 'merged into';
  return a === null ? 'split off from another' : 'split into';
}

function describeStability({ stability: value }: ReportedCluster): string {
  return value === null ? '' : `, ${value.toFixed(2)}`;
}

function range(from: number, to: number | null): string {
  if (to === null) return `${from}+`;
  return from === to ? String(from) : `${from}–${to}`;
}

function number(value: number): string {
  return (Math.abs(value) < 0.0005 ? 0 : value).toFixed(3).replace('-', '−');
}

function optional(value: number | null): string {
  return value === null ? '–' : number(value);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function amount(estimate: EstimateOfRun | null, isShare: boolean): string {
  if (estimate === null) return '–';
  return isShare ? percent(estimate.value) : estimate.value.toFixed(2);
}

function signed(value: number, isShare: boolean): string {
  const digits = isShare ? (100 * Math.abs(value)).toFixed(1) : Math.abs(value).toFixed(3);
  const sign = Number(digits) === 0 ? '' : value < 0 ? '−' : '+';
  return `${sign}${digits}${isShare ? ' %' : ''}`;
}

function interval(difference: DifferenceOfRuns | null, isShare: boolean): string {
  if (difference === null || difference.low === null || difference.high === null) return '–';
  return `${signed(difference.low, isShare)} … ${signed(difference.high, isShare)}`;
}

function probability(value: number): string {
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}
