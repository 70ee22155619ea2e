import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Summary } from '../summary/summary.ts';
import { buildConversation } from '../testing/build-conversation.ts';
import type { StepResults } from './checkpoint-store.ts';
import { FolderCheckpointStore } from './folder-checkpoint-store.ts';

const summaryOf = (chatId: string): Summary => ({
  chatId,
  summary: `What ${chatId} asks`,
  request: null,
  topic: null,
  languages: ['english'],
  task: null,
  concerningScore: 1,
  userFrustration: 2,
  assistantErrors: null,
  fields: { features: ['Relay proxy'] },
});

const summary: StepResults['summary'] = { summaries: ['a', 'b', 'c'].map(summaryOf), failures: [] };
const cluster: StepResults['cluster'] = {
  labels: Int32Array.of(0, 1, 0),
  centroids: { data: Float32Array.of(1, 0, 0, 1), rows: 2, columns: 2 },
  inertia: 0.5,
};
const name = [0, 1].map((i) => ({ name: `Topic ${i}`, description: 'Users asked.', slug: `topic_${i}` }));
const node = (id: string, parentId: string | null, depth: number, size: number, baseCluster: number | null) => ({
  id,
  parentId,
  depth,
  size,
  baseCluster,
  name: `Name ${id}`,
  description: 'Users asked.',
  slug: id,
});
const tree: StepResults['tree'] = {
  nodes: [node('root', null, 0, 3, null), node('leaf0', 'root', 1, 2, 0), node('leaf1', 'root', 1, 1, 1)],
};
const projection: StepResults['projection'] = {
  conversations: Float32Array.of(0, 0, 1, 1, 2, 2),
  clusters: Float32Array.of(0.5, 1.5, 2.5, 3.5, 4.5, 5.5),
  trustworthiness: 0.912,
};

describe('FolderCheckpointStore', () => {
  let folder: string;
  let store: FolderCheckpointStore;
  const rows = async (file: string): Promise<Record<string, unknown>[]> =>
    (await readFile(join(folder, file), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const writeAll = async (): Promise<void> => {
    await store.write('summary', 'f1', summary);
    await store.write('cluster', 'f2', cluster);
    await store.write('name', 'f3', name);
    await store.write('tree', 'f4', tree);
    await store.write('projection', 'f5', projection);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'understory-'));
    store = new FolderCheckpointStore(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives every result back as it was, from another object too', async () => {
    await writeAll();
    const again = new FolderCheckpointStore(folder);
    expect(await again.read('summary', 'f1')).toEqual(summary);
    expect(await again.read('cluster', 'f2')).toEqual(cluster);
    expect(await again.read('tree', 'f4')).toEqual(tree);
    expect(await again.read('projection', 'f5')).toEqual(projection);
  });

  it('says beside the clusters how their numbers were chosen, and nothing of an earlier run', async () => {
    const measured = { stability: 0.8, stabilityDeviation: 0.1, silhouette: 0.5, score: 0.6 };
    const rest = { chosen: 0, sampleSize: 3, sentence: 'It is the best.' };
    const countCurve = { candidates: [{ k: 2, clusterSize: 2, ...measured }], ...rest };
    const levelCurve = { candidates: [{ levels: 2, roots: 1, ...measured }], ...rest };
    const readCurves = async (): Promise<unknown> => JSON.parse(await readFile(join(folder, 'curves.json'), 'utf8'));
    await store.write('summary', 'f1', summary);
    await store.write('cluster', 'f6', { ...cluster, countCurve });
    await store.write('tree', 'f7', { ...tree, levelCurve });
    expect(await readCurves()).toEqual({ clusterCount: countCurve, levelCount: levelCurve });
    await store.write('tree', 'f8', tree);
    expect(await readCurves()).toEqual({ clusterCount: countCurve, levelCount: null });
    await writeAll();
    expect(await readdir(folder)).not.toContain('curves.json');
  });

  it('has nothing under another fingerprint', async () => {
    await store.write('summary', 'f1', summary);
    expect(await store.has('summary', 'f1')).toBe(true);
    expect(await store.has('summary', 'f2')).toBe(false);
    expect(await store.read('summary', 'f2')).toBeNull();
    expect(await store.read('tree', 'f1')).toBeNull();
  });

  it("writes Kura's five files", async () => {
    await store.writeConversations([
      { chatId: 'a', createdAt: null, messages: [{ role: 'user', content: 'Hi', createdAt: null }], metadata: {} },
    ]);
    await writeAll();
    const files = (await readdir(folder)).filter((file) => file.endsWith('.jsonl')).sort();
    expect(files).toEqual([
      'clusters.jsonl',
      'conversations.jsonl',
      'dimensionality.jsonl',
      'meta_clusters.jsonl',
      'summaries.jsonl',
    ]);
    expect((await rows('summaries.jsonl'))[0]).toMatchObject({ chat_id: 'a', concerning_score: 1, embedding: null });
    expect(await rows('clusters.jsonl')).toMatchObject([
      { id: 'leaf0', chat_ids: ['a', 'c'], count: 2, parent_id: null },
      { id: 'leaf1', chat_ids: ['b'], count: 1, parent_id: null },
    ]);
    expect((await rows('meta_clusters.jsonl'))[1]).toMatchObject({ id: 'leaf0', parent_id: 'root' });
    expect((await rows('dimensionality.jsonl'))[2]).toMatchObject({ x_coord: 4.5, y_coord: 5.5, level: 1, count: 1 });
  });

  it('says which file is damaged', async () => {
    await store.write('summary', 'f1', summary);
    await writeFile(join(folder, 'understory', 'summary.json'), '{"fingerprint":');
    await expect(store.read('summary', 'f1')).rejects.toThrow(/summary\.json is not valid JSON/);
  });

  it('reads the conversations of a folder, or says which line is none', async () => {
    const conversation = buildConversation('How do I share a report?');
    await store.writeConversations([conversation]);
    expect(await store.readConversations()).toEqual([conversation]);
    await writeFile(join(folder, 'conversations.jsonl'), '\n{"chat_id": 7}\n');
    await expect(store.readConversations()).rejects.toThrow(
      /conversations\.jsonl, line 2, messages: expected a list of messages/,
    );
  });
});
