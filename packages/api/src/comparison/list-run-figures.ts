import type { Estimate } from '@understory/core';
import type { ComparisonResults } from './comparison-results.ts';
import { GOLD_LABELS } from './present-results.ts';
import type { RunMetric } from './run-matrix.type.ts';
import type { TreeStructure } from './tree-structure.type.ts';

/** What is known of two runs; null where it has not been computed. */
export interface MeasuredPair {
  a: TreeStructure;
  b: TreeStructure;
  quality: ComparisonResults['summary_quality'] | null;
  gold: ComparisonResults['gold'] | null;
  silhouette: ComparisonResults['silhouette'] | null;
  noiseFloor: ComparisonResults['noise_floor'] | null;
}

type Bounds = Pick<Estimate, 'value' | 'low' | 'high'>;

/** A number of both runs. */
export interface RunFigure extends Omit<RunMetric, 'values'> {
  a: Bounds | null;
  b: Bounds | null;
  /** The better run, where chance can be ruled out. */
  winner: 'a' | 'b' | null;
}

const exactly = (value: number | null): Bounds | null => (value === null ? null : { value, low: null, high: null });
const bounds = ({ value, low, high }: Bounds): Bounds => ({ value, low, high });

/** Every scalar number of two runs in the order of a report: structure, separation, noise, summaries, labels. */
export function toFigures(pair: MeasuredPair): RunFigure[] {
  return [...listStructure(pair), ...listSeparation(pair), ...listNoise(pair), ...listQuality(pair), ...listGold(pair)];
}

function listStructure({ a, b }: MeasuredPair): RunFigure[] {
  const figure = (name: keyof TreeStructure & string, label: string, unit: string): RunFigure => ({
    id: `structure.${name}`,
    topic: 'structure',
    name,
    label,
    unit,
    better: null,
    a: exactly(a[name] as number),
    b: exactly(b[name] as number),
    winner: null,
  });
  return [
    figure('rootCount', 'roots', 'count'),
    figure('leafCount', 'leaves', 'count'),
    figure('clusterCount', 'clusters in all', 'count'),
    figure('uniqueNameCount', 'different names', 'count'),
    figure('maxDepth', 'depth below the roots', 'count'),
    figure('outlierShare', 'share of outliers, in no cluster', 'share'),
    figure('largestRootShare', 'share of the largest root', 'share'),
    figure('leafEntropy', 'entropy of the leaves', 'bits'),
  ];
}

function listSeparation({ silhouette }: MeasuredPair): RunFigure[] {
  if (silhouette === null) return [];
  return (['leaves', 'roots'] as const).map((level) => ({
    id: `separation.silhouette.${level}`,
    topic: 'separation',
    name: 'silhouette',
    label: `silhouette of the ${level}`,
    unit: 'number',
    better: 'higher',
    a: exactly(silhouette.a[level]),
    b: exactly(silhouette.b[level]),
    winner: null,
  }));
}

function listNoise({ noiseFloor }: MeasuredPair): RunFigure[] {
  if (noiseFloor === null || 'reason' in noiseFloor) return [];
  const { withinA, withinB } = noiseFloor.adjustedRandIndex;
  const range = ({ mean, lowest, highest }: typeof withinA): Bounds => ({ value: mean, low: lowest, high: highest });
  return [
    {
      id: 'noise.selfAgreement',
      topic: 'noise',
      name: 'selfAgreement',
      label: 'agreement with itself under other seeds',
      unit: 'number',
      better: 'higher',
      a: range(withinA),
      b: range(withinB),
      winner: null,
    },
  ];
}

function listQuality({ quality }: MeasuredPair): RunFigure[] {
  return (quality?.rows ?? []).map(({ metric, label, kind, better, a, b, winner }) => ({
    id: `summaries.${metric}`,
    topic: 'summaries',
    name: metric,
    label,
    unit: kind === 'share' ? 'share' : metric === 'words' || metric === 'distinctWords' ? 'words' : 'number',
    better,
    a: a && bounds(a),
    b: b && bounds(b),
    winner,
  }));
}

function listGold({ gold }: MeasuredPair): RunFigure[] {
  if (gold === null || 'reason' in gold) return [];
  return gold.rows.map(({ score, level, a, b, difference, isClear }) => ({
    id: `gold.${score}${level === null ? '' : `.${level}`}`,
    topic: 'gold',
    name: score,
    label: level === null ? GOLD_LABELS[score] : `${GOLD_LABELS[score]}, ${level}`,
    unit: 'number',
    better: 'higher',
    a: bounds(a),
    b: bounds(b),
    winner: isClear ? (difference.value > 0 ? 'b' : 'a') : null,
  }));
}
