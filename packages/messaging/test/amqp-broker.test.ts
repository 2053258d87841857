import { randomUUID } from 'node:crypto';
import { eventually } from '@marketplace/testing/eventually';
import { describeWith } from '@marketplace/testing/services';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { queueName } from '../src/amqp-topology.ts';
import { type Broker, DELIVERY_LIMIT } from '../src/broker.ts';
import type { AnyEnvelope } from '../src/envelope.ts';
import { type AmqpProxy, amqpProxy } from './amqp-proxy.ts';
import { type AmqpWorld, amqpWorld } from './amqp-world.ts';
import { eventsOf, gate, recorder } from './broker-suite.ts';

describeWith('rabbitmq', 'amqp broker', (url) => {
  let world: AmqpWorld;
  let proxy: AmqpProxy;
  let broker: Broker;
  let consumer: string;

  beforeAll(async () => {
    world = await amqpWorld(url, DELIVERY_LIMIT);
  });
  beforeEach(async () => {
    consumer = `amqp-${randomUUID()}`;
    proxy = await amqpProxy(url);
    broker = await world.openAt(proxy.url);
  });
  afterEach(async () => {
    await broker.close();
    await proxy.close();
  });
  afterAll(() => world.close());

  test('of 2,000 events none is lost when connections are, and each comes in order first', async () => {
    const { handled, subscription } = recorder(consumer, async () => {
      if ([200, 600, 1_000, 1_400].includes(handled.length)) proxy.cut();
    });
    await broker.subscribe(subscription);
    let backlog = Array.from({ length: 100 }, () => eventsOf(randomUUID(), 20)).flat();
    const published = backlog.length;
    for (let round = 1; backlog.length > 0; round += 1) {
      const batch = backlog.slice(0, 100);
      const publishing = broker.publish(batch);
      if (round % 5 === 0) proxy.cut();
      const { failed } = await publishing;
      backlog = [...fromFirstFailed(batch, failed), ...backlog.slice(100)];
      if (failed.length > 0) await eventually(() => broker.health().connected);
    }
    const firsts = () => new Map(handled.map((event) => [event.id, event]));
    await eventually(() => firsts().size >= published, 25_000);
    for (const sequences of Map.groupBy(firsts().values(), ({ subject }) => subject).values()) {
      expect(sequences.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    }
  });

  test('without a connection says so, fails by index, and goes on when there is one again', async () => {
    const { handled, subscription } = recorder(consumer);
    await broker.subscribe(subscription);
    let connections = 0;
    const heard: string[] = [];
    await broker.listen({
      patterns: ['position.*'],
      onMessage: ({ type }) => heard.push(type),
      onConnected: () => (connections += 1),
    });
    expect({ connections, health: broker.health() }).toEqual({
      connections: 1,
      health: { connected: true, unrouted: 0 },
    });

    proxy.refuse();
    await eventually(() => !broker.health().connected);
    expect(broker.health().detail).toBeTruthy();
    expect(await broker.publish(eventsOf('a', 2))).toEqual({ failed: [0, 1] });
    await broker.signal('position.lost', {});

    proxy.mend();
    await eventually(() => broker.health().connected && connections === 2);
    expect(await broker.publish(eventsOf('a', 2))).toEqual({ failed: [] });
    await broker.signal('position.reported', {});
    await eventually(() => handled.length >= 2 && heard.length > 0);
    expect(heard).toEqual(['position.reported']);
  });

  test('starts without a broker and subscribes when it appears', async () => {
    proxy.refuse();
    const early = await world.openAt(proxy.url);
    const { handled, subscription } = recorder(consumer);
    await early.subscribe(subscription);
    expect(early.health().connected).toBe(false);
    proxy.mend();
    await eventually(() => early.health().connected);
    await early.publish(eventsOf('a', 1));
    await eventually(() => handled.length > 0);
    await early.close();
  });

  test('blocked by an alarm says so and writes nothing until it is over', async () => {
    proxy.block('low on memory');
    await eventually(() => broker.health().detail === 'blocked: low on memory');
    expect(broker.health().connected).toBe(true);
    expect(await broker.publish(eventsOf('a', 1))).toEqual({ failed: [0] });
    proxy.unblock();
    await eventually(() => broker.health().detail === undefined);
    expect(await broker.publish(eventsOf('a', 1))).toEqual({ failed: [] });
  });

  test('an event whose confirm does not come in time counts as failed', async () => {
    proxy.hold();
    expect(await broker.publish(eventsOf('a', 2))).toEqual({ failed: [0, 1] });
    proxy.letGo();
    expect(await broker.publish(eventsOf('a', 2))).toEqual({ failed: [] });
  });

  test('what the broker gave up is moved to where the consumer parks', async () => {
    const first = recorder(consumer);
    await (await broker.subscribe(first.subscription)).close();
    const rejected = gate();
    let rejections = 0;
    const { consumerTag } = await world.channel.consume(queueName(world.topology, consumer), (message) => {
      if (!message) return;
      rejections += 1;
      world.channel.nack(message, false, true);
      if (rejections > DELIVERY_LIMIT) rejected.open();
    });
    const [event] = eventsOf('a', 1) as [AnyEnvelope];
    await broker.publish([event]);
    await rejected.opened;
    await world.channel.cancel(consumerTag);
    const { handled, parked, subscription } = recorder(consumer);
    await broker.subscribe(subscription);
    await eventually(() => parked.length > 0);
    expect(handled).toEqual([]);
    expect(parked).toEqual([
      { body: JSON.stringify(event), error: 'delivered 21 times without an answer', deliveries: 21 },
    ]);
  });

  test('a queue that is deleted under its consumer is made again', async () => {
    const { handled, subscription } = recorder(consumer);
    await broker.subscribe(subscription);
    await world.channel.deleteQueue(queueName(world.topology, consumer));
    await eventually(async () => {
      await broker.publish(eventsOf('a', 1));
      return handled.length > 0;
    });
  });

  test('an event with a long correlation id goes through', async () => {
    const { handled, subscription } = recorder(consumer);
    await broker.subscribe(subscription);
    const [event] = eventsOf('a', 1) as [AnyEnvelope];
    const long = { ...event, correlationid: 'c'.repeat(256) };
    expect(await broker.publish([long])).toEqual({ failed: [] });
    await eventually(() => handled.length > 0);
    expect(handled).toEqual([long]);
  });

  test('a queue that differs from what is declared is told of', async () => {
    await world.channel.assertQueue(queueName(world.topology, consumer), { durable: false, autoDelete: true });
    await broker.subscribe(recorder(consumer).subscription);
    expect(broker.health()).toMatchObject({ connected: false, detail: expect.stringContaining('PRECONDITION_FAILED') });
  });
});

/** What a relay sends again: of each subject everything from the first that failed. */
function fromFirstFailed(batch: readonly AnyEnvelope[], failed: readonly number[]): AnyEnvelope[] {
  const firstFailed = new Map<string, number>();
  for (const index of failed) {
    const { subject } = batch[index] as AnyEnvelope;
    firstFailed.set(subject, Math.min(index, firstFailed.get(subject) ?? index));
  }
  return batch.filter(({ subject }, index) => index >= (firstFailed.get(subject) ?? Number.POSITIVE_INFINITY));
}
