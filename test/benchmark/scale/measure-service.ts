import { startServer } from '../../e2e/start-server.ts';
import { formatKuraRow } from '../../../packages/core/src/index.ts';
import { drawConversations } from './draw-conversations.ts';
import { QUERIES } from './service-queries.ts';

export interface ServiceOptions {
  n: number;
  seed: number;
  /** Queries a second, whether or not the earlier ones have been answered. */
  rate: number;
}

/** How long one query took, and what the server was busy with. */
export interface Answer {
  query: string;
  /** `import`, the step of the run under way, or `idle` after it. */
  during: string;
  milliseconds: number;
}

export interface ServiceMeasurement {
  n: number;
  /** Of the whole run, as the server reports it. */
  stepSeconds: Record<string, number>;
  importSeconds: number;
  answers: Answer[];
  failures: string[];
}

const SMALL_LOG = 500;
const IDLE_SECONDS = 5;

interface RunState {
  run: { status: string; error: string | null; steps: { name: string; status: string; durationMs: number | null }[] };
}

/**
 * Imports a made-up log into a started server and runs it there, and meanwhile sends it simple queries at a steady rate:
 * lists of runs, pages of summaries, roots and children, search in a finished run, the state of the run under way.
 */
export async function measureService({ n, seed, rate }: ServiceOptions): Promise<ServiceMeasurement> {
  // Drawn before anything is measured, because it holds this process's own event loop.
  const logs = { small: drawRows(SMALL_LOG, seed), large: drawRows(n, seed) };
  const server = await startServer();
  try {
    const ask = createClient(server.url);
    const small = await startRun(server.url, ask, 'small', logs.small);
    while (!isOver((await readRun(ask, small)).run.status)) await wait(500);

    const state = { during: 'import', runId: small };
    const watch = startAsking({ ask, rate, state, smallRunId: small });
    const startedAt = performance.now();
    state.runId = await startRun(server.url, ask, 'large', logs.large);
    const importSeconds = (performance.now() - startedAt) / 1000;
    let { run } = await readRun(ask, state.runId);
    while (!isOver(run.status)) {
      state.during = run.steps.find(({ status }) => status === 'RUNNING')?.name ?? state.during;
      await wait(200);
      ({ run } = await readRun(ask, state.runId));
    }
    state.during = 'idle';
    await wait(IDLE_SECONDS * 1000);
    const { answers, failures } = await watch.stop();
    if (run.status !== 'COMPLETED') failures.push(`The run ended as ${run.status}: ${run.error}`);
    const stepSeconds = Object.fromEntries(run.steps.map(({ name, durationMs }) => [name, (durationMs ?? 0) / 1000]));
    return { n, stepSeconds, importSeconds, answers, failures };
  } finally {
    await server.stop();
  }
}

type Ask = <T>(query: string, variables?: object) => Promise<T>;

function createClient(url: string): Ask {
  return async <T>(query: string, variables: object = {}): Promise<T> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    return data;
  };
}

/** Imports a log and starts a run over it. @returns the run's id. */
async function startRun(url: string, ask: Ask, dataset: string, rows: Blob): Promise<string> {
  const response = await fetch(`${url}/datasets/${dataset}/conversations`, { method: 'POST', body: rows });
  if (!response.ok) throw new Error(`The import failed with status ${response.status}: ${await response.text()}`);
  const { datasets, summaryModels } = await ask<{
    datasets: { id: string; name: string }[];
    summaryModels: { name: string; versions: { id: string }[] }[];
  }>('{ datasets { id name } summaryModels { name versions { id } } }');
  const { startRun: run } = await ask<{ startRun: { id: string } }>(
    'mutation ($input: StartRunInput!) { startRun(input: $input) { id } }',
    {
      input: {
        datasetId: datasets.find(({ name }) => name === dataset)!.id,
        summaryModelVersionId: summaryModels.find(({ name }) => name === 'generic')!.versions[0].id,
      },
    },
  );
  return run.id;
}

/** A log in Kura's checkpoint format. */
function drawRows(n: number, seed: number): Blob {
  return new Blob(drawConversations(n, seed).conversations.map((conversation) => `${formatKuraRow(conversation)}\n`));
}

function readRun(ask: Ask, id: string): Promise<RunState> {
  return ask('query ($id: ID!) { run(id: $id) { status error steps { name status durationMs } } }', { id });
}

function isOver(status: string): boolean {
  return !['QUEUED', 'RUNNING'].includes(status);
}

function startAsking(options: {
  ask: Ask;
  rate: number;
  state: { during: string; runId: string };
  smallRunId: string;
}): { stop(): Promise<{ answers: Answer[]; failures: string[] }> } {
  const { ask, rate, state, smallRunId } = options;
  const names = Object.keys(QUERIES);
  const answers: Answer[] = [];
  const failures: string[] = [];
  const waiting = new Set<Promise<void>>();
  let sent = 0;
  const timer = setInterval(() => {
    const name = names[sent++ % names.length];
    const { during } = state;
    const startedAt = performance.now();
    const answer = ask(QUERIES[name].query, { id: QUERIES[name].ofLargeRun ? state.runId : smallRunId })
      .then(() => void answers.push({ query: name, during, milliseconds: performance.now() - startedAt }))
      .catch((error: unknown) => void failures.push(`${name} (${during}): ${String(error)}`))
      .finally(() => waiting.delete(answer));
    waiting.add(answer);
  }, 1000 / rate);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(waiting);
      return { answers, failures };
    },
  };
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
