import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { startRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';
import { DEVICE_GLOSSARY, writeCrossedConversations } from './setup/write-crossed-conversations.ts';

let workspace: Workspace;
let server: TestServer;
let worker: Worker;
let datasetId: string;
let runA: string;
let runB: string;

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  const { importConversations } = await server.query<{ importConversations: { dataset: { id: string } } }>(
    'mutation ($input: ImportConversationsInput!) { importConversations(input: $input) { dataset { id } } }',
    { input: { datasetName: 'crossed', content: writeCrossedConversations(240), goldLabelKey: 'intent' } },
  );
  datasetId = importConversations.dataset.id;
  runA = await startRun(server, datasetId, { seed: 1 });
  runB = await startRun(server, datasetId, { seed: 2 });
  for (const id of [runA, runB]) await watchRun(server, id);
});

afterAll(() => worker.stop());

type List<Node> = { totalCount: number; edges: { node: Node }[] };
type Part = { name: string; status: string; finishedAt: string | null };

interface Statistics {
  computation: { id: string; status: string; progress: number; parts: Part[] } | null;
  verdict: string;
  noiseFloor: {
    verdict: string;
    sentence: string;
    reseedCount: number;
    pValue: number | null;
    spreadA: { mean: number; pairs: number } | null;
    across: { mean: number } | null;
  } | null;
  clusterStability: List<{ stability: number; kind: string; cluster: { isLeaf: boolean } }> | null;
  matches: List<{ a: { index: number } | null; stabilityA: number | null }>;
  summaryQuality: {
    metrics: { name: string; a: Estimate | null; b: Estimate | null; difference: Estimate | null }[];
  } | null;
  gold: { labelledCount: number; metrics: { name: string; level: string | null; a: Estimate }[] } | null;
  silhouette: { a: { leaves: number | null } } | null;
  structure: { a: { leafCount: number; clusterCount: number; leafSizes: { count: number }[] } };
}

interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
}

const STATISTICS = `
  computation { id status progress parts { name status finishedAt } } verdict
  noiseFloor { verdict sentence reseedCount pValue spreadA { mean pairs } across { mean } }
  clusterStability(side: A, first: 1000) { totalCount edges { node { stability kind cluster { isLeaf } } } }
  matches(first: 1000) { totalCount edges { node { a { index } stabilityA } } }
  summaryQuality { metrics { name a { value low high } b { value low high } difference { value low high } } }
  gold { labelledCount metrics { name level a { value low high } } }
  silhouette { a { leaves } } structure { a { leafCount clusterCount leafSizes { count } } }`;

async function request(a: string, b: string): Promise<Statistics> {
  const { compareRuns } = await server.query<{ compareRuns: Statistics }>(
    `query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) { ${STATISTICS} } }`,
    { a, b },
  );
  return compareRuns;
}

/** Every progress that the subscription sends. */
async function watchComparison(id: string): Promise<{ status: string; progress: number }[]> {
  const states: { status: string; progress: number }[] = [];
  const text = 'subscription ($id: ID!) { comparisonProgress(id: $id) { status progress } }';
  type Event = { comparisonProgress: { status: string; progress: number } };
  for await (const { comparisonProgress } of server.subscribe<Event>(text, { id })) states.push(comparisonProgress);
  return states;
}

async function compare(a: string, b: string): Promise<Statistics> {
  const { computation } = await request(a, b);
  await watchComparison(computation!.id);
  return request(a, b);
}

async function startRunOf(model: string, definition: object): Promise<string> {
  const { createSummaryModel } = await server.query<{ createSummaryModel: { id: string } }>(
    'mutation ($input: CreateSummaryModelInput!) { createSummaryModel(input: $input) { id } }',
    { input: { name: model, definition } },
  );
  const { startRun: run } = await server.query<{ startRun: { id: string } }>(
    'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }',
    { input: { datasetId, summaryModelVersionId: createSummaryModel.id, options: { seed: 1 } } },
  );
  await watchRun(server, run.id);
  return run.id;
}

describe('the stability of one run', () => {
  it('says which of its clusters, at every depth, are there under other seeds, without a second run', async () => {
    const read = async (): Promise<{ isLeaf: boolean; stability: number | null; stabilityKind: string | null }[]> => {
      const text = 'query ($id: ID!) { run(id: $id) { clusters { isLeaf stability stabilityKind } } }';
      type Answer = {
        run: { clusters: { isLeaf: boolean; stability: number | null; stabilityKind: string | null }[] };
      };
      return (await server.query<Answer>(text, { id: runB })).run.clusters;
    };
    expect((await read()).every(({ stability }) => stability === null)).toBe(true);
    const { measureStability } = await server.query<{ measureStability: { id: string } }>(
      'mutation ($id: ID!) { measureStability(runId: $id) { id } }',
      { id: runB },
    );
    const states = await watchComparison(measureStability.id);
    expect(states.at(-1)).toEqual({ status: 'COMPLETED', progress: 1 });
    const clusters = await read();
    expect(new Set(clusters.map(({ isLeaf }) => isLeaf)).size).toBe(2);
    for (const { stability, stabilityKind } of clusters) {
      expect(stability !== null && stability > 0 && stability <= 1).toBe(true);
      expect(stabilityKind).not.toBeNull();
    }
  });
});

describe('the statistics of a comparison', () => {
  it('are computed by the worker, with progress that ends at 1', async () => {
    const first = await request(runA, runB);
    expect(first).toMatchObject({ noiseFloor: null, summaryQuality: null, gold: null });
    expect(first.computation!.progress).toBeLessThan(1);
    const states = await watchComparison(first.computation!.id);
    expect(states.at(-1)).toEqual({ status: 'COMPLETED', progress: 1 });
    const progress = states.map((state) => state.progress);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it('are computed once: the second request finds the same rows, and clusters nothing again', async () => {
    const before = await workspace.sql`select id, finished_at::text from comparison`;
    const reseedings = await workspace.sql`select fingerprint, created_at::text from reseeding order by 1`;
    const again = await compare(runA, runB);
    expect(again.computation!.status).toBe('COMPLETED');
    expect(await workspace.sql`select id, finished_at::text from comparison`).toEqual(before);
    expect(await workspace.sql`select fingerprint, created_at::text from reseeding order by 1`).toEqual(reseedings);
    expect(reseedings).toHaveLength(2);
  });

  it('find no difference between two runs that differ in the seed alone', async () => {
    const { noiseFloor, verdict, gold } = await compare(runA, runB);
    expect(noiseFloor!.verdict).toBe('WITHIN_NOISE');
    expect(noiseFloor!.sentence).toContain('nothing shows that the seed changed the clusters');
    expect(noiseFloor!.spreadA!.mean).toBeLessThan(1);
    expect(noiseFloor).toMatchObject({ reseedCount: 8, spreadA: { pairs: 28 } });
    expect(verdict).toBe(noiseFloor!.sentence);
    expect(gold!.labelledCount).toBe(240);
  });

  it('give every number its interval', async () => {
    const { summaryQuality, gold, silhouette, structure } = await compare(runA, runB);
    const rank = summaryQuality!.metrics.find(({ name }) => name === 'reciprocalRank')!;
    expect(rank.a!.low!).toBeLessThan(rank.a!.high!);
    expect(rank.difference!.value).toBe(0);
    const levels = new Set(gold!.metrics.map(({ level }) => level));
    expect([...levels]).toEqual(expect.arrayContaining([null, 'roots', 'leaves']));
    for (const { a } of gold!.metrics) expect(a.low!).toBeLessThanOrEqual(a.high!);
    expect(silhouette!.a.leaves).toBeGreaterThan(-1);
    expect(structure.a.leafSizes.reduce((sum, { count }) => sum + count, 0)).toBe(structure.a.leafCount);
  });

  it('say of every cluster how well it survives other seeds', async () => {
    const { clusterStability, matches, structure } = await compare(runA, runB);
    expect(clusterStability!.totalCount).toBe(structure.a.clusterCount);
    const leaves = clusterStability!.edges.filter(({ node }) => node.cluster.isLeaf).map(({ node }) => node);
    expect(leaves).toHaveLength(structure.a.leafCount);
    const shown = matches.edges.flatMap(({ node: { a, stabilityA } }) => (a === null ? [] : [stabilityA!]));
    expect(shown.toSorted((a, b) => a - b)).toEqual(leaves.map(({ stability }) => stability));
  });

  it('say how well the clusters of each level are apart, and how much memory each part took', async () => {
    type Levels = { name: string; clusterCount: number; silhouette: number | null; daviesBouldin: number | null }[];
    const { compareRuns } = await server.query<{
      compareRuns: {
        silhouette: { a: { leaves: number; levels: Levels } };
        structure: { a: { leafCount: number } };
        computation: { peakMemoryBytes: number; parts: { peakMemoryBytes: number | null }[] };
      };
    }>(
      `query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) {
        silhouette { a { leaves levels { name clusterCount silhouette daviesBouldin } } } structure { a { leafCount } }
        computation { peakMemoryBytes parts { peakMemoryBytes } } } }`,
      { a: runA, b: runB },
    );
    const { silhouette, structure, computation } = compareRuns;
    expect(silhouette.a.levels.at(0)?.name).toBe('roots');
    const leaves = silhouette.a.levels.at(-1)!;
    expect(leaves).toMatchObject({
      name: 'leaves',
      clusterCount: structure.a.leafCount,
      silhouette: silhouette.a.leaves,
    });
    expect(leaves.daviesBouldin).toBeGreaterThan(0);
    const peaks = computation.parts.map(({ peakMemoryBytes }) => peakMemoryBytes!);
    expect(Math.min(...peaks)).toBeGreaterThan(1e7);
    expect(computation.peakMemoryBytes).toBe(Math.max(...peaks));
  });

  it('are shared by a run of other id and the same configuration', async () => {
    const twin = await startRun(server, datasetId, { seed: 2 });
    await watchRun(server, twin);
    const { computation } = await request(runA, twin);
    expect(computation!.id).toBe((await request(runA, runB)).computation!.id);
  });

  it('take the reseeds of a run from an earlier comparison, and find summaries that say something else', async () => {
    const other = await startRunOf('devices', {
      kind: 'extractive',
      glossary: DEVICE_GLOSSARY,
      words: { min: 5, max: 10 },
    });
    const { noiseFloor } = await compare(runA, other);
    expect(noiseFloor!.verdict).toBe('DIFFERENT');
    expect(noiseFloor!.sentence).toContain('the summary model changed the clusters');
    expect(await workspace.sql`select from reseeding`).toHaveLength(3);
  });

  it('stay cancelled until they are started again, and keep the parts that are done', async () => {
    const third = await startRun(server, datasetId, { seed: 3 });
    await watchRun(server, third);
    const { computation } = await request(runA, third);
    const { id } = computation!;
    await server.query('mutation ($id: ID!) { cancelComparison(id: $id) { status } }', { id });
    await watchComparison(id);
    const cancelled = await request(runA, third);
    if (cancelled.computation!.status === 'CANCELLED') expect(cancelled.silhouette).toBeNull();
    await server.query('mutation ($a: ID!, $b: ID!) { startComparison(a: $a, b: $b) { verdict } }', {
      a: runA,
      b: third,
    });
    await watchComparison(id);
    const finished = await request(runA, third);
    expect(finished.computation!.status).toBe('COMPLETED');
    expect(finished.silhouette).not.toBeNull();
  });

  it('refuse options that are out of range', async () => {
    const text = 'query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b, options: { reseedCount: 1 }) { verdict } }';
    const { errors } = await server.send(text, { a: runA, b: runB });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
  });
});

describe('the difference in configuration', () => {
  it('shows a glossary as a number of features, and in full beside it', async () => {
    const glossary = [{ name: 'Exports', aliases: ['export'] }, { name: 'Passwords' }];
    const other = await startRunOf('two features', { kind: 'extractive', glossary });
    type Answer = {
      compareRuns: { isControlled: boolean; warnings: string[]; differences: { factor: string; detail: unknown }[] };
    };
    const { compareRuns } = await server.query<Answer>(
      `query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) { isControlled warnings
        differences { factor a b sentence detail { parts { kind text } } } } }`,
      { a: runA, b: other },
    );
    expect(compareRuns.isControlled).toBe(true);
    expect(compareRuns.warnings).toEqual([]);
    expect(compareRuns.differences).toMatchObject([
      { factor: 'summaryModel', a: 'generic v1', b: 'two features v1' },
      { factor: 'summaryModel.glossary', a: 'none', b: '2 features' },
    ]);
    expect(compareRuns.differences[1]).toMatchObject({
      detail: { parts: [{ kind: 'ADDED', text: 'Exports (export)\nPasswords' }] },
    });
  });

  it('is the summary model alone after a controlled run', async () => {
    const other = await startRunOf('controlled', { kind: 'extractive', words: { min: 5, max: 12 } });
    const uncontrolled = await startRun(server, datasetId, { seed: 9, cluster: { k: 5 } });
    await watchRun(server, uncontrolled);
    const { startControlledRun } = await server.query<{ startControlledRun: { id: string } }>(
      'mutation ($a: ID!, $b: ID!) { startControlledRun(a: $a, b: $b) { id } }',
      { a: uncontrolled, b: other },
    );
    const states = await watchRun(server, startControlledRun.id);
    expect(states.at(-1)!.steps[0]).toMatchObject({ name: 'SUMMARY', isReused: true });
    const { compareRuns } = await server.query<{ compareRuns: { isControlled: boolean } }>(
      'query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) { isControlled } }',
      { a: uncontrolled, b: startControlledRun.id },
    );
    expect(compareRuns.isControlled).toBe(true);
  });
});
