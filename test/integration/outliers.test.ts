import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FolderCheckpointStore } from '../../packages/core/src/index.ts';
import { checkTree } from '../../packages/core/src/tree/check-tree.ts';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import { openPipeline } from '../../packages/api/src/worker/open-pipeline.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { importKura } from './setup/import-kura.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { startRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';
import { ODD_COUNT, writeOddConversations } from './setup/write-odd-conversations.ts';

const OPTIONS = { cluster: { k: 'auto', outliers: true }, tree: { maxRoots: 4, levels: 'auto' } };
const COUNT = 160;

let workspace: Workspace;
let server: TestServer;
let worker: Worker;
let scratch: string;
let datasetId: string;
let plain: string;
let runId: string;

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  scratch = await mkdtemp(join(tmpdir(), 'understory-outliers-'));
  const { importConversations } = await server.query<{ importConversations: { dataset: { id: string } } }>(
    'mutation ($input: ImportConversationsInput!) { importConversations(input: $input) { dataset { id } } }',
    { input: { datasetName: 'odd', content: writeOddConversations(COUNT), goldLabelKey: 'intent' } },
  );
  datasetId = importConversations.dataset.id;
  plain = await startRun(server, datasetId);
  await watchRun(server, plain);
  runId = await startRun(server, datasetId, OPTIONS);
  await watchRun(server, runId);
});

afterAll(async () => {
  await worker.stop();
  await rm(scratch, { recursive: true });
});

interface OutlierNode {
  distance: number;
  nearestCluster: { name: string; isLeaf: boolean };
  summary: { isOutlier: boolean; cluster: null | object; conversation: { chatId: string; goldLabel: string | null } };
}

interface OutlierRun {
  status: string;
  conversationCount: number;
  outlierCount: number | null;
  outlierShare: number | null;
  outlierThreshold: number | null;
  outliers: { totalCount: number; edges: { cursor: string; node: OutlierNode }[] };
  rootClusters: { size: number; share: number }[];
  statistics: { rootCount: number; leafCount: number; maxDepth: number; goldAgreement: { leafPurity: number } };
  projection: { leaves: string };
  clusterCountCurve: null | {
    chosen: number;
    sampleSize: number;
    sentence: string;
    candidates: { k: number; clusterSize: number; stability: number; silhouette: number; score: number }[];
  };
  levelCountCurve: null | {
    chosen: number;
    sampleSize: number;
    sentence: string;
    candidates: { levels: number; roots: number; stability: number; silhouette: number; score: number }[];
  };
}

async function readRun(id: string): Promise<OutlierRun> {
  const { run } = await server.query<{ run: OutlierRun }>(
    `query ($id: ID!) { run(id: $id) { status conversationCount outlierCount outlierShare outlierThreshold
      outliers(first: 100) { totalCount edges { cursor node { distance nearestCluster { name isLeaf }
        summary { isOutlier cluster { id } conversation { chatId goldLabel } } } } }
      rootClusters { size share } projection { leaves }
      statistics { rootCount leafCount maxDepth goldAgreement { leafPurity } }
      clusterCountCurve { chosen sampleSize sentence candidates { k clusterSize stability silhouette score } }
      levelCountCurve { chosen sampleSize sentence candidates { levels roots stability silhouette score } } } }`,
    { id },
  );
  return run;
}

const readLeaves = ({ projection }: OutlierRun): Int32Array =>
  new Int32Array(Uint8Array.from(Buffer.from(projection.leaves, 'base64')).buffer);

describe('a run that leaves outliers out of its clusters', () => {
  it('finds the odd conversations and little else, farthest first', async () => {
    const run = await readRun(runId);
    expect(run.status).toBe('COMPLETED');
    const listed = run.outliers.edges.map(({ node }) => node);
    const odd = listed.filter(({ summary }) => summary.conversation.goldLabel === 'odd');
    expect(odd.length).toBeGreaterThanOrEqual(0.7 * ODD_COUNT);
    expect(odd.length / listed.length).toBeGreaterThanOrEqual(0.7);
    expect(listed.map(({ distance }) => distance)).toEqual(
      listed.map(({ distance }) => distance).sort((a, b) => b - a),
    );
    expect(Math.min(...listed.map(({ distance }) => distance))).toBeGreaterThan(0);
    expect(listed.every(({ summary }) => summary.isOutlier && summary.cluster === null)).toBe(true);
    expect(listed.every(({ nearestCluster }) => nearestCluster.isLeaf)).toBe(true);
  });

  it('counts every conversation once: in a root, or as an outlier', async () => {
    const run = await readRun(runId);
    const inRoots = run.rootClusters.reduce((sum, { size }) => sum + size, 0);
    expect(inRoots + (run.outlierCount ?? 0)).toBe(run.conversationCount);
    const share = run.rootClusters.reduce((sum, each) => sum + each.share, run.outlierShare ?? 0);
    expect(share).toBeCloseTo(1, 9);
    expect(run.outliers.totalCount).toBe(run.outlierCount);
    const leaves = readLeaves(run);
    expect(leaves.filter((leaf) => leaf === -2)).toHaveLength(run.outlierCount ?? -1);
    expect(leaves.filter((leaf) => leaf === -1)).toHaveLength(0);
  });

  it('has a sound tree of the others', async () => {
    const { pipeline } = await openPipeline(workspace, (await workspace.runs.find(runId))!);
    const [tree, base] = [await pipeline.result('tree'), await pipeline.result('cluster')];
    expect(checkTree(tree, base, { maxRoots: 4 })).toEqual([]);
    const { outlierThreshold } = await readRun(runId);
    expect(outlierThreshold).toBeCloseTo(base.outliers?.threshold ?? 0, 5);
  });

  it('keeps the curve that its number of clusters was chosen by', async () => {
    const { clusterCountCurve, statistics } = await readRun(runId);
    const { candidates, chosen, sampleSize, sentence } = clusterCountCurve!;
    expect(candidates.length).toBeGreaterThanOrEqual(5);
    expect(sampleSize).toBe(COUNT + ODD_COUNT);
    expect(statistics.leafCount).toBeLessThanOrEqual(candidates[chosen].k);
    expect(sentence).toContain(`${candidates[chosen].k} clusters`);
  });

  it('keeps the curve that its number of levels was chosen by, and has a tree of that shape', async () => {
    const { levelCountCurve, statistics } = await readRun(runId);
    const { candidates, chosen, sampleSize, sentence } = levelCountCurve!;
    expect(candidates.map(({ levels }) => levels)).toEqual([2, 3, 4, 5, 6].slice(0, candidates.length));
    expect(sampleSize).toBe(statistics.leafCount);
    expect(statistics.rootCount).toBe(candidates[chosen].roots);
    expect(statistics.maxDepth).toBeLessThan(candidates[chosen].levels);
    expect(sentence).toContain(`${candidates[chosen].levels} levels`);
  });

  it('says nothing of outliers where they were not asked for', async () => {
    const run = await readRun(plain);
    expect(run).toMatchObject({ outlierCount: null, outlierShare: null, outlierThreshold: null });
    expect(run.outliers).toEqual({ totalCount: 0, edges: [] });
    expect(run.clusterCountCurve).toBeNull();
    expect(run.levelCountCurve).toBeNull();
    expect(readLeaves(run).every((leaf) => leaf >= 0)).toBe(true);
  });
});

describe('a comparison with a run that has none', () => {
  const QUERY = `query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) {
    conversationCount agreement { adjustedRandIndex }
    matches(first: 100) { edges { node { a { id } b { id } } } }
    flows(depthA: 0, depthB: 0, first: 100) { edges { node { conversationCount a { name } b { name } } } }
    changes(first: 300) { edges { node { pathA { id } pathB { id } conversation { goldLabel } } } }
    structure { a { outlierShare } b { outlierShare } } } }`;
  interface Compared {
    conversationCount: number;
    agreement: { adjustedRandIndex: number };
    matches: { edges: { node: { a: object | null; b: object | null } }[] };
    flows: { edges: { node: { conversationCount: number; a: object | null; b: object | null } }[] };
    changes: { edges: { node: { pathA: object[]; pathB: object[] } }[] };
    structure: { a: { outlierShare: number }; b: { outlierShare: number } };
  }

  it('covers all conversations, and shows outliers as a side of their own', async () => {
    const { outlierCount, outlierShare } = await readRun(runId);
    const { compareRuns } = await server.query<{ compareRuns: Compared }>(QUERY, { a: plain, b: runId });
    expect(compareRuns.conversationCount).toBe(COUNT + ODD_COUNT);
    expect(compareRuns.agreement.adjustedRandIndex).toBeLessThan(1);
    expect(compareRuns.matches.edges.every(({ node: { a, b } }) => a !== null || b !== null)).toBe(true);
    const flows = compareRuns.flows.edges.map(({ node }) => node);
    const toOutliers = flows.filter(({ b }) => b === null);
    expect(toOutliers.reduce((sum, flow) => sum + flow.conversationCount, 0)).toBe(outlierCount);
    expect(flows.every(({ a }) => a !== null)).toBe(true);
    const outside = compareRuns.changes.edges.filter(({ node }) => node.pathB.length === 0);
    expect(outside).toHaveLength(outlierCount ?? -1);
    expect(compareRuns.structure.a.outlierShare).toBe(0);
    expect(compareRuns.structure.b.outlierShare).toBeCloseTo(outlierShare ?? 0, 9);
  });
});

describe('an export of such a run', () => {
  it('has the outliers in a file of their own, and comes back the same', async () => {
    const run = (await workspace.runs.find(runId))!;
    const { pipeline } = await openPipeline(workspace, run);
    const files = new FolderCheckpointStore(scratch);
    await files.writeConversations(await workspace.conversations.load(run.datasetId, run.conversationCount));
    for (const { name, fingerprint } of pipeline.steps) {
      await files.write(name, fingerprint, await pipeline.result(name));
    }
    const rows = (await readFile(join(scratch, 'outliers.jsonl'), 'utf8')).trim().split('\n');
    const source = await readRun(runId);
    expect(rows).toHaveLength(source.outlierCount ?? -1);

    const imported = await importKura(server, { folder: scratch, datasetName: 'odd again', name: 'imported' });
    const copy = await readRun(imported.run.id);
    const idsOf = ({ outliers }: OutlierRun): [string, number][] =>
      outliers.edges.map(({ node }) => [node.summary.conversation.chatId, node.distance]);
    expect(idsOf(copy)).toEqual(idsOf(source));
    expect(copy.outliers.edges.map(({ node }) => node.nearestCluster.name)).toEqual(
      source.outliers.edges.map(({ node }) => node.nearestCluster.name),
    );
    expect(copy.rootClusters.map(({ size }) => size)).toEqual(source.rootClusters.map(({ size }) => size));
  });
});

describe('such a run that was cancelled on the way and started again', () => {
  it('comes to the same outliers, the same curve and the same map', async () => {
    const before = await readRun(runId);
    await server.query('mutation ($id: ID!) { deleteRun(id: $id) }', { id: runId });
    const cancelled = await startRun(server, datasetId, OPTIONS);
    const text = 'subscription ($id: ID!) { runProgress(id: $id) { status steps { name status } } }';
    type Progress = { runProgress: { status: string; steps: { name: string; status: string }[] } };
    let status = '';
    for await (const { runProgress } of server.subscribe<Progress>(text, { id: cancelled })) {
      const cluster = runProgress.steps.find(({ name }) => name === 'CLUSTER')!;
      // Once is enough; a run that has ended stays as it is.
      if (status !== 'CANCELLED' && cluster.status !== 'PENDING') {
        await server.query('mutation ($id: ID!) { cancelRun(id: $id) { id } }', { id: cancelled });
      }
      ({ status } = runProgress);
    }
    expect(status).toBe('CANCELLED');
    runId = await startRun(server, datasetId, OPTIONS);
    const states = await watchRun(server, runId);
    expect(states.at(-1)).toMatchObject({ status: 'COMPLETED' });
    expect(
      states
        .at(-1)
        ?.steps.slice(0, 2)
        .map(({ isReused }) => isReused),
    ).toEqual([true, true]);
    const after = await readRun(runId);
    expect(after.outliers).toEqual(before.outliers);
    expect(after.clusterCountCurve).toEqual(before.clusterCountCurve);
    expect(after.levelCountCurve).toEqual(before.levelCountCurve);
    expect(after.projection).toEqual(before.projection);
  });
});
