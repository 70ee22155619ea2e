import { Client, cacheExchange, fetchExchange, mapExchange, subscriptionExchange } from '@urql/vue';
import { createClient as createSseClient } from 'graphql-sse';
import { askForKey, authorizationHeaders } from './api-key.ts';

/**
 * The dashboard's GraphQL client: queries and mutations by POST to `/graphql`, subscriptions as server-sent events
 * from `/graphql/stream`, both on the page's own origin.
 */
export function createGraphqlClient(): Client {
  const events = createSseClient({ url: '/graphql/stream', retryAttempts: 3, headers: authorizationHeaders });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // urql would also accept event streams here, but those have their own address.
    fetchOptions: () => ({
      headers: { accept: 'application/graphql-response+json, application/json', ...authorizationHeaders() },
    }),
    exchanges: [
      mapExchange({
        onError: (error) => {
          const { status } = (error.response ?? {}) as Partial<Response>;
          if (status === 401) askForKey();
        },
      }),
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
