import type { SpreadNumbersFragment } from '../graphql/generated/graphql.ts';

/** A row of the noise floor's chart: a range of the adjusted Rand index and the mean within it. */
export interface NoiseFloorRow {
  label: string;
  low: number;
  high: number;
  mean: number;
  isAcross: boolean;
}

/** Labels of the rows, in their order: each run against its own reseeds, then the two runs against each other. */
export const noiseRowLabels = ['A under other seeds', 'B under other seeds', 'A against B'] as const;

/** The ends of the chart's axis: 0 to 1, and further down where agreement is worse than chance. */
export function spanAxis(rows: readonly NoiseFloorRow[]): { from: number; to: number } {
  const lowest = Math.min(0, ...rows.map((row) => row.low));
  return { from: Math.floor(lowest * 10) / 10, to: 1 };
}

/** Place of a value on the axis, as a share of its length in [0, 1]. */
export function placeOnAxis(value: number, { from, to }: { from: number; to: number }): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

/** The rows of the chart: each run against its own reseeds, then the two runs against each other. */
export function listNoiseRows(floor: {
  spreadA: SpreadNumbersFragment | null;
  spreadB: SpreadNumbersFragment | null;
  across: SpreadNumbersFragment | null;
  stored: number | null;
}): NoiseFloorRow[] {
  const { spreadA, spreadB, across, stored } = floor;
  const rows: NoiseFloorRow[] = [];
  const add = (label: string, spread: SpreadNumbersFragment, isAcross: boolean): void => {
    rows.push({ label, low: spread.lowest, high: spread.highest, mean: spread.mean, isAcross });
  };
  if (spreadA) {
    add(noiseRowLabels[0], spreadA, false);
  }
  if (spreadB) {
    add(noiseRowLabels[1], spreadB, false);
  }
  if (across) {
    add(noiseRowLabels[2], across, true);
  } else if (stored !== null) {
    rows.push({ label: noiseRowLabels[2], low: stored, high: stored, mean: stored, isAcross: true });
  }
  return rows;
}
