import { IDENTITY_EXTENSION } from '@marketplace/subgraph/identity';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { isObject } from '../json.ts';
import { eventQueue } from './event-queue.ts';
import { UpstreamError, type UpstreamRequest, type UpstreamStream } from './upstream.ts';

/** The connection stays open this long after its last stream: the next one starts without a handshake. */
const LINGER_MS = 60_000;
const PING_MS = 10_000;
/** A ping unanswered for so long means that the connection is dead though nobody closed it. */
const PONG_MS = 5_000;

export interface WebSocketStreams {
  subscribe(request: UpstreamRequest): UpstreamStream;
  close(): void;
}

/**
 * Streams over one WebSocket, opened when first needed. Each carries its own caller's identity in its subscribe message, so
 * that they share nothing but the connection.
 */
export function webSocketStreams(url: string): WebSocketStreams {
  const connection = watchedConnection(url);
  return {
    subscribe: (request) => subscribe(connection, request),
    close: () => connection.client.terminate(),
  };
}

interface WatchedConnection {
  readonly client: Client;
  /** Counts the connections that came about; odd while one is open. */
  isOpen(): boolean;
  opened(): number;
}

function watchedConnection(url: string): WatchedConnection {
  let open = false;
  let opened = 0;
  let pongTimer: NodeJS.Timeout | undefined;
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    lazyCloseTimeout: LINGER_MS,
    keepAlive: PING_MS,
    retryAttempts: 0, // its own retries would ask again with an expired identity and from the beginning
    on: {
      connected: () => {
        open = true;
        opened += 1;
      },
      closed: () => {
        open = false;
        clearTimeout(pongTimer);
      },
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer);
      },
    },
  });
  return { client, isOpen: () => open, opened: () => opened };
}

function subscribe(connection: WatchedConnection, request: UpstreamRequest): UpstreamStream {
  const wasOpen = connection.isOpen();
  const openedBefore = connection.opened();
  const events = eventQueue();
  const payload = {
    query: request.operation.query,
    operationName: request.operation.operationName,
    // as: variablesText wrote a JSON object
    variables: JSON.parse(request.variables) as Record<string, unknown>,
    extensions: { [IDENTITY_EXTENSION]: request.identity },
  };
  const stop = connection.client.subscribe(payload, {
    next: (result) => {
      if (!events.push(result)) stop();
    },
    error: (reason) => {
      if (Array.isArray(reason)) {
        // The subgraph refuses: its last word, as an answer.
        events.push({ errors: reason.map((error: unknown) => (isObject(error) ? { ...error } : error)) });
        events.end();
      } else {
        const had = wasOpen || connection.opened() > openedBefore;
        events.fail(new UpstreamError(had ? 'lost' : 'unavailable', describe(reason), reason));
      }
    },
    complete: () => events.end(),
  });
  return {
    next: events.next,
    close() {
      stop();
      events.end();
    },
  };
}

function describe(reason: unknown): string {
  if (reason instanceof Error) return reason.message;
  if (typeof reason === 'object' && reason !== null && 'code' in reason) return `the socket closed with ${reason.code}`;
  return 'the socket failed';
}
