import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@marketplace/kernel/logger';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type Answer, type AnswerError, RefusedRequest } from '../answer.ts';
import { type Authentication, bearerToken, InvalidToken } from '../authentication/authentication.ts';
import { type Client, callerOf, clientOf } from '../authentication/caller.ts';
import { whenTokenEnds } from '../authentication/token-end.ts';
import type { Graph, PreparedRequest } from '../graph.ts';
import type { Limits } from '../limits.ts';
import type { Admission, CostReport } from '../rate-limits/admission.ts';
import type { AnswerStream } from '../subscriptions/subscription.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { toGraphRequest } from './http-request.ts';

/** A client that does not answer a ping within the time to the next one is gone. */
const PING_MS = 15_000;

export interface GraphQLOverWebSocket {
  readonly graph: () => Graph;
  readonly api: () => GraphQLSchema;
  readonly authentication: Authentication | undefined;
  readonly admission: Admission | undefined;
  readonly trustedHops: number;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly metrics: Metrics | undefined;
}

export interface WebSocketHandler {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every client that the server goes away, and waits until their sockets are closed. */
  close(): Promise<void>;
}

/** Unlike 4500 it lets clients come back. */
const TRY_AGAIN_LATER = 1013;
/** The client comes back and resumes; what it has not read by then it gets once more. */
const SLOW_READER = 4413;

/** What is known of one socket. */
interface SocketState {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  client: Client | undefined;
  /** Stops looking for the end of the token's rights. */
  forget: () => void;
}

/** One operation on its way through graphql-ws. */
const inContext = z.object({
  graph: z.custom<Graph>(),
  prepared: z.custom<PreparedRequest>(),
  client: z.custom<Client>(),
  cost: z.custom<CostReport | undefined>(),
});

export function graphqlOverWebSocket(surroundings: GraphQLOverWebSocket): WebSocketHandler {
  const protocol = protocolServer(surroundings);
  const sockets = new WebSocketServer({ noServer: true, handleProtocols, maxPayload: surroundings.limits.bodyBytes });
  sockets.on('connection', (socket, request) => serve(socket, request, protocol, surroundings));
  return {
    handleUpgrade(request, socket, head) {
      sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
    },
    async close() {
      const closed = [...sockets.clients].map(closeSoon);
      await Promise.all(closed);
      sockets.close();
    },
  };
}

/** A client that does not answer the close is cut off after this. */
const CLOSE_MS = 1_000;

function closeSoon(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), CLOSE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.close(1001, 'Going away');
  });
}

function serve(
  socket: WebSocket,
  request: IncomingMessage,
  protocol: Server<SocketState>,
  { limits, logger, metrics }: GraphQLOverWebSocket,
): void {
  metrics?.socketsChangedBy(1);
  const state: SocketState = { socket, request, client: undefined, forget: () => {} };
  let alive = true;
  const pings = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, PING_MS);
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('error', (error) => logger.info({ err: error }, 'a client socket failed'));
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => {
        if (socket.readyState !== socket.OPEN) return;
        if (socket.bufferedAmount > limits.queuedBytes) return closeSlow();
        socket.send(text);
      },
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => {
        socket.on('message', (message) => {
          take(String(message)).catch((error: unknown) => {
            logger.error({ err: error }, 'a socket message failed');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        });
      },
    },
    state,
  );
  const finish = once((code: number, reason: string) => {
    clearInterval(pings);
    state.forget();
    closed(code, reason).catch((error: unknown) => logger.error({ err: error }, 'a socket did not end well'));
  });
  /** Its operations end now: the socket is closed only when the client has read so far, or after half a minute. */
  function closeSlow(): void {
    metrics?.slowReader();
    logger.info({}, 'a client reads too slowly');
    socket.close(SLOW_READER, 'Reads too slowly');
    finish(SLOW_READER, 'Reads too slowly');
  }
  socket.once('close', (code, reason) => {
    metrics?.socketsChangedBy(-1);
    finish(code, String(reason));
  });
}

function once<Arguments extends unknown[]>(work: (...args: Arguments) => void): (...args: Arguments) => void {
  let done = false;
  return (...args) => {
    if (done) return;
    done = true;
    work(...args);
  };
}

function protocolServer(surroundings: GraphQLOverWebSocket): Server<SocketState> {
  const { graph, api, authentication, admission, trustedHops, limits, logger, metrics } = surroundings;
  return makeServer<Record<string, unknown>, SocketState>({
    connectionInitWaitTimeout: limits.socketInitMs,
    onConnect: async ({ connectionParams, extra }) => {
      try {
        const token = authentication && bearerToken(connectionParams?.authorization);
        const verified = token === undefined ? null : ((await authentication?.verifyToken(token)) ?? null);
        extra.client = clientOf(extra.request, verified, trustedHops);
        if (authentication && token !== undefined && verified) {
          // The client comes back with a fresh token and resumes.
          const close = (why: string) => extra.socket.close(CloseCode.Forbidden, why);
          extra.forget = whenTokenEnds({ authentication, token, verified }, close);
          if (extra.socket.readyState !== extra.socket.OPEN) extra.forget(); // it closed while the token was verified
        }
        return true;
      } catch (error) {
        if (!(error instanceof InvalidToken)) {
          logger.error({ err: error }, 'a token could not be verified');
          extra.socket.close(TRY_AGAIN_LATER, 'Try again later');
        }
        return false; // closes with 4403, if it is still open: another token may do
      }
    },
    onSubscribe: async ({ subscriptions, extra }, _id, payload) => {
      const { client } = extra;
      if (!client) throw new Error('an operation before connection_init');
      if (Object.keys(subscriptions).length > limits.operationsPerSocket) {
        return [new GraphQLError('Too many operations on one socket.', { extensions: { code: 'BAD_USER_INPUT' } })];
      }
      try {
        const current = graph();
        const prepared = await prepareCounted(current, payload, client, admission);
        const cost = await admission?.admit(prepared, client);
        metrics?.ran(prepared.operation.kind, 'websocket');
        return executionArgs(api(), { graph: current, prepared, client, cost });
      } catch (error) {
        if (!(error instanceof RefusedRequest)) throw error;
        for (const { extensions } of error.errors.slice(0, 1)) metrics?.refused(extensions.code);
        return error.errors.map(toGraphQLError);
      }
    },
    execute: ({ contextValue }) => {
      const { graph, prepared, client, cost } = inContext.parse(contextValue);
      const requestId = randomUUID();
      const executed = graph.execute(prepared, callerOf(client, requestId)).catch(masked(requestId, logger));
      return forProtocol(cost ? executed.then((answer) => ({ ...answer, extensions: { cost } })) : executed);
    },
    subscribe: ({ contextValue }) => {
      const { graph, prepared, client } = inContext.parse(contextValue);
      const requestId = randomUUID();
      return forProtocol(graph.subscribe(prepared, callerOf(client, requestId)).catch(masked(requestId, logger)));
    },
    // as: forProtocol let our own answers through, which are what goes out
    onNext: (_context, _id, _payload, _args, answer) => answer as FormattedExecutionResult,
  });
}

async function prepareCounted(graph: Graph, payload: unknown, client: Client, admission: Admission | undefined) {
  try {
    return graph.prepare(toGraphRequest(payload));
  } catch (error) {
    if (error instanceof RefusedRequest) await admission?.countRefused(client);
    throw error;
  }
}

function executionArgs(schema: GraphQLSchema, contextValue: z.infer<typeof inContext>): ExecutionArgs {
  const { document, name } = contextValue.prepared.operation;
  return { schema, document, operationName: name ?? null, contextValue };
}

const toGraphQLError = ({ message, extensions }: AnswerError): GraphQLError =>
  new GraphQLError(message, { extensions });

// as: graphql-ws only carries the result from here to onNext, which gives it out as it is
const forProtocol = (result: Promise<Answer | AnswerStream>) => result as Promise<ExecutionResult>;

function masked(requestId: string, logger: Logger): (error: unknown) => Answer {
  return (error) => {
    if (error instanceof RefusedRequest) return { errors: error.errors };
    logger.error({ err: error, requestId }, 'an operation failed');
    const extensions = { code: 'INTERNAL_SERVER_ERROR', id: requestId };
    return { errors: [{ message: 'Something went wrong on our side.', extensions }] };
  };
}
