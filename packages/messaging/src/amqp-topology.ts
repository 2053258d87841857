/**
 * What exists in RabbitMQ. Declared alike by everybody who needs it, as often as they connect; RabbitMQ refuses a declaration
 * that differs from what is there. A queue whose arguments change therefore gets a new name (`payment.v2`): bind the new,
 * unbind the old, drain, delete.
 */
import type { Channel } from 'amqplib';
import { DELIVERY_LIMIT } from './broker.ts';

export interface Topology {
  /** Topic exchange of events; the routing key is the type. */
  readonly events: string;
  /** Topic exchange of signals, which nothing keeps. */
  readonly signals: string;
  /** Before each queue's name. Tests use queues of their own. */
  readonly queuePrefix: string;
  readonly deliveryLimit: number;
}

export const TOPOLOGY: Topology = {
  events: 'marketplace.events',
  signals: 'marketplace.signals',
  queuePrefix: '',
  deliveryLimit: DELIVERY_LIMIT,
};

/** The same under names of its own, for one of several marketplaces on one server. */
export const topologyIn = (namespace: string): Topology => ({
  ...TOPOLOGY,
  events: `${namespace}.${TOPOLOGY.events}`,
  signals: `${namespace}.${TOPOLOGY.signals}`,
  queuePrefix: `${namespace}.`,
});

const LIVE_QUEUE_LENGTH = 10_000; // hints of some seconds; older ones are worth less than the memory

export const queueName = (topology: Topology, consumer: string): string => `${topology.queuePrefix}${consumer}`;
export const parkedQueueName = (topology: Topology, consumer: string): string =>
  `${topology.queuePrefix}parked.${consumer}`;

export async function declareExchanges(channel: Channel, { events, signals }: Topology): Promise<void> {
  await channel.assertExchange(events, 'topic', { durable: true });
  await channel.assertExchange(signals, 'topic', { durable: true });
}

/** A consumer's replicated queue, bound, with the one that it dead-letters to. */
export async function declareQueues(
  channel: Channel,
  topology: Topology,
  consumer: string,
  patterns: readonly string[],
): Promise<void> {
  const queue = queueName(topology, consumer);
  const parked = parkedQueueName(topology, consumer);
  await declareExchanges(channel, topology);
  await channel.assertQueue(parked, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-single-active-consumer': true,
      'x-delivery-limit': topology.deliveryLimit,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': parked,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish', // what at-least-once needs
    },
  });
  for (const pattern of patterns) await channel.bindQueue(queue, topology.events, pattern);
}

/** A queue for one process's listener, gone with its connection. Returns its name. */
export async function declareLiveQueue(
  channel: Channel,
  topology: Topology,
  patterns: readonly string[],
): Promise<string> {
  await declareExchanges(channel, topology);
  const { queue } = await channel.assertQueue('', {
    exclusive: true,
    autoDelete: true,
    durable: false,
    arguments: { 'x-queue-type': 'classic', 'x-max-length': LIVE_QUEUE_LENGTH, 'x-overflow': 'drop-head' },
  });
  for (const pattern of patterns) {
    await channel.bindQueue(queue, topology.events, pattern);
    await channel.bindQueue(queue, topology.signals, pattern);
  }
  return queue;
}
