import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Server } from 'node:http';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import express from 'express';
import { GraphQLError, specifiedRules, validate } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/express';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import { createContext } from '../context.ts';
import type { Environment } from '../env.ts';
import { createErrorFormatter, isProductError } from '../format-error.ts';
import { DASHBOARD_FOLDER } from '../paths.ts';
import { createSchema } from '../schema.ts';
import type { Workspace } from '../workspace.ts';
import { guardAccess } from './access.ts';
import { EXAMPLE_QUERY } from './example-query.ts';
import { sendReport } from './send-report.ts';
import { sendExport } from './send-export.ts';
import { receiveConversations } from './upload.ts';

/** Conversations in `importConversations` come in the body; larger files go to the upload address. */
const MAX_BODY = '20mb';

const MAX_TOKENS = 4000;

/** What a single query may ask for. A tree is as deep as its query, so the depth is generous. */
const LIMITS = {
  maxDepth: { n: 20 },
  costLimit: { maxCost: 100_000 },
  // Counted by the parser itself, which answers with a status of its own.
  maxTokens: { enabled: false },
  maxAliases: { n: 50 },
  blockFieldSuggestion: { enabled: false },
};

/**
 * The web application: GraphQL at /graphql (GraphiQL for browsers), subscriptions at /graphql/stream, the upload, exports,
 * health checks, and the built dashboard.
 *
 * @param httpServer - told to finish its requests when the application stops.
 */
export async function createApp(
  workspace: Workspace,
  environment: Pick<Environment, 'apiKey' | 'isLoopback'>,
  logger: Logger,
  createServer: (app: Express) => Server,
): Promise<{ server: Server; stop(): Promise<void> }> {
  const app = express();
  const server = createServer(app);
  const schema = createSchema();
  const formatError = createErrorFormatter(logger);
  // Behind a key, a proxy may let other machines in.
  const rights = { readsLocalFiles: environment.isLoopback && environment.apiKey === null };
  const armor = new ApolloArmor(LIMITS).protect();
  const apollo = new ApolloServer<Context>({
    schema,
    parseOptions: { maxTokens: MAX_TOKENS },
    introspection: true,
    csrfPrevention: true,
    validationRules: armor.validationRules,
    formatError,
    plugins: [
      // The package's types are those of Apollo Server's CommonJS build, which TypeScript holds for another class.
      ...(armor.plugins as unknown as ApolloServerPlugin<Context>[]),
      ApolloServerPluginDrainHttpServer({ httpServer: server }),
      ApolloServerPluginLandingPageDisabled(),
      // It looks at every field of an answer, for caches that nobody has: half a second for a tree of 15,000 clusters.
      ApolloServerPluginCacheControlDisabled(),
    ],
    logger: logger.child({ part: 'graphql' }),
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
  });
  await apollo.start();

  app.disable('x-powered-by');
  app.get('/healthz', (_request, response) => void response.type('text').send('ok'));
  app.get('/readyz', async (_request, response) => {
    await workspace.sql`select 1`;
    response.type('text').send('ok');
  });
  const guard = guardAccess(environment);
  app.get('/graphql', (request, response, next) => {
    if (request.accepts('json', 'html') !== 'html') return next();
    response.type('html').send(
      renderGraphiQL({
        title: 'Understory',
        endpoint: '/graphql',
        subscriptionsProtocol: 'SSE',
        defaultQuery: EXAMPLE_QUERY,
      }),
    );
  });
  const stream = createHandler({
    schema,
    validate: (ownSchema, document) => validate(ownSchema, document, [...specifiedRules, ...armor.validationRules]),
    context: () => createContext(workspace, rights) as Context & Record<PropertyKey, unknown>,
    onNext: (_context, _request, result) => {
      const { errors } = result;
      if (errors === undefined) return;
      return { ...result, errors: errors.map((error) => mask(error, formatError)) };
    },
  });
  app.use('/graphql/stream', guard, stream);
  app.use('/graphql', guard, (request, response, next) =>
    // GraphiQL sends subscriptions to the same address. Other clients also accept JSON, and get it.
    isEventStreamOnly(request.get('accept')) ? stream(request, response) : next(),
  );
  app.use(
    '/graphql',
    express.json({ limit: MAX_BODY }),
    expressMiddleware(apollo, { context: async () => createContext(workspace, rights) }),
  );
  app.post('/datasets/:name/conversations', guard, receiveConversations(workspace));
  app.get('/comparisons/*ids/report.:format', guard, sendReport(workspace));
  app.get('/runs/:id/export.zip', guard, sendExport(workspace));
  serveDashboard(app);
  app.use(answerErrors(logger));
  return { server, stop: () => apollo.stop() };
}

function isEventStreamOnly(accept = ''): boolean {
  return accept.includes('text/event-stream') && !accept.includes('json');
}

function mask(error: GraphQLError, formatError: ReturnType<typeof createErrorFormatter>): GraphQLError {
  const { message, extensions } = formatError(error.toJSON(), error);
  return new GraphQLError(message, { path: error.path ?? null, extensions: extensions ?? null });
}

/** The dashboard's addresses, as its router has them. */
const DASHBOARD_PAGES = ['/', '/runs/:id', '/datasets', '/summary-models', '/compare', '/compare/:a/:b', '/judge/:id'];

/** The built dashboard, which also shows people that there is nothing at an address. */
function serveDashboard(app: Express): void {
  const page = join(DASHBOARD_FOLDER, 'index.html');
  const sendPage =
    (status: number): RequestHandler =>
    (request, response, next) => {
      if (!existsSync(page) || request.accepts('html') === false) return next();
      response.status(status).set('cache-control', 'no-cache').sendFile(page);
    };
  app.use(
    '/assets',
    express.static(join(DASHBOARD_FOLDER, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  app.use(express.static(DASHBOARD_FOLDER, { index: false }));
  app.get(DASHBOARD_PAGES, sendPage(200));
  app.get('/{*path}', sendPage(404));
}

function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (isProductError(error)) {
      response.status(400).json({ error: error.message, code: error.code });
      return;
    }
    const status = statusOf(error);
    if (status >= 500) logger.error({ error }, 'unexpected error in a request');
    const message = status >= 500 ? 'Something went wrong on the server. Its log has the reason.' : 'Bad request.';
    response.status(status).json({ error: status === 404 ? 'Not found.' : message });
  };
}

/** Express and its middleware put a status on errors that are the client's. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
}
