/**
 * Subscriptions over graphql-transport-ws. The router sends those of all its clients over one socket, so each `subscribe`
 * message carries the identity of its own caller in its extensions, and connection_init carries none.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@marketplace/kernel/logger';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  GraphQLSchema,
  parse,
} from 'graphql';
import { type Context, handleProtocols, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { graphqlError } from './graphql-errors.ts';
import { IDENTITY_EXTENSION } from './identity.ts';
import type { Subgraph } from './subgraph.ts';

const MAX_MESSAGE_BYTES = 256 * 1024; // one operation with its variables
const MAX_STREAMS_PER_SOCKET = 20_000; // a router's share of the clients that follow something here
const PING_INTERVAL_MS = 12_000; // finds a router that is gone before its streams pile up

const GOING_AWAY = 1001;
const INTERNAL_ERROR = 4500;

interface Extra {
  /** Messages that are being handled; a subscription is until it ends. */
  busy: number;
}

export interface WebSocketEndpoint {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks every client to go elsewhere. Resolves when all have. */
  close(): Promise<void>;
  terminate(): void;
}

export function graphqlOverWebSocket(subgraph: Subgraph, logger: Logger): WebSocketEndpoint {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, handleProtocols });
  const protocol = subscriptions(subgraph);
  sockets.on('connection', (socket) => {
    serveSocket(protocol, socket, logger);
    keepAlive(socket);
  });
  return {
    accept(request, socket, head) {
      sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
    },
    async close() {
      for (const client of sockets.clients) client.close(GOING_AWAY, 'Going away');
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
    },
    terminate() {
      for (const client of sockets.clients) client.terminate();
    },
  };
}

function subscriptions(subgraph: Subgraph): Server<Extra> {
  return makeServer<Record<string, unknown>, Extra>({
    async onSubscribe({ extra }: Context<Record<string, unknown>, Extra>, _id, payload) {
      if (extra.busy > MAX_STREAMS_PER_SOCKET) return [graphqlError('RATE_LIMITED', 'Too many streams on one socket')];
      const { query, variables, operationName } = payload;
      const events = await subgraph.subscribe(
        { query, variables: variables ?? undefined, operationName: operationName ?? undefined },
        identityOf(payload),
      );
      if (Symbol.asyncIterator in events) return { ...A_SUBSCRIPTION, contextValue: events };
      return (events.errors ?? []).map(({ message, extensions = {} }) => new GraphQLError(message, { extensions }));
    },
    // as: put there by onSubscribe
    subscribe: ({ contextValue }) => contextValue as AsyncIterable<ExecutionResult>,
    // as: its errors are formatted by now, which graphql-ws would do again
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
  });
}

/** The subgraph runs the operation itself; the library wants a document, to see that this is a subscription. */
const A_SUBSCRIPTION: ExecutionArgs = { schema: new GraphQLSchema({}), document: parse('subscription { events }') };

function identityOf({ extensions }: SubscribePayload): string | undefined {
  const identity = extensions?.[IDENTITY_EXTENSION];
  return typeof identity === 'string' ? identity : undefined;
}

function serveSocket(protocol: Server<Extra>, socket: WebSocket, logger: Logger): void {
  const extra: Extra = { busy: 0 };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // resolves when the bytes are gone: a slow client holds back its streams, and what they read waits in their logs
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          socket.send(data, (error) => (error ? reject(error) : resolve()));
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) => socket.on('message', (data) => void receive(handle, String(data))),
    },
    extra,
  );
  async function receive(handle: (data: string) => Promise<void>, data: string): Promise<void> {
    extra.busy += 1;
    try {
      await handle(data);
    } catch (err) {
      logger.error({ err }, 'a WebSocket message could not be handled');
      socket.close(INTERNAL_ERROR, 'Internal server error');
    } finally {
      extra.busy -= 1;
    }
  }
  socket.on('error', (err) => logger.warn({ err }, 'a WebSocket failed')); // too long a message, or a broken one; it closes itself
  socket.on('close', (code, reason) => void closed(code, String(reason)));
}

function keepAlive(socket: WebSocket): void {
  let alive = true;
  const timer = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, PING_INTERVAL_MS);
  socket.on('pong', () => {
    alive = true;
  });
  socket.on('close', () => clearInterval(timer));
}
