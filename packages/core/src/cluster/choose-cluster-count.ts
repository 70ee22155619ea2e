import type { Matrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { takeRows } from '../math/take-rows.ts';
import type { StepOptions } from '../step-options.ts';
import type { ClusterCountCandidate, ClusterCountCurve } from './cluster.ts';
import { clusterEmbeddings } from './cluster-embeddings.ts';
import { describeClusterCount } from './describe-cluster-count.ts';
import type { PartitionMeasures } from './judge-draws.ts';
import { comparePairs, describeSpread, drawRows } from './judge-draws.ts';
import { sampleBlocks } from './sample-blocks.ts';

export interface ChooseClusterCountOptions extends StepOptions {
  measures: PartitionMeasures;
  method?: 'hartigan' | 'lloyd';
}

/** Conversations per cluster, each about √2 of the next; a candidate needs two clusters. */
const CLUSTER_SIZES = [160, 113, 80, 57, 40, 28, 20, 14, 10, 7, 5];
const MOST_CONVERSATIONS = 4000;
const DRAWS = 4;
const CLOSE_TO_BEST = 0.95;
/** The choice is a property of the embeddings: runs that differ in the seed alone get the same number of clusters. */
const SEED = 1;

/**
 * Chooses the number of clusters by how stable and how well separated they are.
 *
 * Every candidate clusters four draws of 80 % of the conversations, each from other starting points. Its stability is
 * the mean agreement (AMI) of two of these clusterings on the conversations that both have; its score is
 * stability · (1 + silhouette) / 2, so it must have both. Of the candidates that come within 5 % of the best score, the
 * one with the fewest clusters is chosen: near-duplicates let the silhouette grow with the number of clusters for ever.
 *
 * More than 4,000 conversations are judged by about 4,000 in a few blocks of similar ones, so that clusters have the size
 * there that they have in all: what is chosen is then the size.
 *
 * @param embeddings - shape (n, d)
 * @returns the candidates and the chosen one; null where there are too few conversations for two candidates.
 * @see Ben-Hur, Elisseeff and Guyon, "A Stability Based Method for Discovering Structure in Clustered Data", PSB 2002
 */
export async function chooseClusterCount(
  embeddings: Matrix,
  { measures, method, signal, onProgress }: ChooseClusterCountOptions,
): Promise<ClusterCountCurve | null> {
  const n = embeddings.rows;
  const random = createRandom(SEED);
  const sample = await sampleBlocks(embeddings, MOST_CONVERSATIONS, { random, signal });
  const points = sample === null ? embeddings : takeRows(embeddings, sample);
  const sizes = CLUSTER_SIZES.filter((size) => points.rows >= 2 * size);
  if (sizes.length < 2) return null;
  const draws = Array.from({ length: DRAWS }, () => drawRows(points.rows, random));

  const candidates: ClusterCountCandidate[] = [];
  for (const [done, clusterSize] of sizes.entries()) {
    const k = Math.ceil(points.rows / clusterSize);
    const partitions: Int32Array[] = [];
    let silhouette = 0;
    for (const rows of draws) {
      const drawn = takeRows(points, rows);
      const seed = random.below(4294967296);
      const { labels } = await clusterEmbeddings(drawn, { k, seed, method, starts: 1, signal });
      silhouette += (await measures.silhouette(drawn, labels, { signal })) / DRAWS;
      const whole = new Int32Array(points.rows).fill(-1);
      rows.forEach((row, i) => (whole[row] = labels[i]));
      partitions.push(whole);
    }
    const { mean: stability, deviation: stabilityDeviation } = describeSpread(comparePairs(partitions, measures));
    const score = (stability * (1 + silhouette)) / 2;
    const scaled = Math.ceil(n / clusterSize);
    candidates.push({ clusterSize, k: scaled, stability, stabilityDeviation, silhouette, score });
    onProgress?.(done + 1, sizes.length);
  }
  const chosen = choose(candidates);
  const curve = { candidates, chosen, sampleSize: points.rows };
  return { ...curve, sentence: describeClusterCount(curve, n) };
}

/** @param candidates - from few clusters to many. @returns the place of the first that is about as good as the best. */
function choose(candidates: readonly ClusterCountCandidate[]): number {
  const best = Math.max(...candidates.map(({ score }) => score));
  // Where chance alone decides, draws may agree less than unrelated partitions do: 95 % of a score below 0 is above it.
  return candidates.findIndex(({ score }) => score >= Math.min(best, CLOSE_TO_BEST * best));
}
