// Two runs over the same conversations compared as users would: the command, then the stored comparison over GraphQL.
//
//   pnpm bench comparison                          100,000 conversations, 10,000 leaves in each run
//   pnpm bench comparison --n 20000 --leaves 2000
//   pnpm bench comparison --json --home folder     keeps the database for another round
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { importConversations } from '../../packages/api/src/dataset/import-conversations.ts';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { openWorkspace } from '../../packages/api/src/workspace.ts';
import { writeKuraJsonl } from '../../packages/core/src/index.ts';
import { recordRun } from './comparison/record-run.ts';
import { drawConversations } from './scale/draw-conversations.ts';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '100000' },
    leaves: { type: 'string', default: '10000' },
    home: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const n = Number(values.n);
const leafCount = Number(values.leaves);
const home = values.home ?? (await mkdtemp(join(tmpdir(), 'understory-comparison-')));
const MAIN = ['--import', 'tsx', 'src/main.ts'];
const API = fileURLToPath(new URL('../../packages/api/', import.meta.url));

const QUERY = `query ($a: ID!, $b: ID!) { compareRuns(a: $a, b: $b) {
  verdict conversationCount differences { factor sentence } warnings
  computation { peakMemoryBytes parts { name status startedAt finishedAt peakMemoryBytes } }
  noiseFloor { verdict sentence remarks spreadA { mean } spreadB { mean } across { mean } zScore pValue }
  agreement { adjustedRandIndex adjustedMutualInformation vMeasure } matchingTotals { meanJaccard sharedCount }
  structure { a { leafCount maxDepth } b { leafCount maxDepth } }
  silhouette { a { levels { name silhouette daviesBouldin } } b { levels { name silhouette daviesBouldin } } }
  summaryQuality { metrics { name a { value } b { value } difference { value low high pValue } } }
  gold { labelledCount warnings } } }`;

interface Part {
  name: string;
  startedAt: string;
  finishedAt: string;
  peakMemoryBytes: number;
}

// As root, PostgreSQL runs as another user, who must be able to pass through.
await chmod(home, 0o755);
const environment = { ...process.env, UNDERSTORY_HOME: home, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' };
const opened = await openWorkspace({ databaseUrl: null, home });
try {
  const [a, b] = await prepare(opened);
  const startedAt = performance.now();
  await promisify(execFile)(process.execPath, [...MAIN, 'compare', a, b, '--json'], {
    cwd: API,
    env: environment,
    maxBuffer: 1e9,
  });
  const commandSeconds = (performance.now() - startedAt) / 1000;
  report({ commandSeconds, ...(await askServer(a, b)) });
} finally {
  await opened.close();
  if (values.home === undefined) await rm(home, { recursive: true, force: true });
}

async function prepare(workspace: Workspace): Promise<[string, string]> {
  const found = (await workspace.runs.page(null, { limit: 2, after: null })).map(({ id }) => id);
  if (found.length === 2) return [found[1], found[0]];
  const { conversations } = drawConversations(n, 1);
  const imported = await importConversations(workspace.db, {
    dataset: `drawn ${n}`,
    source: writeKuraJsonl(conversations),
  });
  const datasetId = imported.datasetId!;
  process.stderr.write(`${n} conversations imported\n`);
  const a = await recordRun(workspace, { name: 'A', datasetId, conversations, leafCount, seed: 1, words: 22 });
  const b = await recordRun(workspace, { name: 'B', datasetId, conversations, leafCount, seed: 2, words: 28 });
  process.stderr.write('two runs recorded\n');
  return [a, b];
}

/** Asks a server that has just been started six times. */
async function askServer(a: string, b: string): Promise<{ storedMs: { first: number; again: number }; parts: Part[] }> {
  const server = spawn(process.execPath, [...MAIN, 'serve', '--no-worker'], { cwd: API, env: environment });
  try {
    const address = await new Promise<string>((done, fail) => {
      let output = '';
      server.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const found = /Understory is at (http:\S+)/.exec(output)?.[1];
        if (found !== undefined) done(found);
      });
      server.once('exit', () => fail(new Error(`The server did not start:\n${output}`)));
    });
    const times: number[] = [];
    let parts: Part[] = [];
    for (let round = 0; round < 6; round++) {
      const startedAt = performance.now();
      const response = await fetch(new URL('/graphql', address), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUERY, variables: { a, b } }),
      });
      const answer = (await response.json()) as {
        errors?: { message: string }[];
        data: { compareRuns: { computation: { parts: Part[] } } };
      };
      times.push(performance.now() - startedAt);
      if (answer.errors !== undefined) throw new Error(answer.errors[0].message);
      ({ parts } = answer.data.compareRuns.computation);
    }
    return { storedMs: { first: times[0], again: times.slice(1).sort((x, y) => x - y)[2] }, parts };
  } finally {
    server.kill('SIGTERM');
  }
}

function report({
  commandSeconds,
  storedMs,
  parts,
}: {
  commandSeconds: number;
  storedMs: { first: number; again: number };
  parts: Part[];
}): void {
  const timed = parts.map(({ name, startedAt, finishedAt, peakMemoryBytes }) => ({
    part: name,
    seconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
    peakBytes: peakMemoryBytes,
  }));
  const computedSeconds = timed.reduce((sum, { seconds }) => sum + seconds, 0);
  const peakBytes = Math.max(...timed.map((each) => each.peakBytes));
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify({ n, leafCount, commandSeconds, computedSeconds, peakBytes, storedMs, parts: timed }, null, 2)}\n`,
    );
    return;
  }
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  const rows = timed.map(
    ({ part, seconds, peakBytes: peak }) => `| ${part} | ${seconds.toFixed(1)} s | ${megabytes(peak)} |`,
  );
  process.stdout.write(
    `${[
      '| part | time | peak memory |',
      '| --- | ---: | ---: |',
      ...rows,
      `| all parts | ${computedSeconds.toFixed(1)} s | ${megabytes(peakBytes)} |`,
      `| the command, from start to end | ${commandSeconds.toFixed(1)} s | |`,
      `| from storage, a process that has read nothing yet | ${Math.round(storedMs.first)} ms | |`,
      `| from storage, again | ${Math.round(storedMs.again)} ms | |`,
    ].join('\n')}\n`,
  );
}
