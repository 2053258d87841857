import { setTimeout as pause } from 'node:timers/promises';
import { type Channel, type ChannelModel, connect } from 'amqplib';

const CONNECT_TIMEOUT_MS = 5_000;
const SET_UP_TIMEOUT_MS = 10_000; // the protocol's calls have no limit of their own
const CLOSE_TIMEOUT_MS = 2_000; // after that the peer is taken for dead
const SHORTEST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
const HEARTBEAT_SECONDS = 10; // a peer that is silent for two of them is dead

/** Something that lives on the connection and is set up again on each new one. */
export interface Tenant {
  /** Opens its channels. Rejects when it can't; the connection is then begun anew. */
  setUp(model: ChannelModel): Promise<void>;
  /** The connection is lost, or being closed. */
  lost(): void;
}

/** One connection to RabbitMQ, made again whenever it or one of its channels is lost. */
export interface AmqpConnection {
  /** Resolves when the tenant is set up, or when patience ends because there is no connection yet; it will be, then. */
  add(tenant: Tenant): Promise<void>;
  remove(tenant: Tenant): void;
  /** Whether there is a connection, and all on it is set up. */
  connected(): boolean;
  /** What is wrong, in words; undefined when all is well. */
  trouble(): string | undefined;
  /** Whether the broker has stopped reading, because it is short of memory or disk. */
  blocked(): boolean;
  close(): Promise<void>;
}

/**
 * `name` is what an operator sees in the broker's list of connections. Adding a tenant waits `patienceMs` at most for a broker
 * that can't be reached.
 */
export function amqpConnection(url: string, name: string, patienceMs: number): AmqpConnection {
  const address = withHeartbeat(url);
  const tenants = new Map<Tenant, PromiseWithResolvers<void>>();
  const closing = new AbortController();
  let model: ChannelModel | undefined;
  let trouble: string | undefined = 'not connected yet';
  let alarm: string | undefined;
  let end: ((reason: Error) => void) | undefined;

  async function setUp(tenant: Tenant, on: ChannelModel): Promise<void> {
    await within(SET_UP_TIMEOUT_MS, tenant.setUp(on), 'setting up timed out');
    tenants.get(tenant)?.resolve();
  }

  /** Holds one connection for as long as it lasts. */
  async function live(): Promise<void> {
    const clientProperties = { connection_name: name };
    const on = await connect(address, { noDelay: true, timeout: CONNECT_TIMEOUT_MS, clientProperties });
    const gone = Promise.withResolvers<never>();
    on.on('error', (error) => gone.reject(error)); // not every loss has an error, but each has a close
    on.once('close', () => gone.reject(new Error('connection lost')));
    on.on('blocked', (reason) => (alarm = reason));
    on.on('unblocked', () => (alarm = undefined));
    gone.promise.catch(() => {}); // it may be rejected while nobody waits
    end = gone.reject;
    if (closing.signal.aborted) end(new Error('closed'));
    try {
      model = on;
      await Promise.race([Promise.all([...tenants.keys()].map((tenant) => setUp(tenant, on))), gone.promise]);
      trouble = undefined;
      await gone.promise;
    } finally {
      model = undefined;
      alarm = undefined;
      for (const tenant of tenants.keys()) tenant.lost();
      await closeModel(on);
    }
  }

  async function keepAlive(): Promise<void> {
    for (let pauseMs = SHORTEST_PAUSE_MS; !closing.signal.aborted; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
      await live().catch((error: unknown) => {
        if (trouble === undefined) pauseMs = SHORTEST_PAUSE_MS; // it had been well
        trouble = String(error);
      });
      const spread = 0.5 + Math.random(); // so that not all replicas come back in the same instant
      await pause(pauseMs * spread, undefined, { signal: closing.signal }).catch(() => {});
    }
    trouble = 'closed';
  }

  const living = keepAlive();

  return {
    async add(tenant) {
      const ready = Promise.withResolvers<void>();
      tenants.set(tenant, ready);
      if (model) {
        const on = model;
        setUp(tenant, on).catch((error: unknown) => {
          trouble = String(error);
          void closeModel(on);
        });
      }
      await within(patienceMs, ready.promise, '').catch(() => {});
    },
    remove: (tenant) => tenants.delete(tenant),
    connected: () => trouble === undefined,
    trouble: () => trouble ?? (alarm === undefined ? undefined : `blocked: ${alarm}`),
    blocked: () => alarm !== undefined,
    async close() {
      closing.abort();
      end?.(new Error('closed'));
      await living;
    },
  };
}

/**
 * Ends the connection when this channel is lost, so that all begins anew. Returns how to close the channel alone.
 */
export function guard(model: ChannelModel, channel: Channel): () => Promise<void> {
  let leaving = false;
  channel.on('error', () => {}); // its close follows
  channel.once('close', () => {
    if (!leaving) void closeModel(model);
  });
  return async () => {
    leaving = true;
    await within(CLOSE_TIMEOUT_MS, channel.close(), 'closing timed out').catch(() => {}); // it was closed already
  };
}

const closeModel = (model: ChannelModel): Promise<void> =>
  within(CLOSE_TIMEOUT_MS, model.close(), 'closing timed out').catch(() => {}); // it was closed already, or its peer is dead

async function within<T>(milliseconds: number, work: Promise<T>, message: string): Promise<T> {
  const inTime = new AbortController();
  const late = pause(milliseconds, undefined, { signal: inTime.signal }).then(
    () => Promise.reject(new Error(message)),
    () => work,
  );
  return Promise.race([work, late]).finally(() => inTime.abort());
}

function withHeartbeat(url: string): string {
  const address = new URL(url);
  if (!address.searchParams.has('heartbeat')) address.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
  return address.href;
}
