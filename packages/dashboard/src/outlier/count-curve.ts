import type { ClusterCountFragment, LevelCountFragment } from '../graphql/generated/graphql.ts';

/** A number that was tried: of clusters, or of levels. */
export interface TriedCount {
  count: number;
  /** What goes with it: the size of clusters, or the number of roots. */
  other: number;
  /** Mean and standard deviation of the agreement between draws. */
  stability: number;
  stabilityDeviation: number;
  /** In [−1, 1]. */
  silhouette: number;
  score: number;
}

/** How a number was chosen, with the words that explain it. */
export interface CountCurve {
  /** From small to large. */
  candidates: TriedCount[];
  /** Place of the chosen one. */
  chosen: number;
  /** The choice in plain words. */
  sentence: string;
  axis: string;
  tableLabel: string;
  columns: { count: string; other: string };
  explanation: string;
}

const SCORE = 'Score: stability × (1 + silhouette) / 2.';

/** How the number of leaves was chosen. */
export function showClusterCount({ candidates, chosen, sentence }: ClusterCountFragment): CountCurve {
  return {
    candidates: candidates.map(({ k, clusterSize, ...measured }) => ({ count: k, other: clusterSize, ...measured })),
    chosen,
    sentence,
    axis: 'Number of clusters',
    tableLabel: 'Numbers of clusters that were tried',
    columns: { count: 'Clusters', other: 'Size' },
    explanation:
      'Stability: how well clusters of different draws of the conversations agree (AMI; 1 is the same, 0 chance). ' +
      `Silhouette: how much nearer conversations are to their own cluster than to the next. ${SCORE} Of the numbers within 5 % of the best score, the smallest is taken.`,
  };
}

/** How the number of levels of the tree was chosen. */
export function showLevelCount({ candidates, chosen, sentence }: LevelCountFragment): CountCurve {
  return {
    candidates: candidates.map(({ levels, roots, ...measured }) => ({ count: levels, other: roots, ...measured })),
    chosen,
    sentence,
    axis: 'Number of levels',
    tableLabel: 'Numbers of levels that were tried',
    columns: { count: 'Levels', other: 'Roots' },
    explanation:
      'Stability: how well the levels above the leaves agree between trees over different draws of the leaves (AMI; ' +
      '1 is the same, 0 chance). Silhouette: how much nearer leaves are to their own group than to the next, on these ' +
      `levels. ${SCORE} Of the numbers within 5 % or one standard deviation of the best score, the smallest is taken.`,
  };
}
