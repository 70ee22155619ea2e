import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';

/** Codes of GraphQL itself, whose messages are about the query and safe to show. */
const PROTOCOL_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
]);

/**
 * Decides what a client sees of an error: errors of the product (those with a `code` of their own) and of GraphQL pass;
 * everything else is masked and goes to the log.
 */
export function createErrorFormatter(logger: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const { message, locations, path } = formatted;
    if (isProductError(original)) {
      return { message: original.message, locations, path, extensions: { code: original.code } };
    }
    const code = formatted.extensions?.code;
    // An error without an original one comes from parsing, validation or the limits.
    if (original === error && (code === undefined || PROTOCOL_CODES.has(String(code)))) {
      return { message, locations, path, extensions: { code: code ?? 'GRAPHQL_VALIDATION_FAILED' } };
    }
    if (PROTOCOL_CODES.has(String(code))) return { message, locations, path, extensions: { code } };
    logger.error({ error: original, path }, 'unexpected error in a resolver');
    const hint = 'Something went wrong on the server. Its log has the reason.';
    return { message: hint, locations, path, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };
}

/** Node's own errors have codes too (`ECONNREFUSED`), but no class that carries the code. */
export function isProductError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'code' in error.constructor;
}
