import type { Matrix, StepOptions } from '@understory/core';
import { measureClusterStability, measureTopicStability, runOptionsSchema } from '@understory/core';
import type { StoredStability } from './comparison-results.ts';
import type { ComparedRun } from './load-comparison.ts';
import { renumber } from './measure-separation.ts';

/** A topic with fewer conversations in a sample is no more than a leaf of its tree. */
const LEAST_SAMPLED = 50;

/** What the stability of a run's clusters is measured on. */
export interface StabilityInput {
  compared: ComparedRun;
  /** Of the shared conversations. */
  embeddings: Matrix;
  /** Places among the shared conversations that were clustered again; null for all. */
  sample: Int32Array | null;
  /** The partitions under other seeds. */
  reseeds: readonly Int32Array[];
}

/**
 * Says how well a run's clusters come back under other seeds: each leaf among the leaves there, each topic above them in
 * the trees that are built over those leaves, at any depth.
 *
 * A sample of a leaf is not the leaf, so of a sample only topics are measured that are large in it. The tree of a
 * language model is not built again: its topics have no number.
 *
 * @returns in the order of the clusters' indexes.
 */
export async function measureStability(
  { compared, embeddings, sample, reseeds }: StabilityInput,
  step: Required<Pick<StepOptions, 'signal' | 'onProgress'>>,
): Promise<StoredStability[]> {
  const { run, tree } = compared;
  const { seed, ...options } = runOptionsSchema.parse(run.options);
  const leaves = sample === null ? compared.leaves : sample.map((place) => compared.leaves[place]);
  const ofLeaves = sample === null ? measureLeaves(leaves, reseeds) : [];
  if (options.tree.builder === 'model') return ofLeaves;

  const { maxRoots, branching } = options.tree;
  const depth = tree.clusters.reduce((deepest, cluster) => Math.max(deepest, cluster.depth), 0);
  const parents = tree.clusters.map(({ parentIndex }) => parentIndex);
  const ofTopics = await measureTopicStability(embeddings, {
    tree: { leaves, parents },
    reseeds,
    ...(sample === null ? {} : { rows: sample }),
    maxRoots,
    branching,
    levels: options.tree.levels === null ? null : depth + 1,
    seed: seed + 1,
    ...step,
  });
  const sizes = new Int32Array(tree.clusters.length);
  for (const leaf of leaves) {
    for (let node = leaf < 0 ? null : leaf; node !== null; node = parents[node]) sizes[node]++;
  }
  const least = sample === null ? 1 : LEAST_SAMPLED;
  const topics = tree.clusters
    .filter(({ isLeaf, index }) => !isLeaf && sizes[index] >= least)
    .map(({ index }) => ({ index, stability: round(ofTopics[index]) }));
  return [...ofLeaves, ...topics].sort((one, other) => one.index - other.index);
}

/** @param leaves - leaf of each conversation; negative for an outlier, which is in none. */
function measureLeaves(leaves: Int32Array, reseeds: readonly Int32Array[]): StoredStability[] {
  const { labels, clusters } = renumber(leaves);
  return Array.from(measureClusterStability(labels, reseeds), (stability, i) => ({
    index: clusters[i],
    stability: round(stability),
  })).filter(({ index }) => index >= 0);
}

const round = (stability: number): number => Math.round(stability * 1e4) / 1e4;
