import type { CombinedError } from '@urql/vue';

/** Says in one or two sentences what went wrong with a request, and what to do where that is known. */
export function errorMessage(error: Pick<CombinedError, 'networkError' | 'graphQLErrors' | 'message'>): string {
  if (error.networkError) {
    return 'The Understory server does not answer. Check that “understory serve” is running, then try again.';
  }
  const messages = error.graphQLErrors.map((each) => each.message);
  return messages.length > 0 ? [...new Set(messages)].join(' ') : error.message;
}
