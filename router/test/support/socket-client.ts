import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { GraphQLAnswer } from './test-router.ts';

export interface SocketClient {
  readonly client: Client;
  /** The codes with which sockets were closed. */
  readonly closes: number[];
  subscribe(query: string, variables?: Record<string, unknown>): Followed;
  close(): Promise<void>;
}

/** A stream as a client sees it. */
interface Followed {
  readonly events: GraphQLAnswer[];
  /** What ended it: null for an ordinary end. */
  readonly ended: Promise<unknown>;
  stop(): void;
}

/** graphql-ws's own client. */
export function socketClient(url: string, authorization?: string): SocketClient {
  const closes: number[] = [];
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(authorization !== undefined && { connectionParams: { authorization } }),
    on: {
      // as: ws gives a close event
      closed: (event) => closes.push((event as { code: number }).code),
    },
  });
  return {
    client,
    closes,
    subscribe(query, variables = {}) {
      const events: GraphQLAnswer[] = [];
      const end = Promise.withResolvers<unknown>();
      const stop = client.subscribe(
        { query, variables },
        {
          // as: tests compare what is in it
          next: (result) => events.push(result as GraphQLAnswer),
          error: end.resolve,
          complete: () => end.resolve(null),
        },
      );
      return { events, ended: end.promise, stop };
    },
    close: async () => client.dispose(),
  };
}
