/** What a client is told of an error. Refusals keep their words; a fault is logged whole and told as an id alone. */
import { randomUUID } from 'node:crypto';
import { CursorUnknown } from '@marketplace/kernel/cursor';
import type { Logger } from '@marketplace/kernel/logger';
import { Refused } from '@marketplace/kernel/refusal';
import { WrongShape } from '@marketplace/kernel/shape';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { isGraphQLErrorCode } from './graphql-errors.ts';

/** `about` goes into the log beside a fault: the request's id, the operation. */
export function formatError(error: unknown, logger: Logger, about: object): GraphQLFormattedError {
  const located = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) });
  const place = {
    ...(located.locations ? { locations: located.locations } : {}),
    ...(located.path ? { path: located.path } : {}),
  };
  const meant = meaning(located);
  if (meant) return { message: meant.message, ...place, extensions: meant.extensions };
  const id = randomUUID();
  logger.error({ err: cause(located), id, path: located.path, ...about }, 'a resolver failed');
  return { message: 'Internal server error', ...place, extensions: { code: 'INTERNAL_SERVER_ERROR', id } };
}

interface Meaning {
  readonly message: string;
  readonly extensions: Record<string, unknown> & { readonly code: string };
}

/** What was said on purpose, or undefined for a fault. */
function meaning(error: GraphQLError): Meaning | undefined {
  const thrown = cause(error);
  const { message } = error;
  if (isGraphQLErrorCode(error.extensions.code)) {
    const { http: _, stacktrace: __, ...extensions } = error.extensions;
    return { message, extensions: { ...extensions, code: error.extensions.code } };
  }
  if (thrown instanceof WrongShape) return { message, extensions: { code: 'BAD_USER_INPUT' } };
  if (thrown instanceof CursorUnknown) return { message, extensions: { code: 'CURSOR_UNKNOWN' } };
  if (thrown instanceof Refused) return refusal(thrown);
  if (isAboutInput(error)) return { message, extensions: { code: 'BAD_USER_INPUT' } };
  return undefined;
}

/** A query or subscription has no userErrors to put a refusal into. */
function refusal(refused: Refused): Meaning {
  const [first] = refused.refusals;
  const code = !first || first.code === 'INVALID_INPUT' ? 'BAD_USER_INPUT' : first.code;
  return { message: first?.message ?? refused.message, extensions: { code } };
}

/** graphql-js gives no code to a variable or an argument that it can't coerce. */
function isAboutInput(error: GraphQLError): boolean {
  const [node, ...others] = error.nodes ?? [];
  if (node?.kind === Kind.VARIABLE_DEFINITION) return others.length === 0;
  return cause(error) instanceof GraphQLError && error.message.startsWith('Argument "');
}

function cause(error: GraphQLError): Error {
  let thrown: Error = error;
  while (thrown instanceof GraphQLError && thrown.originalError) thrown = thrown.originalError;
  return thrown;
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
