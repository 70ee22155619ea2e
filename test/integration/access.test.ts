import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../packages/api/src/workspace.ts';
import { announceServer, findServer } from '../../packages/api/src/server/announce-server.ts';
import { openTestWorkspace } from './setup/open-test-workspace.ts';
import { importDataset } from './setup/start-runs.ts';
import type { TestServer } from './setup/start-test-server.ts';
import { startTestServer } from './setup/start-test-server.ts';

let workspace: Workspace;
let server: TestServer;

beforeAll(async () => {
  workspace = await openTestWorkspace();
  server = await startTestServer(workspace);
});

/** Status of a request with headers that `fetch` would not let through. */
async function statusWith(path: string, headers: Record<string, string>, method = 'POST', body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const QUERY = JSON.stringify({ query: '{ datasets { id } }' });
const JSON_TYPE = { 'content-type': 'application/json' };

describe('errors', () => {
  it('of the product come with their code and message', async () => {
    const { errors } = await server.send('mutation { cancelRun(id: "nowhere") { id } }');
    expect(errors).toMatchObject([{ message: 'There is no run "nowhere".', extensions: { code: 'INVALID_INPUT' } }]);
  });

  it('of the input say where it is wrong', async () => {
    const { errors } = await server.send(
      'mutation ($input: CreateSummaryModelInput!) { createSummaryModel(input: $input) { id } }',
      { input: { name: 'x', definition: { kind: 'extractive', words: { min: 30, max: 20 } } } },
    );
    expect(errors?.[0]?.message).toMatch(/^definition\.words\.min: /);
  });

  it('that nobody expected are masked', async () => {
    await workspace.sql`alter table summary_model rename to hidden`;
    const { errors } = await server.send('{ summaryModels { id } }');
    await workspace.sql`alter table hidden rename to summary_model`;
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(errors)).not.toMatch(/summary_model|relation/);
  });

  it.each([
    'run(id: "x") { id }',
    'dataset(id: "x") { id }',
    'cluster(id: "x:1") { id }',
    'conversation(id: "1") { id }',
    'summaryModel(id: "x") { id }',
    'judgementSession(id: "x") { id }',
  ])('are not made of an id that cannot exist: %s is null', async (field) => {
    const data = await server.query<Record<string, unknown>>(`{ ${field} }`);
    expect(Object.values(data)).toEqual([null]);
  });

  it('tell what a cursor and a page size may be', async () => {
    const messageOf = async (pageArguments: string): Promise<string | undefined> =>
      (await server.send(`{ runs(${pageArguments}) { totalCount } }`)).errors?.[0]?.message;
    expect(await messageOf('first: 0')).toBe('Expected first in 1 … 1000, got 0.');
    expect(await messageOf('after: "x"')).toBe('Expected after to be a cursor from an earlier page, got "x".');
  });
});

describe('limits', () => {
  it('refuse a query that is nested without end', async () => {
    const nested = (levels: number): string => (levels === 0 ? 'id' : `children { ${nested(levels - 1)} }`);
    const { errors } = await server.send(`{ cluster(id: "x:1") { ${nested(40)} } }`);
    expect(errors?.[0]?.message).toMatch(/depth|cost/i);
  });

  it.each([
    ['mutation ($text: String!) { startRun(input: { name: $text }) { id } }', 201, /run name of at most 200/],
    [
      'mutation ($text: String!) { createSummaryModel(input: { name: "x", description: $text, definition: {} }) { id } }',
      2001,
      /description of at most 2000/,
    ],
    ['query ($text: String!) { datasets { conversations(search: $text) { totalCount } } }', 10_001, /search: .* 10000/],
  ])('refuse a text that is longer than anybody would write: %s', async (query, length, message) => {
    await importDataset(server, 'limits', 1);
    const { errors } = await server.send(query, { text: 'x'.repeat(length) });
    expect(errors?.[0]?.message).toMatch(message);
  });
});

describe('other sites', () => {
  it('cannot query, upload or subscribe', async () => {
    const foreign = { ...JSON_TYPE, origin: 'https://example.com' };
    expect(await statusWith('/graphql', foreign, 'POST', QUERY)).toBe(403);
    expect(await statusWith('/graphql/stream', foreign, 'POST', QUERY)).toBe(403);
    expect(await statusWith('/datasets/x/conversations', { origin: 'https://example.com' })).toBe(403);
  });

  it('cannot take a name of their own for this machine', async () => {
    expect(await statusWith('/graphql', { ...JSON_TYPE, host: 'evil.example' }, 'POST', QUERY)).toBe(403);
    expect(await statusWith('/graphql', JSON_TYPE, 'POST', QUERY)).toBe(200);
  });

  it('cannot send a query as a form', async () => {
    expect(await statusWith('/graphql', { 'content-type': 'text/plain' }, 'POST', QUERY)).toBe(400);
  });
});

describe('an API key', () => {
  it('is needed for everything but the health checks', async () => {
    const key = 'a-key-of-more-than-16-characters';
    const locked = await startTestServer(workspace, key);
    const post = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${locked.url}/graphql`, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: QUERY });
    expect((await post({})).status).toBe(401);
    expect((await post({ authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await post({ authorization: `Bearer ${key}` })).status).toBe(200);
    expect((await fetch(`${locked.url}/datasets/x/conversations`, { method: 'POST' })).status).toBe(401);
    expect((await fetch(`${locked.url}/graphql/stream`, { method: 'POST' })).status).toBe(401);
    expect((await fetch(`${locked.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${locked.url}/readyz`)).status).toBe(200);
  });
});

describe('a browser', () => {
  it('gets GraphiQL at the address of the API', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await response.text()).toContain('<title>Understory</title>');
  });
});

it('other commands on the database know the address of a server while it runs', async () => {
  expect(await findServer(workspace.sql)).toBeNull();
  const first = await announceServer(workspace.databaseUrl, 'http://127.0.0.1:4000');
  expect(await findServer(workspace.sql)).toBe('http://127.0.0.1:4000');
  await first.stop();
  await expect.poll(() => findServer(workspace.sql)).toBeNull();
});
