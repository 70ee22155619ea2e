import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchComparison } from '../../packages/api/src/comparison/watch-comparison.ts';
import { createLogger } from '../../packages/api/src/server/create-logger.ts';
import { startWorker } from '../../packages/api/src/worker/start-worker.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { importKura } from './setup/import-kura.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';
import { writePlannedRun } from './setup/write-planned-run.ts';

const API_KEY = 'a-key-of-sixteen-characters';
const headers = { authorization: `Bearer ${API_KEY}` };

/** Six conversations in three runs; what follows from them is computed by hand below. */
const PLAN = [
  [
    [0, 1, 2, 3],
    [4, 5],
  ],
  [
    [0, 1, 2],
    [3, 4, 5],
  ],
  [
    [0, 1],
    [2, 3],
    [4, 5],
  ],
];

let workspace: Workspace;
let server: TestServer;
let scratch: string;
const runs: string[] = [];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'understory-matrix-'));
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace, API_KEY);
  for (const [index, leaves] of PLAN.entries()) {
    const folder = join(scratch, String(index));
    await writePlannedRun(folder, leaves);
    // A server behind a key reads no folders; this one has no other clients.
    const { run } = await importKura(await startTestServer(workspace), {
      folder,
      datasetName: 'planned',
      name: `Run ${index}`,
      goldLabelKey: null,
    });
    runs.push(run.id);
  }
});

afterAll(() => rm(scratch, { recursive: true }));

interface Matrix {
  agreement: { a: number; b: number; leaves: { adjustedRandIndex: number }; roots: { adjustedRandIndex: number } }[];
  consensus: {
    pairShare: number;
    settledCount: number;
    dependentCount: number;
    groupCount: number;
    groups: { edges: { node: { size: number; clusters: { name: string }[] } }[] };
    group: { conversations: { edges: { node: { conversation: { chatId: string } } }[] } };
    dependents: { totalCount: number; edges: { node: Dependent }[]; pageInfo: { endCursor: string } };
  };
  measurements: { metrics: { id: string; values: ({ value: number } | null)[] }[] };
  comparisons: { computation: { id: string } }[];
}

interface Dependent {
  meanCompany: number;
  conversation: { chatId: string };
  clusters: { name: string }[];
}

const MATRIX = `agreement { a b leaves { adjustedRandIndex } roots { adjustedRandIndex } }
  consensus { pairShare settledCount dependentCount groupCount
    groups { edges { node { size clusters { name } } } }
    group(index: 1) { conversations { edges { node { conversation { chatId } } } } }
    dependents(first: 1) { totalCount pageInfo { endCursor } edges { node {
      meanCompany conversation { chatId } clusters { name } } } } }`;

async function request(fields: string, ids: readonly string[] = runs): Promise<Matrix> {
  const { runMatrix } = await server.query<{ runMatrix: Matrix }>(
    `query ($ids: [ID!]!) { runMatrix(ids: $ids) { ${fields} } }`,
    { ids },
  );
  return runMatrix;
}

describe('a matrix of three runs', () => {
  it('has the agreement of every pair that follows by hand', async () => {
    const { agreement } = await request(MATRIX);
    // ARI = (together in both − expected) / (mean together − expected), expected = product of pairs / 15.
    // 0–1: 4 in both of 7 and 6 pairs; 0–2: 3 of 7 and 3; 1–2: 2 of 6 and 3.
    const expected = [1.2 / 3.7, 1.6 / 3.6, 0.8 / 3.3];
    expect(agreement.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    agreement.forEach(({ leaves, roots }, i) => {
      expect(leaves.adjustedRandIndex).toBeCloseTo(expected[i]!, 12);
      expect(roots.adjustedRandIndex).toBeCloseTo(expected[i]!, 12);
    });
  });

  it('lists what stays together in all runs, and what depends on the run', async () => {
    const { consensus } = await request(MATRIX);
    // Always together: {0,1} and {4,5}, 2 pairs of (7 + 6 + 3) / 3. 2 and 3 have 2 companions on average, none stays.
    expect(consensus.pairShare).toBeCloseTo(0.375, 12);
    expect(consensus).toMatchObject({ settledCount: 4, dependentCount: 2, groupCount: 2 });
    const groups = consensus.groups.edges.map(({ node }) => [node.size, node.clusters.map(({ name }) => name)]);
    expect(groups).toEqual([
      [2, ['Leaf 0', 'Leaf 0', 'Leaf 0']],
      [2, ['Leaf 1', 'Leaf 1', 'Leaf 2']],
    ]);
    const together = consensus.group.conversations.edges.map(({ node }) => node.conversation.chatId);
    expect(together).toEqual(['planned-4', 'planned-5']);
    expect(consensus.dependents.totalCount).toBe(2);
    const [{ node }] = consensus.dependents.edges as [{ node: Dependent }];
    expect(node.meanCompany).toBeCloseTo(2, 12);
    expect(node.conversation.chatId).toBe('planned-2');
    expect(node.clusters.map(({ name }) => name)).toEqual(['Leaf 0', 'Leaf 0', 'Leaf 1']);
  });

  it('reads agreement from storage the second time', async () => {
    await request(MATRIX);
    const stored = await workspace.sql<{ fingerprint: string }[]>`select fingerprint from run_agreement`;
    expect(stored).toHaveLength(3);
    await workspace.sql`update run_agreement set result = jsonb_set(result, '{leaves,adjustedRandIndex}', '0.5')`;
    const { agreement } = await request(MATRIX);
    expect(agreement.map(({ leaves }) => leaves.adjustedRandIndex)).toEqual([0.5, 0.5, 0.5]);
    await workspace.sql`delete from run_agreement`;
  });

  it('says what it expects instead of one run, the same run twice, or too many', async () => {
    const send = (ids: string[]) =>
      server.send('query ($ids: [ID!]!) { runMatrix(ids: $ids) { conversationCount } }', { ids });
    expect((await send([runs[0]!])).errors?.[0]?.message).toBe('Expected 2 … 20 runs, got 1.');
    expect((await send([runs[0]!, runs[0]!])).errors?.[0]?.message).toContain('twice');
  });
});

describe('a report over HTTP', () => {
  const read = (path: string, options: RequestInit = { headers }): Promise<Response> =>
    fetch(`${server.url}/comparisons/${path}`, options);

  it('needs the key', async () => {
    expect((await read(`${runs[0]}/${runs[1]}/report.json`, {})).status).toBe(401);
  });

  it('is begun by asking for it, and is there when the worker has ended', async () => {
    const path = `${runs.join('/')}/report`;
    const early = await read(`${path}.json`);
    expect(early.status).toBe(202);
    expect(early.headers.get('retry-after')).toBe('2');
    expect(await early.json()).toEqual({ status: 'computing', completed: 0, total: 2 });

    const worker = await startWorker(workspace, createLogger('silent'), () => undefined);
    const { comparisons } = await request('comparisons { computation { id } }');
    for (const { computation } of comparisons) for await (const _state of watchComparison(workspace, computation.id));
    await worker.stop();

    const report = (await (await read(`${path}.json`)).json()) as { metrics: { id: string; values: object[] }[] };
    const leafCounts = report.metrics.find(({ id }) => id === 'structure.leafCount')!.values;
    expect(leafCounts).toMatchObject([{ value: 2 }, { value: 2 }, { value: 3 }]);
    const page = await read(`${path}.html`);
    expect(page.headers.get('content-disposition')).toBe('attachment; filename="understory-runs.html"');
    expect(await page.text()).toContain('3 runs over planned, each against each');
  });

  it('of two runs names clusters, conversations, dates and fingerprints, and asks nothing of the network', async () => {
    const json = await read(`${runs[0]}/${runs[1]}/report.json`);
    expect(json.headers.get('content-type')).toContain('application/json');
    const report = (await json.json()) as {
      a: { fingerprint: string };
      comparedAt: string;
      matches: { leaves: { a: { name: string } | null }[] };
      changedConversations: { chatId: string; change: number; summaryA: string }[];
    };
    expect(report.matches.leaves[0]!.a!.name).toBe('Leaf 0');
    // 3 leaves {0,1,2,3} for {3,4,5}: 1 of 6 shared, so it changed by 5/6, more than any other.
    expect(report.changedConversations[0]).toMatchObject({ chatId: 'planned-3', summaryA: 'Task number 3.' });
    expect(report.changedConversations[0]!.change).toBeCloseTo(5 / 6, 12);
    const html = await (await read(`${runs[0]}/${runs[1]}/report.html`)).text();
    expect(html).not.toMatch(/(?:src|href)=|url\(|@import/);
    expect(html).toContain(report.a.fingerprint.slice(0, 16));
    expect(html).toContain('planned-3');
  });

  it('of a run that there is not, or in another format, is refused in words', async () => {
    const missing = await read(`${runs[0]}/nobody/report.html`);
    expect([missing.status, await missing.json()]).toEqual([
      400,
      { error: 'There is no run "nobody".', code: 'INVALID_INPUT' },
    ]);
    expect((await read(`${runs[0]}/${runs[1]}/report.pdf`)).status).toBe(400);
  });
});
