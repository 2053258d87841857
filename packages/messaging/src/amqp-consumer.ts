import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { type AmqpConnection, guard, type Tenant } from './amqp-connection.ts';
import { declareQueues, parkedQueueName, queueName, type Topology } from './amqp-topology.ts';
import type { Closable, Subscription } from './broker.ts';
import { deliver, type Outcome, parkUntilStored } from './deliver.ts';
import { createLanes } from './lanes.ts';

/** How many messages one process has in hand: as many subjects can go beside each other at most. */
const PREFETCH = 100;
/** A handler that takes longer at the end is left to itself; its message may come again elsewhere. */
const DRAIN_MS = 20_000;

/** What belongs to one connection: a message can be answered on the channel alone that brought it. */
interface Tenure {
  readonly channel: Channel;
  readonly over: AbortController;
  leave(): Promise<void>;
}

export interface AmqpConsumer extends Closable {
  readonly consumer: string;
  /** How many messages wait for it, those in this process's hand included. Fails while RabbitMQ can't be reached. */
  backlog(): Promise<number>;
}

/**
 * Consumes a queue that RabbitMQ gives to one process at a time, in lanes by subject, and hands to `park` what the broker
 * itself gave up, which is what killed its process too often.
 */
export async function amqpConsumer(
  connection: AmqpConnection,
  topology: Topology,
  subscription: Subscription,
): Promise<AmqpConsumer> {
  const { consumer, patterns } = subscription;
  const lanes = createLanes(); // over all connections: an old one's handler may still run when its message comes again
  let tenure: Tenure | undefined;
  let closing: Promise<void> | undefined;
  let inHand = 0;

  function onMessage({ channel, over }: Tenure, message: ConsumeMessage): void {
    inHand += 1;
    lanes.enter(laneOf(message), async () => {
      const delivery = { body: message.content.toString(), earlierDeliveries: deliveryCount(message) };
      const outcome = await deliver(subscription, delivery, topology.deliveryLimit, over.signal).finally(() => {
        inHand -= 1;
      });
      answer(channel, message, outcome);
    });
  }

  function onParked({ channel, over }: Tenure, message: ConsumeMessage): void {
    lanes.enter(`parked ${message.fields.deliveryTag}`, async () => {
      const deliveries = topology.deliveryLimit + 1;
      const error = `delivered ${deliveries} times without an answer`;
      const parked = { body: message.content.toString(), error, deliveries };
      answer(channel, message, await parkUntilStored(subscription, parked, over.signal));
    });
  }

  async function setUp(model: ChannelModel): Promise<void> {
    const channel = await model.createChannel();
    const mine = { channel, over: new AbortController(), leave: guard(model, channel) };
    await declareQueues(channel, topology, consumer, patterns);
    await channel.prefetch(PREFETCH);
    tenure = mine;
    const given = (take: (mine: Tenure, message: ConsumeMessage) => void) => (message: ConsumeMessage | null) => {
      if (message) take(mine, message);
      else void model.close().catch(() => {}); // the queue was deleted: begin anew
    };
    await channel.consume(queueName(topology, consumer), given(onMessage));
    await channel.consume(parkedQueueName(topology, consumer), given(onParked));
  }

  function lost(): void {
    tenure?.over.abort();
    tenure = undefined;
  }

  const tenant: Tenant = { setUp, lost };
  await connection.add(tenant);

  async function close(): Promise<void> {
    connection.remove(tenant);
    const last = tenure;
    last?.over.abort();
    const drained = new AbortController();
    await Promise.race([lanes.idle(), pause(DRAIN_MS, undefined, { signal: drained.signal }).catch(() => {})]);
    drained.abort();
    await last?.leave(); // unanswered messages go back, in order
  }
  return {
    consumer,
    async backlog() {
      if (!tenure) throw new Error('not connected');
      return (await tenure.channel.checkQueue(queueName(topology, consumer))).messageCount + inHand;
    },
    close: () => (closing ??= close()),
  };
}

function answer(channel: Channel, message: ConsumeMessage, outcome: Outcome): void {
  if (outcome === 'abandoned') return; // it goes back with its channel
  try {
    channel.ack(message);
  } catch {
    // the channel is closed: the message comes again, and its consumer knows it
  }
}

function laneOf(message: ConsumeMessage): string {
  const subject: unknown = message.properties.headers?.subject;
  return typeof subject === 'string' ? subject : '';
}

function deliveryCount(message: ConsumeMessage): number {
  const count: unknown = message.properties.headers?.['x-delivery-count'];
  return typeof count === 'number' ? count : 0;
}
