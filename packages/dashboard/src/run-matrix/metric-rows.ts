import { formatMetric, type Interval } from '../comparison/explain-metric.ts';
import { describeOutliers } from '../outlier/describe-outliers.ts';
import { formatCount, formatDecimal } from '../ui/format-number.ts';
import type { RunMeasurements } from './useRunMeasurements.ts';

export type MatrixMetric = RunMeasurements['measurements']['metrics'][number];
export type MatrixValue = MatrixMetric['values'][number];

/** A run as the table needs it; its outliers are null when it does not look for them. */
export interface MatrixRun {
  id: string;
  name: string;
  outlierCount: number | null;
}

/** A run of the table, with its number of each metric by the metric's id. */
export interface MetricRow {
  place: number;
  id: string;
  name: string;
  values: Record<string, MatrixValue>;
}

const outlierShareId = 'structure.outlierShare';

/** Turns a list of metrics with a value a run into a list of runs with a value a metric. */
export function toMetricRows(runs: readonly MatrixRun[], metrics: readonly MatrixMetric[]): MetricRow[] {
  return runs.map(({ id, name, outlierCount }, place) => ({
    place,
    id,
    name,
    values: Object.fromEntries(
      metrics.map((metric) => [
        metric.id,
        metric.id === outlierShareId && outlierCount === null ? null : (metric.values[place] ?? null),
      ]),
    ),
  }));
}

/** What stands in the place of a number that a run does not have. */
export function describeAbsence(id: string): string {
  return id === outlierShareId ? describeOutliers(null) : '–';
}

/** `31.8 %`, `56`, `5.61`, `26.9`; a dash where there is none. The unit stands at the head of the column. */
export function formatValue(value: Interval | null, unit: string): string {
  if (!value) {
    return '–';
  }
  if (unit === 'count') {
    return formatCount(value.value);
  }
  return unit === 'bits' ? formatDecimal(value.value, 2) : formatMetric(value, unit === 'share');
}

/** `30.1 % to 33.5 %`; empty where there is no interval. */
export function formatInterval(value: Interval | null, unit: string): string {
  if (!value || value.low === null || value.high === null) {
    return '';
  }
  const [low, high] = [value.low, value.high].map((end) => formatValue({ ...value, value: end }, unit));
  return `${low} to ${high}`;
}

/** `words, higher is better`; empty where there is nothing to say. */
export function describeUnit({ unit, better }: Pick<MatrixMetric, 'unit' | 'better'>): string {
  const direction = better === null ? '' : better === 'HIGHER' ? 'higher is better' : 'lower is better';
  return [unit === 'bits' || unit === 'words' ? unit : '', direction].filter((word) => word !== '').join(', ');
}
