import { amqpConnection } from './amqp-connection.ts';
import { type AmqpConsumer, amqpConsumer } from './amqp-consumer.ts';
import { amqpListener } from './amqp-listener.ts';
import { amqpPublisher } from './amqp-publisher.ts';
import { TOPOLOGY, type Topology } from './amqp-topology.ts';
import type { Broker, Closable } from './broker.ts';

const CONFIRM_MS = 10_000; // after that nobody knows whether the event is stored
const PATIENCE_MS = 5_000; // a process starts without its broker rather than not at all

export interface AmqpBrokerOptions {
  /** `amqp://user:password@host:5672/vhost`, or `amqps://…`. A heartbeat of 10 s is asked for where the URL names none. */
  readonly url: string;
  readonly topology?: Partial<Topology>;
  readonly confirmMs?: number;
  /** How long opening, subscribing and listening wait for a broker that can't be reached, before they are left to come later. */
  readonly patienceMs?: number;
}

/**
 * RabbitMQ. Comes back by itself from any loss of connection. Publishing has a connection of its own, because a broker that is
 * short of memory stops reading from those that publish, and answers to deliveries must not wait behind that.
 */
export async function amqpBroker(options: AmqpBrokerOptions): Promise<Broker> {
  const { url, confirmMs = CONFIRM_MS, patienceMs = PATIENCE_MS } = options;
  const topology = { ...TOPOLOGY, ...options.topology };
  const outward = amqpConnection(url, 'marketplace: publish', patienceMs);
  const inward = amqpConnection(url, 'marketplace: consume', patienceMs);
  const publisher = amqpPublisher(outward, topology, confirmMs);
  const open = new Set<Closable>();
  const consumers = new Map<string, AmqpConsumer>();
  let closing: Promise<void> | undefined;

  function holdOpen(closable: Closable): Closable {
    open.add(closable);
    return {
      close: async () => {
        await closable.close();
        open.delete(closable);
      },
    };
  }

  async function close(): Promise<void> {
    await Promise.all([...open].map((each) => each.close()));
    await Promise.all([outward.close(), inward.close()]);
  }

  await publisher.start();
  return {
    publish: async (events) => (closing ? { failed: [...events.keys()] } : publisher.publish(events)),
    async subscribe(subscription) {
      if (closing) throw new Error('the broker is closed');
      const consumer = await amqpConsumer(inward, topology, subscription);
      consumers.set(consumer.consumer, consumer);
      return holdOpen(consumer);
    },
    async listen(listener) {
      if (closing) throw new Error('the broker is closed');
      return holdOpen(await amqpListener(inward, topology, listener));
    },
    async signal(topic, payload) {
      if (!closing) publisher.signal(topic, payload);
    },
    async backlogOf(name) {
      const consumer = consumers.get(name);
      if (!consumer) throw new Error(`not subscribed here: ${name}`);
      return consumer.backlog();
    },
    health() {
      const detail = closing ? 'closed' : (outward.trouble() ?? inward.trouble());
      const connected = !closing && outward.connected() && inward.connected();
      return { connected, ...(detail === undefined ? {} : { detail }), unrouted: publisher.unrouted() };
    },
    close: () => (closing ??= close()),
  };
}
