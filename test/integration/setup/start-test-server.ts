import { afterAll } from 'vitest';
import { createLogger } from '../../../packages/api/src/server/create-logger.ts';
import { startServer } from '../../../packages/api/src/server/start-server.ts';
import type { Workspace } from '../../../packages/api/src/workspace.ts';

type Logger = ReturnType<typeof createLogger>;

export interface GraphQLResponse<T = unknown> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

export interface TestServer {
  url: string;
  /** Sends a query and gives its data back. @throws if the answer has errors. */
  query<T>(text: string, variables?: object): Promise<T>;
  /** Sends a query and gives the whole answer back. */
  send<T>(text: string, variables?: object): Promise<GraphQLResponse<T>>;
  /** The data of everything that a subscription sends, until it ends. @throws if it sends errors. */
  subscribe<T>(text: string, variables?: object): AsyncGenerator<T>;
}

/** A real server on a free port; it is gone after the test file. */
export async function startTestServer(
  workspace: Workspace,
  apiKey: string | null = null,
  logger: Logger = createLogger('silent'),
): Promise<TestServer> {
  const environment = { apiKey, isLoopback: true, host: '127.0.0.1', port: 0 };
  const server = await startServer(workspace, environment, logger);
  afterAll(() => server.stop());
  const headers = {
    'content-type': 'application/json',
    ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
  };

  const send = async <T>(text: string, variables: object = {}): Promise<GraphQLResponse<T>> => {
    const body = JSON.stringify({ query: text, variables });
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    return (await response.json()) as GraphQLResponse<T>;
  };
  return {
    url: server.url,
    send,
    async query<T>(text: string, variables?: object) {
      const { data, errors } = await send<T>(text, variables);
      if (errors !== undefined || data === null || data === undefined) throw new Error(JSON.stringify(errors));
      return data;
    },
    async *subscribe<T>(text: string, variables: object = {}) {
      const response = await fetch(`${server.url}/graphql/stream`, {
        method: 'POST',
        headers: { ...headers, accept: 'text/event-stream' },
        body: JSON.stringify({ query: text, variables }),
      });
      let buffered = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        buffered += chunk;
        const events = buffered.split('\n\n');
        buffered = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.+)$/m.exec(event)?.[1];
          if (!event.startsWith('event: next') || data === undefined) continue;
          const answer = JSON.parse(data) as GraphQLResponse<T>;
          if (answer.errors !== undefined || !answer.data) throw new Error(data);
          yield answer.data;
        }
      }
    },
  };
}
