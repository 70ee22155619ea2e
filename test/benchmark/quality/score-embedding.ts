import { clusterEmbeddings, measureAgreement } from '../../../packages/core/src/index.ts';
import type { Agreement } from '../../../packages/core/src/index.ts';
import type { Matrix } from '../../../packages/core/src/math/matrix.ts';
import { buildTreeStructure } from '../../../packages/core/src/tree/build-tree-structure.ts';
import type { LabelledLog } from './read-labelled-log.ts';

/** Means over the seeds. */
export interface EmbeddingScore {
  dimensions: number;
  /** k-means with as many clusters as there are labels; its adjusted mutual information under each seed. */
  ami: number;
  allAmi: number[];
  /** Base clusters at the default size. */
  leaves: PartitionScore;
  /** Roots of the tree over them. */
  roots: PartitionScore;
  /** Share of the conversations in the largest root. */
  largestRoot: number;
}

interface PartitionScore {
  count: number;
  ami: number;
  /** Share of the conversations that have the most frequent label of their cluster. */
  purity: number;
}

/** Clusters embeddings and sets the clusters, the tree's leaves and its roots against the labels. */
export async function scoreEmbedding(
  embeddings: Matrix,
  { gold, labelCount }: LabelledLog,
  seeds: readonly number[],
): Promise<EmbeddingScore> {
  const allAmi: number[] = [];
  const leaves: PartitionScore[] = [];
  const roots: PartitionScore[] = [];
  const largest: number[] = [];
  for (const seed of seeds) {
    const { labels } = await clusterEmbeddings(embeddings, { k: labelCount, seed });
    allAmi.push(measureAgreement(gold, labels).adjustedMutualInformation);

    const base = await clusterEmbeddings(embeddings, { seed });
    leaves.push(scorePartition(base.centroids.rows, measureAgreement(gold, base.labels)));
    const branches = await buildTreeStructure(base, { seed });
    const rootOf = new Int32Array(base.centroids.rows);
    branches.forEach(({ baseClusters }, root) => baseClusters.forEach((cluster) => (rootOf[cluster] = root)));
    const rootLabels = base.labels.map((cluster) => rootOf[cluster]);
    roots.push(scorePartition(branches.length, measureAgreement(gold, rootLabels)));
    largest.push(branches[0].size / gold.length);
  }
  return {
    dimensions: embeddings.columns,
    ami: findMean(allAmi),
    allAmi,
    leaves: averageScores(leaves),
    roots: averageScores(roots),
    largestRoot: findMean(largest),
  };
}

function scorePartition(count: number, { adjustedMutualInformation, purity }: Agreement): PartitionScore {
  return { count, ami: adjustedMutualInformation, purity };
}

function averageScores(scores: readonly PartitionScore[]): PartitionScore {
  return {
    count: findMean(scores.map(({ count }) => count)),
    ami: findMean(scores.map(({ ami }) => ami)),
    purity: findMean(scores.map(({ purity }) => purity)),
  };
}

function findMean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
