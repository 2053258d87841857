import { setTimeout as pause } from 'node:timers/promises';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** A subscription that is followed over lost connections: it resumes after the last cursor it has seen. */
export interface LiveStream<Event> {
  /** Every event so far, in order of arrival. */
  readonly events: readonly Event[];
  /** The first event from `from` on that fits; waits for it as long as the tour is patient. */
  next(fits: (event: Event) => boolean, what: string): Promise<Event>;
  close(): Promise<void>;
}

const RECONNECT_MS = 250;

export function followStream<Data, Event extends object>(options: {
  url: string;
  token: string;
  operation: TypedDocumentNode<Data, never>;
  variables: Readonly<Record<string, unknown>>;
  event(data: Data): Event;
  patienceMs: number;
}): LiveStream<Event> {
  const events: Event[] = [];
  let wake: () => void = () => {};
  let failure: Error | undefined;
  let closed = false;
  let client: Client | undefined;

  async function run(): Promise<void> {
    let lastContact = Date.now();
    while (!closed) {
      client = createClient({
        url: options.url.replace(/^http/, 'ws'),
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${options.token}` },
        retryAttempts: 0,
        on: { connected: () => (lastContact = Date.now()) },
      });
      try {
        const after = cursorOf(events.at(-1));
        const variables = after === undefined ? options.variables : { ...options.variables, after };
        for await (const result of client.iterate<Data>({ query: print(options.operation), variables })) {
          if (result.errors) throw new Error(result.errors.map((error) => error.message).join('; '));
          if (!result.data) continue;
          events.push(options.event(result.data));
          wake();
        }
      } catch (error) {
        if (Date.now() - lastContact > options.patienceMs) throw error;
      } finally {
        await client.dispose();
      }
      if (!closed) await pause(RECONNECT_MS);
    }
  }
  const running = run().catch((error: unknown) => {
    failure = error instanceof Error ? error : new Error(`the connection is gone: ${closeReason(error)}`);
    wake();
  });

  return {
    events,
    async next(fits, what) {
      const end = Date.now() + options.patienceMs;
      for (;;) {
        const found = events.find(fits);
        if (found) return found;
        if (failure) throw failure;
        if (Date.now() > end) throw new Error(`no live update in ${options.patienceMs} ms: ${what}`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 500);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    async close() {
      closed = true;
      await client?.dispose();
      await running;
    },
  };
}

/** Positions on the map have none: only the last one counts. */
function cursorOf(event: object | undefined): string | undefined {
  return event && 'cursor' in event && typeof event.cursor === 'string' ? event.cursor : undefined;
}

/** The client rejects with the socket's close event. */
function closeReason(event: unknown): string {
  return typeof event === 'object' && event && 'code' in event ? String(event.code) : String(event);
}
