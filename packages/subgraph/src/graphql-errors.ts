/** GraphQL errors of the public API, each with its `extensions.code`. What a caller can act on is a userError instead. */
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

export const GRAPHQL_ERROR_CODES = [
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'COST_EXCEEDED',
  'CURSOR_UNKNOWN',
  'PERSISTED_QUERY_NOT_FOUND',
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'INTERNAL_SERVER_ERROR',
  // a request that is no GraphQL request at all, or names no operation of its document
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
] as const;

export type GraphQLErrorCode = (typeof GRAPHQL_ERROR_CODES)[number];

export function graphqlError(code: GraphQLErrorCode, message: string, options: GraphQLErrorOptions = {}): GraphQLError {
  return new GraphQLError(message, { ...options, extensions: { ...options.extensions, code } });
}

export const unauthenticated = (message = 'Sign in first'): GraphQLError => graphqlError('UNAUTHENTICATED', message);
export const forbidden = (message: string): GraphQLError => graphqlError('FORBIDDEN', message);

const KNOWN: ReadonlySet<unknown> = new Set(GRAPHQL_ERROR_CODES);

export const isGraphQLErrorCode = (code: unknown): code is GraphQLErrorCode => KNOWN.has(code);
