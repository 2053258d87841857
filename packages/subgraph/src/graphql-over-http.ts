/** POST /graphql: JSON in, JSON out, for the router alone. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { z } from 'zod';
import { HttpRefusal, readBody, replyJson } from './http-reply.ts';
import { IDENTITY_HEADER } from './identity.ts';
import type { Operation, Subgraph } from './subgraph.ts';

const MAX_BODY_BYTES = 2 * 1024 * 1024; // representations of some ten thousand entities

const body = z.object({
  query: z.string('must be a string').min(1, 'must not be empty'),
  variables: z.record(z.string(), z.unknown(), 'must be an object').nullish(),
  operationName: z.string('must be a string').nullish(),
});

/** Throws HttpRefusal for what is no GraphQL request. */
export async function answerGraphQL(
  subgraph: Subgraph,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') throw new HttpRefusal(405, 'BAD_REQUEST', 'Use POST', { allow: 'POST' });
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new HttpRefusal(415, 'BAD_REQUEST', 'The content type must be application/json');
  const operation = readOperation(await readBody(request, MAX_BODY_BYTES));
  const identity = request.headers[IDENTITY_HEADER];
  const result = await subgraph.execute(operation, typeof identity === 'string' ? identity : undefined);
  replyJson(response, statusOf(result), result);
}

function readOperation(text: string): Operation {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new HttpRefusal(400, 'BAD_REQUEST', 'The body is not JSON');
  }
  const result = body.safeParse(json);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new HttpRefusal(
      400,
      'BAD_REQUEST',
      `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'is wrong'}`,
    );
  }
  const { query, variables, operationName } = result.data;
  return { query, variables: variables ?? undefined, operationName: operationName ?? undefined };
}

/** Errors beside data are 200; a request that was not carried out tells why by its status too. */
function statusOf({ data, errors }: FormattedExecutionResult): number {
  if (data !== undefined || !errors) return 200;
  const code = errors[0]?.extensions?.code;
  if (code === 'UNAUTHENTICATED') return 401;
  return code === 'INTERNAL_SERVER_ERROR' ? 500 : 400;
}
