import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import type { Worker } from '../../packages/api/src/worker/start-worker.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { importDataset, startRun, watchRun } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

let server: TestServer;
let worker: Worker;
let runA: string;
let runB: string;

beforeAll(async () => {
  const workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
  worker = await startWorker(workspace, createLogger('silent'), () => undefined);
  const datasetId = await importDataset(server, 'compared', 80);
  runA = await startRun(server, datasetId, { cluster: { k: 8 } });
  runB = await startRun(server, datasetId, { cluster: { k: 4 } });
  for (const id of [runA, runB]) await watchRun(server, id);
});

afterAll(() => worker.stop());

type List<Node> = { totalCount: number; edges: { node: Node }[] };

interface Comparison {
  conversationCount: number;
  differences: { factor: string; a: unknown; b: unknown }[];
  warnings: string[];
  agreement: { adjustedRandIndex: number; vMeasure: number };
  matches: List<{ a: { index: number } | null; b: { index: number } | null; jaccard: number; shared: number }>;
  flows: List<{ a: { size: number }; b: { size: number }; conversationCount: number }>;
  changes: { totalCount: number; edges: { node: { change: number; conversation: { position: number } } }[] };
}

async function compare(a: string, b: string): Promise<Comparison> {
  const { compareRuns } = await server.query<{ compareRuns: Comparison }>(
    `query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) {
      conversationCount differences { factor a b } warnings agreement { adjustedRandIndex vMeasure }
      matches(first: 100) { totalCount edges { node { a { index } b { index } jaccard shared } } }
      flows(first: 100) { totalCount edges { node { a { size } b { size } conversationCount } } }
      changes(first: 1000) { totalCount edges { node { change conversation { position } } } } } }`,
    { a, b },
  );
  return compareRuns;
}

describe('comparing two runs', () => {
  it('names the one setting in which they differ, and that it is not the summary model', async () => {
    const { differences, warnings, conversationCount } = await compare(runA, runB);
    expect(differences).toEqual([{ factor: 'options.cluster.k', a: 8, b: 4 }]);
    expect(warnings).toEqual([
      'The runs differ in the clustering options and not in the summary model: they say nothing about summary models.',
    ]);
    expect(conversationCount).toBe(80);
  });

  it('accounts for every conversation in the flows and in the changes', async () => {
    const { flows, changes } = await compare(runA, runB);
    expect(flows.edges.reduce((sum, { node }) => sum + node.conversationCount, 0)).toBe(80);
    expect(changes.totalCount).toBe(80);
    const positions = changes.edges.map((edge) => edge.node.conversation.position);
    expect(positions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, position) => position));
    const amounts = changes.edges.map((edge) => edge.node.change);
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
  });

  it('has every leaf of both in the matches once', async () => {
    const { matches } = await compare(runA, runB);
    expect(new Set(matches.edges.flatMap(({ node }) => node.a?.index ?? [])).size).toBe(8);
    expect(new Set(matches.edges.flatMap(({ node }) => node.b?.index ?? [])).size).toBe(4);
  });

  it('says of every cluster what became of it, and names the clusters of the other run', async () => {
    interface Overlap {
      side: string;
      cluster: { index: number; size: number };
      shared: number;
      shareOfOwn: number;
      shareOfOther: number;
    }
    interface Tag {
      kind: string;
      cluster: { index: number; size: number };
      counterparts: Overlap[];
      best: Overlap;
    }
    interface Answer {
      compareRuns: {
        tags: List<Tag>;
        roots: List<Tag>;
        page: List<{ kind: string; counterparts: Overlap[] }>;
      };
    }
    const overlap = 'side cluster { index size } shared shareOfOwn shareOfOther';
    const tag = `totalCount edges { node { kind cluster { index size } counterparts { ${overlap} } best { ${overlap} } } }`;
    const text = `query ($a: ID!, $b: ID!, $options: ComparisonOptionsInput) { compareRuns(a: $a, b: $b, options: $options) {
      tags: clusterTags(side: A, first: 100) { ${tag} } roots: clusterTags(side: A, depth: 0) { ${tag} }
      page: matches(first: 3) { totalCount edges { node { kind counterparts { ${overlap} } } } } } }`;
    const { compareRuns } = await server.query<Answer>(text, { a: runA, b: runB, options: null });
    const { run } = await server.query<{ run: { clusters: { index: number; depth: number }[] } }>(
      'query ($id: ID!) { run(id: $id) { clusters { index depth } } }',
      { id: runA },
    );
    const tags = compareRuns.tags.edges.map(({ node }) => node);
    expect(tags.map(({ cluster }) => cluster.index)).toEqual(run.clusters.map(({ index }) => index));
    // Eight clusters cannot all be kept in four.
    expect(tags.filter(({ kind }) => kind === 'MERGED' || kind === 'DISSOLVED').length).toBeGreaterThan(0);
    for (const { cluster, counterparts, best } of tags) {
      expect(counterparts.length).toBeGreaterThan(0);
      for (const { side, shared, shareOfOwn, shareOfOther, cluster: other } of [...counterparts, best]) {
        expect(side).toBe('B');
        expect(shareOfOwn).toBeCloseTo(shared / cluster.size, 3);
        expect(shareOfOther).toBeCloseTo(shared / other.size, 3);
      }
    }
    const roots = run.clusters.filter(({ depth }) => depth === 0);
    expect(compareRuns.roots.edges.map(({ node }) => node.cluster.index)).toEqual(roots.map(({ index }) => index));
    expect(compareRuns.page.edges).toHaveLength(3);
    expect(compareRuns.page.totalCount).toBeGreaterThanOrEqual(8);
    expect(compareRuns.page.edges.every(({ node }) => node.counterparts.length > 0)).toBe(true);
    const { errors } = await server.send(text, { a: runA, b: runB, options: { keptFrom: 2 } });
    expect(errors).toMatchObject([{ message: expect.stringContaining('keptFrom') as string }]);
  });

  it('with itself finds full agreement and no change', async () => {
    const { agreement, changes, matches, warnings } = await compare(runA, runA);
    expect(agreement).toEqual({ adjustedRandIndex: 1, vMeasure: 1 });
    expect(changes.edges.every((edge) => edge.node.change === 0)).toBe(true);
    expect(matches.edges.every(({ node }) => node.jaccard === 1)).toBe(true);
    expect(warnings).toEqual(['The runs have the same configuration: there is nothing to compare.']);
  });

  it('refuses runs over different datasets', async () => {
    const other = await startRun(server, await importDataset(server, 'other', 20));
    await watchRun(server, other);
    const { errors } = await server.send('query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) { verdict } }', {
      a: runA,
      b: other,
    });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
  });
});

describe('the statistics of a run', () => {
  it('agree with its tree and its gold labels', async () => {
    type Tree = { size: number; depth: number; isLeaf: boolean }[];
    type Answer = { run: { statistics: Record<string, number> & { goldAgreement: object }; clusters: Tree } };
    const { run } = await server.query<Answer>(
      `query ($id: ID!) { run(id: $id) { clusters { size depth isLeaf } statistics {
        rootCount leafCount clusterCount maxDepth largestRootShare meanSummaryWords wordRangeCompliance
        goldAgreement { labelCount labelledCount leafAmi leafPurity rootAmi rootPurity } } } }`,
      { id: runA },
    );
    const roots = run.clusters.filter((cluster) => cluster.depth === 0);
    expect(run.statistics).toMatchObject({
      rootCount: roots.length,
      leafCount: 8,
      clusterCount: run.clusters.length,
      maxDepth: Math.max(...run.clusters.map((cluster) => cluster.depth)),
      largestRootShare: Math.max(...roots.map((root) => root.size)) / 80,
      wordRangeCompliance: null,
      goldAgreement: { labelCount: 4, labelledCount: 80 },
    });
  });
});
