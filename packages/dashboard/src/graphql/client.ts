import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/vue';
import { createClient as createSseClient } from 'graphql-sse';

/**
 * The dashboard's GraphQL client: queries and mutations by POST to `/graphql`, subscriptions as server-sent events
 * from `/graphql/stream`, both on the page's own origin.
 */
export function createGraphqlClient(): Client {
  const events = createSseClient({ url: '/graphql/stream', retryAttempts: 3 });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables, operationName }) => ({
          subscribe: (sink) => ({
            unsubscribe: events.subscribe({ query: query ?? '', variables, operationName }, sink),
          }),
        }),
      }),
    ],
  });
}
