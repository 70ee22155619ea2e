import type { Matrix } from '../math/matrix.ts';
import { createMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';

/**
 * Makes up embeddings that look like the given ones number by number, but are about nothing: every coordinate is drawn
 * from that of a random row, each independently of the others.
 *
 * Whatever is no nearer to a cluster than these has not been shown to be about anything that the cluster is about.
 *
 * @param embeddings - shape (n, d), n ≥ 1. Where coordinates are correlated, what is made up spreads more widely than the
 *   rows do and lies farther from their clusters: fewer rows then look like it.
 * @param count - how many rows to make up
 * @param seed - the same seed and embeddings give the same rows
 * @see Tibshirani, Walther and Hastie, "Estimating the Number of Clusters in a Data Set via the Gap Statistic", 2001: a
 *   reference distribution without clusters, drawn coordinate by coordinate
 */
export function makeUpEmbeddings({ data, rows, columns: d }: Matrix, count: number, seed: number): Matrix {
  const random = createRandom(seed);
  const madeUp = createMatrix(count, d);
  for (let at = 0; at < madeUp.data.length; at++) madeUp.data[at] = data[random.below(rows) * d + (at % d)];
  return madeUp;
}
