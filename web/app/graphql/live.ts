import { type Exchange, subscriptionExchange } from '@urql/vue';
import { type Client, createClient } from 'graphql-ws';

/** One socket for all of the page's streams, open while there are any. */
export type LiveState = 'idle' | 'connecting' | 'connected' | 'reconnecting';

/** Waits between attempts: short at first, so that a blink goes unnoticed. */
const WAITS_MS = [0, 300, 800, 1_500, 3_000, 5_000];
/** So that all browsers don't come back at the same moment. */
const SPREAD_MS = 400;
/** A server that is silent to a ping for so long is gone, though its socket stands. */
const PING_MS = 12_000;
const PONG_MS = 5_000;

export function liveExchange(): Exchange {
  const client = socketClient();
  return subscriptionExchange({
    forwardSubscription: ({ query, variables }) => ({
      subscribe: (sink) => {
        // graphql-ws sends this same object again after a lost connection: it then goes on behind the last cursor
        const payload = { query: query ?? '', variables: { ...variables } };
        const unsubscribe = client.subscribe(payload, {
          next(answer) {
            const cursor = cursorOf(answer.data);
            if (cursor !== undefined) payload.variables.after = cursor;
            // as: graphql-ws types the answer by graphql-js, urql by itself; both are the wire's
            sink.next(answer as Parameters<typeof sink.next>[0]);
          },
          error: (error) => sink.error(error),
          complete: () => sink.complete(),
        });
        return { unsubscribe };
      },
    }),
  });
}

function cursorOf(data: Record<string, unknown> | null | undefined): string | undefined {
  const [update] = Object.values(data ?? {});
  if (typeof update !== 'object' || update === null || !('cursor' in update)) return undefined;
  return typeof update.cursor === 'string' ? update.cursor : undefined;
}

function socketClient(): Client {
  const state = useState<LiveState>('live', () => 'idle');
  let socket: WebSocket | undefined;
  let pong: ReturnType<typeof setTimeout> | undefined;
  let lost = false;
  const client = createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (attempt) =>
      new Promise((resolve) => {
        const wait = WAITS_MS[Math.min(attempt, WAITS_MS.length - 1)] ?? 0;
        setTimeout(resolve, wait + Math.random() * SPREAD_MS);
      }),
    lazyCloseTimeout: 1_000,
    keepAlive: PING_MS,
    on: {
      connecting: () => {
        state.value = lost ? 'reconnecting' : 'connecting';
      },
      opened: (opened) => {
        socket = opened instanceof WebSocket ? opened : undefined;
      },
      connected: () => {
        lost = false;
        state.value = 'connected';
      },
      closed: (event) => {
        clearTimeout(pong);
        lost = !(event instanceof CloseEvent && event.wasClean && event.code === 1000);
        state.value = lost ? 'reconnecting' : 'idle';
      },
      ping: (received) => {
        if (!received) pong = setTimeout(() => socket?.close(4408, 'No answer'), PONG_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(pong);
      },
    },
  });
  return client;
}
