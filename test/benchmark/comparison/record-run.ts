import type {
  BaseClusters,
  ClusterNode,
  ClusterTree,
  Conversation,
  Matrix,
  Summary,
} from '../../../packages/core/src/index.ts';
import { fingerprint, runOptionsSchema } from '../../../packages/core/src/index.ts';
import { createMatrix, matrixRow } from '../../../packages/core/src/math/matrix.ts';
import { createRandom } from '../../../packages/core/src/math/random.ts';
import { run, step } from '../../../packages/api/src/db/schema.ts';
import { createSummaryModel } from '../../../packages/api/src/summary-model/create-summary-model.ts';
import { createDatabaseCheckpointStore } from '../../../packages/api/src/worker/database-checkpoint-store.ts';
import { saveTree } from '../../../packages/api/src/worker/save-tree.ts';
import type { Workspace } from '../../../packages/api/src/workspace.ts';

const D = 100;
/** Share of conversations that are in another leaf than their own. */
const MOVED = 0.3;
const CHILDREN = 4;

export interface RecordedRunOptions {
  name: string;
  datasetId: string;
  conversations: readonly Conversation[];
  leafCount: number;
  seed: number;
  /** Words of a summary. */
  words: number;
}

/**
 * Writes a finished run into a database as if it had been computed: summaries that begin like their conversations, made-up
 * embeddings, and a tree of which every node has four children.
 *
 * Runs of other seeds are over the same leaves, with three in ten conversations moved to a near one.
 *
 * @returns the run's id.
 */
export async function recordRun(workspace: Workspace, options: RecordedRunOptions): Promise<string> {
  const { db } = workspace;
  const { name, datasetId, conversations, seed } = options;
  const labels = drawLabels(options);
  const results = {
    summary: { summaries: conversations.map((each) => summarise(each, options.words)), failures: [] },
    embedding: {
      embeddings: drawPoints(labels, options),
      encoder: { header: { provider: 'none', modelId: 'none' }, arrays: {} },
    },
    cluster: { labels, centroids: createMatrix(options.leafCount, D), inertia: 0 } satisfies BaseClusters,
    tree: growTree(labels, options.leafCount),
  };
  const version = await createSummaryModel(db, {
    name,
    definition: { kind: 'extractive', words: { min: 5, max: options.words } },
  });
  const dataset = await workspace.datasets.find(datasetId);
  const [created] = await db
    .insert(run)
    .values({
      name,
      datasetId,
      datasetContentHash: dataset!.contentHash,
      conversationCount: conversations.length,
      summaryModelVersionId: version.id,
      origin: 'computed',
      options: runOptionsSchema.parse({}),
      seed,
      fingerprint: fingerprint({ name, seed }),
      status: 'completed',
    })
    .returning();
  const positions = new Map(conversations.map(({ chatId }, position) => [chatId, position]));
  const store = createDatabaseCheckpointStore(db, async () => positions);
  for (const [position, stepName] of (['summary', 'embedding'] as const).entries()) {
    const key = fingerprint({ name, seed, stepName });
    await db
      .insert(step)
      .values({ runId: created.id, name: stepName, position, fingerprint: key, status: 'completed' });
    await store.write(stepName, key, results[stepName]);
  }
  const pipeline = { result: (async (stepName: keyof typeof results) => results[stepName]) as never };
  await saveTree(db, created, pipeline, null, positions);
  return created.id;
}

function drawLabels({ conversations, leafCount, seed }: RecordedRunOptions): Int32Array {
  const random = createRandom(seed);
  const labels = Int32Array.from(conversations, (_, i) => i % leafCount);
  // The first of each leaf stay, so that none is empty.
  for (let i = leafCount; i < labels.length; i++) {
    if (random.next() < MOVED) labels[i] = (labels[i] + 1 + random.below(20)) % leafCount;
  }
  return labels;
}

function drawPoints(labels: Int32Array, { leafCount }: RecordedRunOptions): Matrix {
  const random = createRandom(7);
  const centres = createMatrix(leafCount, D);
  for (let i = 0; i < centres.data.length; i++) centres.data[i] = random.normal();
  const points = createMatrix(labels.length, D);
  labels.forEach((label, i) => {
    const point = matrixRow(points, i);
    const centre = matrixRow(centres, label);
    let square = 0;
    for (let t = 0; t < D; t++) {
      point[t] = centre[t] + 0.7 * random.normal();
      square += point[t] ** 2;
    }
    for (let t = 0; t < D; t++) point[t] /= Math.sqrt(square);
  });
  return points;
}

function summarise({ chatId, messages }: Conversation, words: number): Summary {
  const text = messages.map(({ content }) => content).join(' ');
  const summary = text.split(/\s+/u).slice(0, words).join(' ');
  const none = {
    request: null,
    topic: null,
    languages: null,
    task: null,
    concerningScore: null,
    userFrustration: null,
  };
  return { chatId, summary, ...none, assistantErrors: null, fields: {} };
}

/** A parent stands before its children: the levels from the roots down, turned into depth-first order. */
function growTree(labels: Int32Array, leafCount: number): ClusterTree {
  const sizes = new Int32Array(leafCount);
  for (const label of labels) sizes[label]++;
  const nodes: ClusterNode[] = [];
  const grow = (from: number, to: number, depth: number, parentId: string | null): number => {
    const id = `${depth}-${from}`;
    const name = `Topic ${from} of depth ${depth}`;
    const node = { id, parentId, depth, size: 0, baseCluster: null as number | null, name, description: '', slug: id };
    nodes.push(node);
    if (to - from === 1) {
      node.baseCluster = from;
      node.size = sizes[from];
      return node.size;
    }
    const width = Math.ceil((to - from) / CHILDREN);
    for (let start = from; start < to; start += width) {
      node.size += grow(start, Math.min(to, start + width), depth + 1, id);
    }
    return node.size;
  };
  const roots = Math.min(10, leafCount);
  for (let root = 0; root < roots; root++) {
    grow(Math.floor((root * leafCount) / roots), Math.floor(((root + 1) * leafCount) / roots), 0, null);
  }
  return { nodes };
}
