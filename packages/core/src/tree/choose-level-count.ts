import type { BaseClusters } from '../cluster/cluster.ts';
import type { PartitionMeasures } from '../cluster/judge-draws.ts';
import { comparePairs, describeSpread, drawRows } from '../cluster/judge-draws.ts';
import { createRandom } from '../math/random.ts';
import { takeRows } from '../math/take-rows.ts';
import type { StepOptions } from '../step-options.ts';
import type { TreeBranch } from './build-tree-structure.ts';
import { buildTreeStructure } from './build-tree-structure.ts';
import type { LevelCountCandidate, LevelCountCurve } from './cluster-tree.ts';
import { describeLevelCount } from './describe-level-count.ts';
import { countRootsOfLevels } from './plan-levels.ts';

export interface ChooseLevelCountOptions extends StepOptions {
  measures: PartitionMeasures;
  /** At most this many roots. Default 10. */
  maxRoots?: number;
}

const LEVEL_COUNTS = [2, 3, 4, 5, 6];
/** Children per node, on average, beyond which a list of them is no overview any more. */
const MOST_CHILDREN = 20;
const MOST_CLUSTERS = 2000;
const DRAWS = 8;
const CLOSE_TO_BEST = 0.05;
/** The choice is a property of the base clusters, whatever the seed of the tree. */
const SEED = 1;

/**
 * Chooses the number of levels of a tree by how stable and how well separated its levels above the leaves are.
 *
 * Every candidate arranges eight draws of 80 % of the base clusters, each from other starting points and with as many
 * children per node as a tree over all would have. Its stability is the mean agreement (AMI) of two of these trees,
 * level by level, on the base clusters that both have; its silhouette is that of the base clusters' directions, level
 * by level; its score is stability · (1 + silhouette) / 2, as in `chooseClusterCount`. Of the candidates that come within
 * 5 % of the best score, or within one standard deviation of its stability, the one with the fewest levels is chosen:
 * where the draws cannot tell them apart, the flatter tree is easier to read.
 *
 * Base clusters count alike, and are not taken apart into their conversations: conversations of one base cluster stand
 * together in every tree, so trees over pairs drawn by chance would seem to agree.
 *
 * Of more than 2,000 base clusters as many are drawn; levels with more than one group for two of them are not judged.
 *
 * @returns the candidates and the chosen one; null where there are too few base clusters for two candidates.
 */
export async function chooseLevelCount(
  base: BaseClusters,
  { measures, maxRoots = 10, signal, onProgress }: ChooseLevelCountOptions,
): Promise<LevelCountCurve | null> {
  const clusterCount = base.centroids.rows;
  const counts = listLevelCounts(clusterCount, maxRoots);
  if (counts.length < 2) return null;
  const random = createRandom(SEED);
  const all = random.shuffle(Array.from({ length: clusterCount }, (_, cluster) => cluster));
  const sample = all.slice(0, MOST_CLUSTERS).sort((a, b) => a - b);
  const draws = Array.from({ length: DRAWS }, () => drawRows(sample.length, random).map((place) => sample[place]));

  const candidates: LevelCountCandidate[] = [];
  for (const [done, levels] of counts.entries()) {
    const roots = countRootsOfLevels(clusterCount, { levels, maxRoots });
    const ratio = (clusterCount / roots) ** (1 / (levels - 1));
    // A single root says nothing: it holds everything in every tree.
    const first = roots > 1 ? 0 : 1;
    const depths = Array.from({ length: levels - 1 - first }, (_, i) => first + i).filter(
      (depth) => depth === first || roots * ratio ** depth <= sample.length / 2,
    );
    /** For each depth, the partitions that the draws' trees make there. */
    const partitions: Int32Array[][] = depths.map(() => []);
    let silhouette = 0;
    for (const drawn of draws) {
      const part = takeClusters(base, drawn);
      const share = drawn.length / clusterCount;
      const seed = random.below(4294967296);
      const branches = await buildTreeStructure(part, { levels, maxRoots, share, seed, signal });
      for (const [place, depth] of depths.entries()) {
        const labels = cutBranches(branches, depth, drawn.length);
        silhouette += (await measures.silhouette(part.centroids, labels, { signal })) / (DRAWS * depths.length);
        const whole = new Int32Array(clusterCount).fill(-1);
        drawn.forEach((cluster, i) => (whole[cluster] = labels[i]));
        partitions[place].push(whole);
      }
    }
    const agreements = partitions.map((each) => comparePairs(each, measures));
    const ofPairs = agreements[0].map(
      (_, pair) => agreements.reduce((sum, values) => sum + values[pair], 0) / depths.length,
    );
    const { mean: stability, deviation: stabilityDeviation } = describeSpread(ofPairs);
    const score = (stability * (1 + silhouette)) / 2;
    candidates.push({ levels, roots, stability, stabilityDeviation, silhouette, score });
    onProgress?.(done + 1, counts.length);
  }
  const curve = { candidates, chosen: choose(candidates), sampleSize: sample.length };
  return { ...curve, sentence: describeLevelCount(curve, clusterCount) };
}

/** Numbers of levels at which nodes have two children or more on average, and not too many to look through. */
function listLevelCounts(clusterCount: number, maxRoots: number): number[] {
  if (clusterCount <= maxRoots) return [];
  return LEVEL_COUNTS.filter((levels) => {
    const roots = countRootsOfLevels(clusterCount, { levels, maxRoots });
    const isJudged = roots > 1 || levels > 2;
    return isJudged && clusterCount >= 2 ** levels && (clusterCount / roots) ** (1 / (levels - 1)) <= MOST_CHILDREN;
  });
}

/** These base clusters alone, numbered anew; the others' conversations are in none. */
function takeClusters(base: BaseClusters, clusters: Int32Array): BaseClusters {
  const placeOf = new Int32Array(base.centroids.rows).fill(-1);
  clusters.forEach((cluster, place) => (placeOf[cluster] = place));
  const labels = base.labels.map((label) => (label < 0 ? label : placeOf[label]));
  return { labels, centroids: takeRows(base.centroids, clusters), inertia: 0 };
}

/** The group of each base cluster at a depth; a branch that ends above it is cut at its leaf. */
function cutBranches(roots: readonly TreeBranch[], depth: number, clusterCount: number): Int32Array {
  const labels = new Int32Array(clusterCount);
  let level = roots;
  for (let d = 0; d < depth; d++)
    level = level.flatMap((branch) => (branch.children.length > 0 ? branch.children : branch));
  level.forEach(({ baseClusters }, group) => {
    for (const cluster of baseClusters) labels[cluster] = group;
  });
  return labels;
}

/** @param candidates - from few levels to many. @returns the place of the first that is about as good as the best. */
function choose(candidates: readonly LevelCountCandidate[]): number {
  const best = candidates.reduce((one, other) => (other.score > one.score ? other : one));
  const spread = (best.stabilityDeviation * (1 + best.silhouette)) / 2;
  return candidates.findIndex(({ score }) => score >= best.score - Math.max(CLOSE_TO_BEST * best.score, spread));
}
