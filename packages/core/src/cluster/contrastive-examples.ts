import { createPause } from '../math/create-pause.ts';
import { squaredLength } from '../math/dot.ts';
import { findFirstEqual } from '../math/find-first-equal.ts';
import { forEachScoreRow } from '../math/for-each-score-row.ts';
import type { Matrix } from '../math/matrix.ts';
import { selectBest } from '../math/select-best.ts';
import { RELATIVE_DOUBT } from '../math/settle-doubts.ts';
import type { StepOptions } from '../step-options.ts';

export interface ContrastiveExamplesOptions extends StepOptions {
  /** Outsiders per cluster. Default 10, as in Clio. */
  outsiderCount?: number;
}

/** Outsiders that are looked at beyond those asked for, to see whether the last of these is in doubt. */
const SPARE = 4;

/** What to show of a cluster so that it can be told apart. Conversations are given by their index. */
export interface ContrastiveExamples {
  /** All members, nearest to the centroid first. */
  members: number[];
  /** The nearest conversations of other clusters, nearest to this centroid first. */
  outsiders: number[];
}

/**
 * Finds for every cluster its members, the most typical first, and the conversations that come nearest without
 * belonging to it.
 *
 * Exact, and with bounded memory: distances are computed for a block of clusters at a time. Those that single precision
 * cannot tell apart are computed again, so that the order depends on no kernel; equal ones are ordered by index.
 *
 * @param embeddings - shape (n, d)
 * @param clusters - `labels[i]` is the cluster of conversation i in 0 … k−1, or −1 if it belongs to none of them;
 *   `centroids` has shape (k, d).
 * @returns one entry per cluster; fewer outsiders than asked for if there are no more.
 * @see Tamkin et al., "Clio: Privacy-Preserving Insights into Real-World AI Use", 2024, appendix G
 *
 * @example
 * const [first] = await findContrastiveExamples(embeddings, await clusterEmbeddings(embeddings, { seed: 42 }));
 */
export async function findContrastiveExamples(
  embeddings: Matrix,
  clusters: { labels: Int32Array; centroids: Matrix },
  options: ContrastiveExamplesOptions = {},
): Promise<ContrastiveExamples[]> {
  const { outsiderCount = 10 } = options;
  const { labels, centroids } = clusters;
  const members: number[][] = Array.from({ length: centroids.rows }, () => []);
  labels.forEach((label, i) => {
    if (label >= 0) members[label].push(i);
  });

  const pause = createPause(options.signal);
  const halves = await halfSquares(embeddings, pause);
  const firstEqual = await findFirstEqual(embeddings, null, null, pause);
  const examples: ContrastiveExamples[] = [];
  await forEachScoreRow(
    centroids,
    embeddings,
    Float32Array.from(halves, (half) => -half),
    (cluster, scores, from) => {
      const sortExactly = (items: readonly number[]): number[] => {
        const distances = Float64Array.from(items, (i) => squaredDistance(embeddings, i, centroids, cluster));
        const order = Array.from(items.keys()).sort((a, b) => distances[a] - distances[b] || items[a] - items[b]);
        return order.map((place) => items[place]);
      };
      const mayChoose = (i: number): boolean => labels[i] !== cluster;
      let outsiders = selectBest(scores, { from, n: labels.length, count: outsiderCount + SPARE, mayChoose });
      const half = outsiders.reduce((largest, i) => Math.max(largest, halves[i]), 0);
      const length = Math.sqrt(squaredLength(centroids.data, cluster * centroids.columns, centroids.columns));
      const doubt = RELATIVE_DOUBT * (length * Math.sqrt(2 * half) + half);
      const least = scores[from + outsiders[outsiderCount - 1]] - doubt;
      if (outsiders.length === outsiderCount + SPARE && scores[from + outsiders[outsiders.length - 1]] >= least) {
        outsiders = [];
        // Of equal ones only as many as are asked for: there may be thousands.
        const equals = new Map<number, number>();
        for (let i = 0; i < labels.length; i++) {
          if (!(scores[from + i] >= least) || !mayChoose(i)) continue;
          const before = equals.get(firstEqual[i]) ?? 0;
          if (before === outsiderCount) continue;
          equals.set(firstEqual[i], before + 1);
          outsiders.push(i);
        }
      }
      examples.push({
        members: sortExactly(members[cluster]),
        outsiders: sortExactly(outsiders).slice(0, outsiderCount),
      });
    },
    options,
  );
  return examples;
}

function squaredDistance(x: Matrix, i: number, c: Matrix, j: number): number {
  let square = 0;
  for (let t = 0, a = i * x.columns, b = j * c.columns; t < x.columns; t++) square += (x.data[a++] - c.data[b++]) ** 2;
  return square;
}

/** ‖x‖²/2: the product with a centroid less this is highest for the nearest x. */
async function halfSquares({ data, rows, columns: d }: Matrix, pause: () => Promise<void>): Promise<Float64Array> {
  const halves = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    halves[i] = squaredLength(data, i * d, d) / 2;
    if (i % 256 === 0) await pause();
  }
  return halves;
}
