/** Serves a context over HTTP and WebSocket, until it is told to drain. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '@marketplace/kernel/logger';
import { findRoute } from './find-route.ts';
import { answerGraphQL } from './graphql-over-http.ts';
import { graphqlOverWebSocket } from './graphql-over-websocket.ts';
import { HttpRefusal, replyJson, replyRefusal } from './http-reply.ts';
import type { BoundedContext } from './subgraph.ts';

const REQUEST_TIMEOUT_MS = 30_000; // for a request to arrive whole
const HEADERS_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 65_000; // longer than a router keeps its connections: only the client may end an idle one
const READY_TIMEOUT_MS = 2_000;
const DRAIN_DEADLINE_MS = 10_000; // requests end in less, and a stopping container is given 30 s in all

export interface ServeOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly logger: Logger;
  readonly drainDeadlineMs?: number;
}

export interface Served {
  /** E.g. `http://127.0.0.1:4003`. */
  readonly url: string;
  /** Is not ready any more, takes nothing new, lets requests finish, sends streams away; after the deadline cuts off what is left. */
  close(): Promise<void>;
}

/** Resolves when it listens; `context.start` is the caller's to call. */
export async function serve(context: BoundedContext, options: ServeOptions): Promise<Served> {
  const { logger } = options;
  const state = { draining: false };
  const webSockets = graphqlOverWebSocket(context.subgraph, logger);
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => {
      response.on('close', () => state.draining && server.closeIdleConnections());
      answer(context, state, request, response).catch((err: unknown) => fail(err, response, logger));
    },
  );
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (pathOf(request) === '/graphql' && !state.draining) webSockets.accept(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
  server.listen(options.port, options.host);
  await once(server, 'listening');
  // as: a server that listens on a host and port has such an address
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    async close() {
      state.draining = true;
      const deadline = setTimeout(() => {
        logger.warn({}, 'cutting off what did not end in time');
        server.closeAllConnections();
        webSockets.terminate();
      }, options.drainDeadlineMs ?? DRAIN_DEADLINE_MS);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([closed, webSockets.close()]);
      clearTimeout(deadline);
    },
  };
}

async function answer(
  context: BoundedContext,
  state: { readonly draining: boolean },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request);
  if (path === '/graphql') return answerGraphQL(context.subgraph, request, response);
  if (path === '/health/live') return replyJson(response, 200, { status: 'ok' });
  if (path === '/health/ready') return answerReady(context, state.draining, response);
  const route = findRoute(context.routes ?? {}, path);
  if (!route) throw new HttpRefusal(404, 'BAD_REQUEST', 'There is nothing at this path');
  await route(request, response);
}

async function answerReady(context: BoundedContext, draining: boolean, response: ServerResponse): Promise<void> {
  if (draining) return replyJson(response, 503, { status: 'draining' });
  const timeout = AbortSignal.timeout(READY_TIMEOUT_MS);
  const late = once(timeout, 'abort').then(() => Promise.reject(new Error('no answer in time')));
  try {
    await Promise.race([context.ready(), late]);
    replyJson(response, 200, { status: 'ok' });
  } catch (error) {
    replyJson(response, 503, { status: 'unavailable', detail: error instanceof Error ? error.message : 'not ready' });
  }
}

function fail(error: unknown, response: ServerResponse, logger: Logger): void {
  const refusal =
    error instanceof HttpRefusal ? error : new HttpRefusal(500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
  if (refusal !== error && !response.destroyed) logger.error({ err: error }, 'a request failed');
  if (response.headersSent || response.destroyed) response.destroy();
  else replyRefusal(response, refusal);
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';
