import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@marketplace/kernel/logger';
import { OperationTypeNode } from 'graphql';
import { type Answer, type ErrorCode, RefusedRequest } from '../answer.ts';
import { type Authentication, bearerToken, InvalidToken, KeysUnavailable } from '../authentication/authentication.ts';
import { callerOf, clientOf } from '../authentication/caller.ts';
import type { Graph } from '../graph.ts';
import type { Limits } from '../limits.ts';
import { RefusedByHttp, readHttpRequest } from './http-request.ts';
import { type Accepted, negotiate, PLAIN_JSON, RESPONSE_JSON } from './media-type.ts';

export interface GraphQLOverHttp {
  readonly graph: () => Graph;
  readonly authentication: Authentication | undefined;
  readonly limits: Limits;
  readonly logger: Logger;
}

interface HttpAnswer {
  readonly status: number;
  readonly answer: Answer;
  readonly headers?: readonly string[];
}

/** Answers one GraphQL over HTTP request. `query` is the URL's part after the question mark. Never rejects. */
export type HandleHttp = (request: IncomingMessage, response: ServerResponse, query: string) => Promise<void>;

export function graphqlOverHttp(surroundings: GraphQLOverHttp): HandleHttp {
  return async (request, response, query) => {
    const requestId = randomUUID();
    const accepted = negotiate(request.headers.accept);
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const type = accepted?.type ?? PLAIN_JSON;
    try {
      if (!accepted) throw new RefusedByHttp(406, `This server answers with ${RESPONSE_JSON} or ${PLAIN_JSON}.`);
      write(response, await answerTo(request, query, requestId, accepted, surroundings, gone.signal), type, requestId);
    } catch (error) {
      write(response, answerToFault(error, requestId, surroundings.logger), type, requestId);
    }
  };
}

async function answerTo(
  request: IncomingMessage,
  query: string,
  requestId: string,
  { always200 }: Accepted,
  { graph, authentication, limits }: GraphQLOverHttp,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const asked = await readHttpRequest(request, query, limits.bodyBytes);
  const token = authentication ? bearerToken(request.headers.authorization) : undefined;
  const verified = token === undefined ? null : ((await authentication?.verifyToken(token)) ?? null);
  const current = graph();
  let prepared: ReturnType<Graph['prepare']>;
  try {
    prepared = current.prepare(asked);
  } catch (error) {
    // What is wrong with the operation is a 200 to clients who know nothing but application/json.
    if (error instanceof RefusedRequest) return { status: always200 ? 200 : 400, answer: { errors: error.errors } };
    throw error;
  }
  const { kind } = prepared.operation;
  if (kind === OperationTypeNode.SUBSCRIPTION) {
    return refusal(400, 'BAD_USER_INPUT', 'Subscriptions are served over WebSocket (graphql-transport-ws).');
  }
  if (kind === OperationTypeNode.MUTATION && request.method === 'GET') {
    throw new RefusedByHttp(405, 'Mutations are sent by POST.', ['allow', 'POST']);
  }
  const caller = callerOf(clientOf(request, verified), requestId);
  // A mutation runs to its end though its client has gone: half of one is worse.
  const answer = await current.execute(prepared, caller, kind === OperationTypeNode.QUERY ? signal : undefined);
  return { status: 200, answer };
}

function answerToFault(error: unknown, requestId: string, logger: Logger): HttpAnswer {
  if (error instanceof RefusedRequest) return { status: 400, answer: { errors: error.errors } };
  if (error instanceof RefusedByHttp) {
    return { ...refusal(error.status, 'BAD_USER_INPUT', error.message), headers: error.headers };
  }
  if (error instanceof InvalidToken) {
    const answer = refusal(401, 'UNAUTHENTICATED', 'The token is not valid or has expired.');
    return { ...answer, headers: ['www-authenticate', 'Bearer error="invalid_token"'] };
  }
  logger.error({ err: error, requestId }, 'a request failed');
  if (error instanceof KeysUnavailable) {
    return refusal(503, 'SUBGRAPH_UNAVAILABLE', 'Tokens can not be verified at the moment.');
  }
  return refusal(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.', { id: requestId });
}

const refusal = (status: number, code: ErrorCode, message: string, extra: object = {}): HttpAnswer => ({
  status,
  answer: { errors: [{ message, extensions: { code, ...extra } }] },
});

function write(
  response: ServerResponse,
  { status, answer, headers = [] }: HttpAnswer,
  type: string,
  requestId: string,
): void {
  if (response.destroyed) return;
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(status, [
    ...headers,
    'content-type',
    `${type}; charset=utf-8`,
    'content-length',
    String(body.length),
    'x-request-id',
    requestId,
    'cache-control',
    'no-store',
  ]);
  response.end(body);
}
