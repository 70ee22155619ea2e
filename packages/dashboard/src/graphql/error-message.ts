import type { CombinedError } from '@urql/vue';

/** Says in one or two sentences what went wrong with a request, and what to do where that is known. */
export function errorMessage(
  error: Pick<CombinedError, 'networkError' | 'graphQLErrors' | 'message' | 'response'>,
): string {
  const { status } = (error.response ?? {}) as Partial<Response>;
  if (status === 401) {
    return 'The server asks for an API key, or does not know the one given. Reload the page to enter it.';
  }
  if (error.networkError && status !== undefined && status >= 400) {
    return `The server could not answer (HTTP ${status}). Its log has the reason.`;
  }
  if (error.networkError) {
    return 'The Understory server does not answer. Check that “understory serve” is running, then try again.';
  }
  const messages = error.graphQLErrors.map((each) => each.message);
  return messages.length > 0 ? [...new Set(messages)].join(' ') : error.message;
}
