import { randomUUID } from 'node:crypto';
import { type Channel, connect } from 'amqplib';
import { amqpBroker } from '../src/amqp-broker.ts';
import { parkedQueueName, queueName, TOPOLOGY, type Topology } from '../src/amqp-topology.ts';
import type { Broker } from '../src/broker.ts';
import { type BrokerWorld, SUITE_DELIVERY_LIMIT } from './broker-suite.ts';

export interface AmqpWorld extends BrokerWorld {
  /** A broker that reaches RabbitMQ another way. */
  openAt(url: string): Promise<Broker>;
  readonly topology: Topology;
  /** A plain channel, for what no broker of ours does. */
  readonly channel: Channel;
}

/** Exchanges and queues of a test's own on a shared RabbitMQ, deleted at the end. */
export async function amqpWorld(serverUrl: string, deliveryLimit = SUITE_DELIVERY_LIMIT): Promise<AmqpWorld> {
  const run = randomUUID();
  const topology = {
    ...TOPOLOGY,
    events: `test.${run}.events`,
    signals: `test.${run}.signals`,
    queuePrefix: `test.${run}.`,
    deliveryLimit,
  };
  const model = await connect(serverUrl);
  const channel = await model.createChannel();
  const consumers = new Set<string>();

  async function openAt(url: string): Promise<Broker> {
    const broker = await amqpBroker({ url, topology, confirmMs: 1_000, patienceMs: 1_000 });
    return {
      ...broker,
      subscribe: (subscription) => {
        consumers.add(subscription.consumer);
        return broker.subscribe(subscription);
      },
    };
  }

  return {
    topology,
    channel,
    openAt,
    open: () => openAt(serverUrl),
    put: async (consumer, body) => {
      channel.sendToQueue(queueName(topology, consumer), Buffer.from(body), { persistent: true });
    },
    async close() {
      for (const consumer of consumers) {
        await channel.deleteQueue(queueName(topology, consumer));
        await channel.deleteQueue(parkedQueueName(topology, consumer));
      }
      await channel.deleteExchange(topology.events);
      await channel.deleteExchange(topology.signals);
      await model.close();
    },
  };
}
