import type { AgreementNumbersFragment, RunMatrixQuery, VerdictKind } from '../graphql/generated/graphql.ts';

type Matrix = Pick<RunMatrixQuery['runMatrix'], 'rows' | 'agreement'>;
export type AgreementMetric = keyof Omit<AgreementNumbersFragment, 'homogeneity' | 'completeness'>;
export type MatrixLevel = 'leaves' | 'roots';

/** One field of the matrix; null where a run meets itself. */
export interface AgreementCell {
  value: number;
  verdict: VerdictKind | null;
}

/** @returns the value of each pair of runs, `cells[row][column]`, the same on both sides of the diagonal. */
export function arrangeCells(
  { rows, agreement }: Matrix,
  metric: AgreementMetric,
  level: MatrixLevel,
): (AgreementCell | null)[][] {
  const cells = rows.map(() => rows.map((): AgreementCell | null => null));
  for (const { a, b, verdict, ...levels } of agreement) {
    // The verdict is about the leaves.
    const cell = { value: levels[level][metric], verdict: level === 'leaves' ? verdict : null };
    cells[a]![b] = cell;
    cells[b]![a] = cell;
  }
  return cells;
}

/**
 * The strength of a cell's colour, in [0, 0.6]: 0 for chance or worse, the most for equal runs. Beyond, the number on it
 * would be hard to read.
 */
export function shadeCell(value: number): number {
  return 0.6 * Math.min(1, Math.max(0, value));
}
