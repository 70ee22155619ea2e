import { createPause } from '../math/create-pause.ts';
import { squaredLength } from '../math/dot.ts';
import { forEachScoreRow } from '../math/for-each-score-row.ts';
import type { Matrix } from '../math/matrix.ts';
import { selectBest } from '../math/select-best.ts';
import type { StepOptions } from '../step-options.ts';

export interface ContrastiveExamplesOptions extends StepOptions {
  /** Outsiders per cluster. Default 10, as in Clio. */
  outsiderCount?: number;
}

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
 * Exact, and with bounded memory: distances are computed for a block of clusters at a time. Equal distances are
 * ordered by index.
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

  const examples: ContrastiveExamples[] = [];
  await forEachScoreRow(
    centroids,
    embeddings,
    await halfSquares(embeddings, createPause(options.signal)),
    (cluster, scores, from) => {
      examples.push({
        members: members[cluster].sort((a, b) => scores[from + b] - scores[from + a] || a - b),
        outsiders: selectBest(scores, {
          from,
          n: labels.length,
          count: outsiderCount,
          mayChoose: (i) => labels[i] !== cluster,
        }),
      });
    },
    options,
  );
  return examples;
}

/** −‖x‖²/2, which makes the highest score x·c − ‖x‖²/2 that of the nearest x. */
async function halfSquares({ data, rows, columns: d }: Matrix, pause: () => Promise<void>): Promise<Float32Array> {
  const bias = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    bias[i] = -squaredLength(data, i * d, d) / 2;
    if (i % 256 === 0) await pause();
  }
  return bias;
}
