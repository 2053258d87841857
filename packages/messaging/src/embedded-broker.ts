import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Database } from '@marketplace/storage/database';
import { type Broker, type Closable, DELIVERY_LIMIT } from './broker.ts';
import { type EmbeddedConsumer, embeddedConsumer } from './embedded-consumer.ts';
import { embeddedListeners, tellOfEvents, tellOfSignal } from './embedded-live.ts';
import { embeddedQueues, enqueue, FREE_CHANNEL, MESSAGES_CHANNEL } from './embedded-queues.ts';
import { writeBodies } from './message-body.ts';

// A process that dies keeps its queues from others for this long; a lease is renewed, and messages looked for, thrice in it.
const LEASE_MS = 15_000;
const SOLE_LEASE_MS = 90_000; // without other processes nobody waits for it, and no wake-up is lost
const MIGRATIONS = { context: 'broker', folder: fileURLToPath(new URL('../migrations', import.meta.url)) };

const thisProcess = randomUUID();

export interface EmbeddedBrokerOptions {
  /** No other process can have this database open, so a queue that one seems to hold is free. True of PGlite. */
  readonly soleProcess?: boolean;
  readonly leaseMs?: number;
  readonly deliveryLimit?: number;
}

/**
 * A broker in tables of its own, in any database: PGlite for one process, PostgreSQL for several.
 * Publishing is a row per bound queue in one transaction, which confirms it. Does not close the database.
 */
export async function embeddedBroker(database: Database, options: EmbeddedBrokerOptions = {}): Promise<Broker> {
  const { leaseMs = options.soleProcess ? SOLE_LEASE_MS : LEASE_MS, deliveryLimit = DELIVERY_LIMIT } = options;
  await inTurn(() => database.migrate(MIGRATIONS));
  const queues = embeddedQueues(database);
  if (options.soleProcess) await queues.freeAllBut(thisProcess);
  const listeners = embeddedListeners(database);
  const consumers = new Set<EmbeddedConsumer>();
  let unrouted = 0;
  let failure: string | undefined;
  let closing: Promise<void> | undefined;

  const onAnswer = (error: unknown): void => {
    failure = error === undefined ? undefined : `the database does not answer: ${String(error)}`;
  };

  const unlisten = [
    await database.listen(MESSAGES_CHANNEL, (names) => {
      const named = new Set(names.split(' '));
      for (const each of consumers) if (names === '' || named.has(each.consumer)) each.onMessages();
    }),
    await database.listen(FREE_CHANNEL, (name) => {
      for (const each of consumers) if (name === '' || name === each.consumer) each.onFree();
    }),
  ];

  async function close(): Promise<void> {
    await Promise.all([...consumers].map((each) => each.close()));
    // where the database is gone, so is what was registered with it
    await listeners.close().catch(onAnswer);
    for (const each of unlisten) await each().catch(onAnswer);
  }

  return {
    async publish(events) {
      const { outgoing, failed } = writeBodies(events);
      if (closing) return { failed: [...events.keys()] };
      if (outgoing.length === 0) return { failed };
      const bodies = outgoing.map(({ body }) => body);
      try {
        const unbound = await database.transaction(async (tx) => {
          await tellOfEvents(tx, bodies);
          return enqueue(tx, outgoing);
        });
        unrouted += unbound;
        onAnswer(undefined);
        return { failed };
      } catch (error) {
        onAnswer(error);
        return { failed: [...events.keys()] };
      }
    },
    async subscribe(subscription) {
      if (closing) throw new Error('the broker is closed');
      await queues.bind(subscription.consumer, subscription.patterns);
      const holder = `${thisProcess}/${randomUUID()}`;
      const consumer = embeddedConsumer({ queues, subscription, holder, deliveryLimit, leaseMs, onAnswer });
      consumers.add(consumer);
      await consumer.start();
      return leaving(consumer, () => consumers.delete(consumer));
    },
    async listen(listener) {
      if (closing) throw new Error('the broker is closed');
      const remove = await listeners.add(listener);
      return { close: async () => remove() };
    },
    async signal(topic, payload) {
      if (!closing) await tellOfSignal(database.db, topic, payload).catch(onAnswer);
    },
    backlogOf: (consumer) => queues.count(consumer),
    health() {
      if (closing) return { connected: false, detail: 'closed', unrouted };
      return failure ? { connected: false, detail: failure, unrouted } : { connected: true, unrouted };
    },
    close: () => (closing ??= close()),
  };
}

const leaving = (closable: Closable, after: () => void): Closable => ({
  close: async () => {
    await closable.close();
    after();
  },
});

// brokers of one process may share a database, in which migrations can't run beside each other
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work);
  last = next.catch(() => {});
  return next;
}
