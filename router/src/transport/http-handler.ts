import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@marketplace/kernel/logger';
import { OperationTypeNode } from 'graphql';
import { type Answer, type AnswerError, type ErrorCode, RefusedRequest } from '../answer.ts';
import {
  type Authentication,
  bearerToken,
  InvalidToken,
  VerificationUnavailable,
} from '../authentication/authentication.ts';
import { callerOf, clientOf } from '../authentication/caller.ts';
import { type HeldToken, whenTokenEnds } from '../authentication/token-end.ts';
import type { Graph, PreparedRequest } from '../graph.ts';
import type { Limits } from '../limits.ts';
import { type Admission, RateLimited } from '../rate-limits/admission.ts';
import type { AnswerStream } from '../subscriptions/subscription.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { sendEvents } from './event-stream.ts';
import { RefusedByHttp, readHttpRequest } from './http-request.ts';
import { type Accepted, EVENT_STREAM, negotiate, PLAIN_JSON, RESPONSE_JSON } from './media-type.ts';

export interface GraphQLOverHttp {
  readonly graph: () => Graph;
  readonly authentication: Authentication | undefined;
  readonly admission: Admission | undefined;
  /** Proxies of ours before the router. */
  readonly trustedHops: number;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly metrics: Metrics | undefined;
  /** Ends streams when the router goes away. */
  readonly stopping: AbortSignal;
}

interface HttpAnswer {
  readonly status: number;
  readonly answer: Answer;
  readonly headers?: readonly string[];
}

/** What goes out as server-sent events. */
interface Events {
  readonly events: AnswerStream | Answer;
  readonly held: HeldToken | undefined;
}

/** Answers one GraphQL over HTTP request. `query` is the URL's part after the question mark. Never rejects. */
export type HandleHttp = (request: IncomingMessage, response: ServerResponse, query: string) => Promise<void>;

/** As nginx counts requests whose client did not wait. */
const CLIENT_GONE = 499;

export function graphqlOverHttp(surroundings: GraphQLOverHttp): HandleHttp {
  const { metrics } = surroundings;
  return async (request, response, query) => {
    const start = performance.now();
    response.once('close', () => {
      const status = response.headersSent ? response.statusCode : CLIENT_GONE;
      metrics?.requested(status, (performance.now() - start) / 1_000);
    });
    const requestId = randomUUID();
    const accepted = negotiate(request.headers.accept);
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const type = accepted === undefined || accepted.type === EVENT_STREAM ? PLAIN_JSON : accepted.type;
    try {
      if (!accepted) throw new RefusedByHttp(406, `This server answers with ${RESPONSE_JSON} or ${PLAIN_JSON}.`);
      const outcome = await answerTo(request, query, requestId, accepted, surroundings, gone.signal);
      if ('events' in outcome) await send(response, outcome, requestId, surroundings);
      else write(response, outcome, type, requestId);
    } catch (error) {
      if (response.headersSent) response.destroy();
      const fault = answerToFault(error, requestId, surroundings.logger);
      for (const { extensions } of fault.answer.errors ?? []) metrics?.refused(extensions.code);
      write(response, fault, type, requestId);
    }
  };
}

async function answerTo(
  request: IncomingMessage,
  query: string,
  requestId: string,
  accepted: Accepted,
  { graph, authentication, admission, trustedHops, limits, metrics }: GraphQLOverHttp,
  signal: AbortSignal,
): Promise<HttpAnswer | Events> {
  const asked = await readHttpRequest(request, query, limits.bodyBytes);
  const held = authentication && (await heldToken(authentication, request.headers.authorization));
  const client = clientOf(request, held?.verified ?? null, trustedHops);
  const current = graph();
  const streams = accepted.type === EVENT_STREAM;
  let prepared: PreparedRequest;
  try {
    prepared = current.prepare(asked);
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    await admission?.countRefused(client);
    for (const { extensions } of error.errors.slice(0, 1)) metrics?.refused(extensions.code);
    const answer = { errors: error.errors };
    return streams ? { events: answer, held } : { status: statusOf(error.errors, accepted), answer };
  }
  const { kind } = prepared.operation;
  if (kind === OperationTypeNode.SUBSCRIPTION && !streams) {
    return refusal(400, 'BAD_USER_INPUT', `Subscriptions are served over WebSocket and as ${EVENT_STREAM}.`);
  }
  if (kind === OperationTypeNode.MUTATION && request.method === 'GET') {
    throw new RefusedByHttp(405, 'Mutations are sent by POST.', ['allow', 'POST']);
  }
  const cost = await admission?.admit(prepared, client);
  metrics?.ran(kind, 'http');
  const caller = callerOf(client, requestId);
  if (kind === OperationTypeNode.SUBSCRIPTION) return { events: await current.subscribe(prepared, caller), held };
  // A mutation runs to its end though its client has gone: half of one is worse.
  const executed = await current.execute(prepared, caller, kind === OperationTypeNode.QUERY ? signal : undefined);
  const answer = cost ? { ...executed, extensions: { cost } } : executed;
  return streams ? { events: answer, held } : { status: 200, answer };
}

async function heldToken(authentication: Authentication, header: string | undefined): Promise<HeldToken | undefined> {
  const token = bearerToken(header);
  if (token === undefined) return undefined;
  return { authentication, token, verified: await authentication.verifyToken(token) };
}

/**
 * What is wrong with the operation is a 200 to clients who know nothing but application/json; and so is to all that the
 * router does not know a hash, which is part of the conversation.
 */
function statusOf(errors: readonly AnswerError[], { always200 }: Accepted): number {
  return always200 || errors[0]?.extensions.code === 'PERSISTED_QUERY_NOT_FOUND' ? 200 : 400;
}

function send(
  response: ServerResponse,
  { events, held }: Events,
  requestId: string,
  { stopping, limits: { queuedBytes }, metrics }: GraphQLOverHttp,
): Promise<void> {
  const whenRightsEnd = (tell: () => void) => (held ? whenTokenEnds(held, tell) : () => {});
  return sendEvents(response, events, requestId, {
    whenRightsEnd,
    stopping,
    queuedBytes,
    tooSlow: () => metrics?.slowReader(),
  });
}

function answerToFault(error: unknown, requestId: string, logger: Logger): HttpAnswer {
  if (error instanceof RateLimited) {
    const headers = ['retry-after', String(error.retryAfterSeconds)];
    return { status: 429, answer: { errors: error.errors }, headers };
  }
  if (error instanceof RefusedRequest) return { status: 400, answer: { errors: error.errors } };
  if (error instanceof RefusedByHttp) {
    return { ...refusal(error.status, 'BAD_USER_INPUT', error.message), headers: error.headers };
  }
  if (error instanceof InvalidToken) {
    const answer = refusal(401, 'UNAUTHENTICATED', 'The token is not valid or has expired.');
    return { ...answer, headers: ['www-authenticate', 'Bearer error="invalid_token"'] };
  }
  logger.error({ err: error, requestId }, 'a request failed');
  if (error instanceof VerificationUnavailable) {
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
