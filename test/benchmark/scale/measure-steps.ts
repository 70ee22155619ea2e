import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createEmbeddingModel,
  createPipeline,
  defineSummaryModel,
  FolderCheckpointStore,
  KeywordNamingModel,
  labelsAtDepth,
  measureAgreement,
  MemoryCheckpointStore,
  runOptionsSchema,
  summaryModelDefinitionSchema,
} from '../../../packages/core/src/index.ts';
import { checkTree } from '../../../packages/core/src/tree/check-tree.ts';
import { drawConversations } from './draw-conversations.ts';
import { watchMemory } from './watch-memory.ts';

export interface ScaleOptions {
  n: number;
  store: 'memory' | 'folder';
  seed: number;
}

export interface StepMeasurement {
  name: string;
  seconds: number;
  /** Largest resident memory of the process in this step, and what it had when the step began. */
  peakBytes: number;
  startBytes: number;
  /** The longest time for which nothing else got a turn. */
  longestHoldMs: number;
}

export interface ScaleMeasurement {
  n: number;
  store: string;
  steps: StepMeasurement[];
  /** How the result looks: counts, depth, shares of the roots, agreement with the topics that the grammar drew. */
  result: {
    baseClusters: number;
    treeProblems: number;
    depth: number;
    rootShares: number[];
    leafTopicAmi: number;
    rootAreaAmi: number;
    names: string[];
  };
}

/** Runs the pipeline over a made-up log in this process. */
export async function measureSteps({ n, store, seed }: ScaleOptions): Promise<ScaleMeasurement> {
  const { conversations, topics, areas } = drawConversations(n, seed);
  const options = runOptionsSchema.parse({ seed: 42 });
  const folder = await mkdtemp(join(tmpdir(), 'understory-scale-'));
  try {
    const pipeline = createPipeline({
      conversations: { contentHash: `drawn ${n} ${seed}`, count: n, load: async () => conversations },
      summaryModel: defineSummaryModel(summaryModelDefinitionSchema.parse({ kind: 'extractive' })),
      embeddingModel: createEmbeddingModel(options.embedding),
      namingModel: new KeywordNamingModel(),
      options,
      checkpoints: store === 'folder' ? new FolderCheckpointStore(folder) : new MemoryCheckpointStore(),
    });
    const steps: StepMeasurement[] = [];
    for (const { name } of pipeline.steps) {
      const memory = watchMemory();
      const startedAt = performance.now();
      await pipeline.runStep(name);
      const seconds = (performance.now() - startedAt) / 1000;
      steps.push({ name, seconds, ...memory.stop() });
      process.stderr.write(`${n} ${name}: ${seconds.toFixed(1)} s\n`);
    }
    const base = await pipeline.result('cluster');
    const tree = await pipeline.result('tree');
    const roots = tree.nodes.filter(({ depth }) => depth === 0);
    return {
      n,
      store,
      steps,
      result: {
        baseClusters: base.centroids.rows,
        treeProblems: checkTree(tree, base, { maxRoots: options.tree.maxRoots }).length,
        depth: tree.nodes.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
        rootShares: roots.map(({ size }) => size / n),
        leafTopicAmi: measureAgreement(topics, base.labels).adjustedMutualInformation,
        rootAreaAmi: measureAgreement(areas, labelsAtDepth(tree, base, 0)).adjustedMutualInformation,
        names: roots.map(({ name }) => name),
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
