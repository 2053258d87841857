import { randomUUID } from 'node:crypto';
import { newId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Broker,
  type Closable,
  type LiveMessage,
  MAX_MESSAGE_BYTES,
  type UnhandledMessage,
} from '../src/broker.ts';
import type { AnyEnvelope } from '../src/envelope.ts';

/** What the brokers of the suite are opened with, so that a message is parked within a second. */
export const SUITE_DELIVERY_LIMIT = 3;

export interface BrokerWorld {
  /** Another process's broker on the same queues; the memory broker has one process alone. */
  open(): Promise<Broker>;
  /** Puts a body as it is into a consumer's queue. */
  put(consumer: string, body: string): Promise<void>;
  close(): Promise<void>;
}

type SuiteType = 'payout.completed' | 'payout.failed' | 'review.submitted';

function eventOf(subject: string, sequence: number, type: SuiteType): AnyEnvelope {
  const amount = money(100, currencyCode('EUR'));
  const envelope = {
    specversion: '1.0',
    id: newId('evt'),
    source: '/payment',
    subject,
    time: '2026-03-01T10:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: `https://marketplace.dev/events/${type}/1`,
    sequence,
    correlationid: 'suite',
  } as const;
  const payout = { payoutId: newId('pyo'), accountId: newId('acc'), amount };
  if (type === 'payout.completed') return { ...envelope, type, data: payout };
  if (type === 'payout.failed') return { ...envelope, type, data: { ...payout, reason: 'account_closed' } };
  const review = {
    reviewId: newId('rev'),
    orderId: newId('ord'),
    subject: 'PROVIDER',
    authorId: newId('acc'),
  } as const;
  return { ...envelope, type, data: review };
}

/** Events 1 to `count` of a subject. */
export function eventsOf(subject: string, count: number): AnyEnvelope[] {
  return Array.from({ length: count }, (_, index) => eventOf(subject, index + 1, 'payout.completed'));
}

/** A consumer that writes down what it is given. */
export function recorder(consumer: string, handle: (event: AnyEnvelope) => Promise<void> = async () => {}) {
  const handled: AnyEnvelope[] = [];
  const parked: UnhandledMessage[] = [];
  return {
    handled,
    parked,
    sequencesOf: (subject: string) =>
      handled.filter((event) => event.subject === subject).map(({ sequence }) => sequence),
    subscription: {
      consumer,
      patterns: ['payout.*'],
      handle: async (event: AnyEnvelope) => {
        await handle(event);
        handled.push(event);
      },
      park: async (message: UnhandledMessage) => {
        parked.push(message);
      },
    },
  };
}

/** A door that handlers wait at until it is opened. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** What every consumer relies on, whichever broker is behind it. */
export function brokerSuite(createWorld: () => Promise<BrokerWorld>): void {
  let world: BrokerWorld;
  let broker: Broker;
  let consumer: string;
  const opened: Broker[] = [];
  const open = async (): Promise<Broker> => {
    const another = await world.open();
    opened.push(another);
    return another;
  };

  beforeAll(async () => {
    world = await createWorld();
  });
  beforeEach(async () => {
    consumer = `suite-${randomUUID()}`;
    broker = await open();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  });
  afterAll(() => world.close());

  const publish = async (events: readonly AnyEnvelope[]) =>
    expect(await broker.publish(events)).toEqual({ failed: [] });

  describe('a consumer', () => {
    test('is given what it is bound for: once, and each subject in order', async () => {
      const { handled, sequencesOf, subscription } = recorder(consumer);
      await broker.subscribe(subscription);
      await publish(Array.from({ length: 30 }, (_, n) => eventsOf(`s${n % 3}`, 10)[Math.floor(n / 3)] as AnyEnvelope));
      await eventually(() => handled.length >= 30);
      for (const subject of ['s0', 's1', 's2']) expect(sequencesOf(subject)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });

    test('is not given other types', async () => {
      const { handled, subscription } = recorder(consumer);
      await broker.subscribe({ ...subscription, patterns: ['payout.failed', 'order.*'] });
      await publish([eventOf('a', 1, 'payout.completed'), eventOf('a', 2, 'payout.failed')]);
      await eventually(() => handled.length > 0);
      expect(handled.map(({ type }) => type)).toEqual(['payout.failed']);
    });

    test('is given an event whole', async () => {
      const { handled, subscription } = recorder(consumer);
      await broker.subscribe(subscription);
      const event = { ...eventOf('ünïcode 🚚', 7, 'payout.failed'), causationid: 'because' };
      await publish([event]);
      await eventually(() => handled.length > 0);
      expect(handled).toEqual([event]);
    });

    test('finds what was published while it was away', async () => {
      const before = await broker.subscribe(recorder(consumer).subscription);
      await before.close();
      await publish(eventsOf('a', 3));
      const { sequencesOf, subscription } = recorder(consumer);
      await broker.subscribe(subscription);
      await eventually(() => sequencesOf('a').length >= 3);
      expect(sequencesOf('a')).toEqual([1, 2, 3]);
    });

    test('goes through more than it has in hand at once', async () => {
      const { handled, sequencesOf, subscription } = recorder(consumer);
      await broker.subscribe(subscription);
      await publish(eventsOf('a', 250));
      await eventually(() => handled.length >= 250);
      expect(sequencesOf('a')).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
    });

    test('has a backlog of all that is not handled, what it has in hand included', async () => {
      const { opened, open } = gate();
      const { handled, subscription } = recorder(consumer, () => opened);
      await broker.subscribe(subscription);
      expect(await broker.backlogOf(consumer)).toBe(0);
      await publish(eventsOf('a', 3));
      await eventually(async () => (await broker.backlogOf(consumer)) === 3);
      open();
      await eventually(async () => (await broker.backlogOf(consumer)) === 0);
      expect(handled).toHaveLength(3);
    });

    test('does not share its events with another: each gets all', async () => {
      const one = recorder(consumer);
      const other = recorder(`${consumer}-other`);
      await broker.subscribe(one.subscription);
      await broker.subscribe(other.subscription);
      await publish(eventsOf('a', 2));
      await eventually(() => one.handled.length >= 2 && other.handled.length >= 2);
      expect([one.sequencesOf('a'), other.sequencesOf('a')]).toEqual([
        [1, 2],
        [1, 2],
      ]);
    });
  });

  describe('subjects', () => {
    test('go beside each other: a slow one holds back nothing but itself', async () => {
      const door = gate();
      const { sequencesOf, subscription } = recorder(consumer, async ({ subject }) => {
        if (subject === 'slow') await door.opened;
      });
      await broker.subscribe(subscription);
      await publish(eventsOf('slow', 60));
      await publish(eventsOf('quick', 3));
      await eventually(() => sequencesOf('quick').length >= 3);
      expect(sequencesOf('slow')).toEqual([]);
      door.open();
      await eventually(() => sequencesOf('slow').length >= 60);
      expect(sequencesOf('slow')).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    });

    test('are handled one event at a time, by whichever process is active', async () => {
      let running = 0;
      let most = 0;
      const handle = async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((done) => setImmediate(done));
        running -= 1;
      };
      const one = recorder(consumer, handle);
      const other = recorder(consumer, handle);
      await broker.subscribe(one.subscription);
      await (await open()).subscribe(other.subscription);
      await publish(eventsOf('a', 40));
      await eventually(() => one.handled.length + other.handled.length >= 40);
      expect(most).toBe(1);
      expect([one.handled.length, other.handled.length].toSorted()).toEqual([0, 40]);
    });
  });

  describe('a message whose handler fails', () => {
    test('is delivered again, its followers after it', async () => {
      let failures = 2;
      const { sequencesOf, subscription } = recorder(consumer, async ({ sequence }) => {
        if (sequence === 2 && failures-- > 0) throw new Error('not now');
      });
      await broker.subscribe(subscription);
      await publish(eventsOf('a', 4));
      await eventually(() => sequencesOf('a').length >= 4);
      expect(sequencesOf('a')).toEqual([1, 2, 3, 4]);
    });

    test('is parked after the delivery limit, and its followers go on', async () => {
      const { handled, parked, sequencesOf, subscription } = recorder(consumer, async ({ sequence }) => {
        if (sequence === 1) throw new Error('never');
      });
      await broker.subscribe(subscription);
      const events = eventsOf('a', 2);
      await publish(events);
      await eventually(() => handled.length > 0);
      expect(sequencesOf('a')).toEqual([2]);
      expect(parked).toEqual([{ body: JSON.stringify(events[0]), error: 'never', deliveries: SUITE_DELIVERY_LIMIT }]);
    });

    test('stays while it can’t be parked either', async () => {
      let down = true;
      const { handled, parked, subscription } = recorder(consumer, async () => {
        if (down) throw new Error('the store is down');
      });
      let refused = 0;
      await broker.subscribe({
        ...subscription,
        park: async () => {
          refused += 1;
          down = false;
          throw new Error('the store is down');
        },
      });
      await publish(eventsOf('a', 1));
      await eventually(() => handled.length > 0);
      expect({ refused, parked }).toEqual({ refused: 1, parked: [] });
    });

    test('is parked at once when it can’t be read', async () => {
      const { handled, parked, subscription } = recorder(consumer);
      await broker.subscribe(subscription);
      await world.put(consumer, '{"half":');
      await world.put(consumer, '{"specversion":"1.0","id":"x"}');
      await publish(eventsOf('a', 1));
      await eventually(() => parked.length >= 2 && handled.length > 0);
      expect(parked.map(({ body, deliveries }) => ({ body, deliveries }))).toEqual([
        { body: '{"half":', deliveries: 1 },
        { body: '{"specversion":"1.0","id":"x"}', deliveries: 1 },
      ]);
      expect(parked[1]?.error).toContain('no type');
    });
  });

  describe('closing', () => {
    test('lets a handler that runs finish, and its message is done', async () => {
      const door = gate();
      const begun = gate();
      const { sequencesOf, subscription } = recorder(consumer, async () => {
        begun.open();
        await door.opened;
      });
      const busy = await broker.subscribe(subscription);
      await publish(eventsOf('a', 3));
      await begun.opened;
      let closed = false;
      const closing = busy.close().then(() => (closed = true));
      await new Promise((done) => setImmediate(done));
      expect(closed).toBe(false);
      door.open();
      await closing;
      expect(sequencesOf('a')).toEqual([1]);
      const next = recorder(consumer);
      await (await open()).subscribe(next.subscription);
      await eventually(() => next.handled.length >= 2);
      expect(next.sequencesOf('a')).toEqual([2, 3]);
    });

    test('in the middle of failures leaves the message and its followers to the next', async () => {
      const failed = gate();
      const { sequencesOf, parked, subscription } = recorder(consumer, async ({ sequence }) => {
        if (sequence < 2) return;
        failed.open();
        throw new Error('not here');
      });
      const failing = await broker.subscribe(subscription);
      await publish(eventsOf('a', 4));
      await failed.opened;
      await failing.close();
      expect({ handled: sequencesOf('a'), parked }).toEqual({ handled: [1], parked: [] });
      const next = recorder(consumer);
      await (await open()).subscribe(next.subscription);
      await eventually(() => next.handled.length >= 3);
      expect(next.sequencesOf('a')).toEqual([2, 3, 4]);
    });

    test('hands over to a process that stands by', async () => {
      const one = recorder(consumer);
      const other = recorder(consumer);
      const active = await broker.subscribe(one.subscription);
      await (await open()).subscribe(other.subscription);
      await publish(eventsOf('a', 1));
      await eventually(() => one.handled.length >= 1);
      await active.close();
      await publish(eventsOf('a', 3).slice(1));
      await eventually(() => other.handled.length >= 2);
      expect([one.sequencesOf('a'), other.sequencesOf('a')]).toEqual([[1], [2, 3]]);
    });
  });

  describe('publishing', () => {
    test('confirms an event that nobody is bound for, and counts it', async () => {
      await publish([eventOf('a', 1, 'review.submitted')]);
      await eventually(() => broker.health().unrouted >= 1);
    });

    test('what was published twice comes twice', async () => {
      const { handled, subscription } = recorder(consumer);
      await broker.subscribe(subscription);
      const events = eventsOf('a', 1);
      await publish(events);
      await publish(events);
      await eventually(() => handled.length >= 2);
      expect(handled).toEqual([...events, ...events]);
    });

    test('fails an event that is too large by its index, with its subject’s followers alone', async () => {
      const { handled, subscription } = recorder(consumer);
      await broker.subscribe(subscription);
      const [small, large, after] = eventsOf('a', 3) as [AnyEnvelope, AnyEnvelope, AnyEnvelope];
      const huge = { ...large, correlationid: 'x'.repeat(MAX_MESSAGE_BYTES) };
      const other = eventOf('b', 1, 'payout.completed');
      expect(await broker.publish([small, huge, after, other])).toEqual({ failed: [1, 2] });
      await eventually(() => handled.length >= 2);
      expect(handled.map(({ id }) => id).toSorted()).toEqual([small.id, other.id].toSorted());
    });

    test('nothing at all succeeds', async () => {
      await publish([]);
    });

    test('after close fails by index', async () => {
      await broker.close();
      expect(await broker.publish(eventsOf('a', 2))).toEqual({ failed: [0, 1] });
      expect(broker.health().connected).toBe(false);
    });
  });

  describe('listeners', () => {
    const listenIn = async (on: Broker, patterns: string[]): Promise<LiveMessage[] & { listening?: Closable }> => {
      const messages: LiveMessage[] & { listening?: Closable } = [];
      const connected = gate();
      messages.listening = await on.listen({
        patterns,
        onMessage: (message) => messages.push(message),
        onConnected: connected.open,
      });
      await connected.opened;
      return messages;
    };

    test('are all told of an event, in every process', async () => {
      const another = await open();
      const heard = [await listenIn(broker, ['payout.*']), await listenIn(another, ['payout.completed'])];
      const [event] = eventsOf('a', 1) as [AnyEnvelope];
      await publish([event]);
      await eventually(() => heard.every((messages) => messages.length > 0));
      for (const messages of heard) expect([...messages]).toEqual([{ type: event.type, event, payload: event.data }]);
    });

    test('are told of signals on their topics alone', async () => {
      const another = await open();
      const heard = await listenIn(another, ['position.*']);
      await broker.signal('weather.changed', { wind: 3 });
      await broker.signal('position.reported', { latitude: 52.5 });
      await eventually(() => heard.length > 0);
      expect([...heard]).toEqual([{ type: 'position.reported', payload: { latitude: 52.5 } }]);
    });

    test('are told of large messages too', async () => {
      const heard = await listenIn(broker, ['position.*', 'payout.*']);
      const large = { ...eventOf('a', 1, 'payout.completed'), correlationid: 'ö'.repeat(20_000) };
      await broker.signal('position.first', {});
      await publish([large]);
      await broker.signal('position.last', { text: 'x'.repeat(9_000) });
      await eventually(() => heard.length >= 3);
      const types = heard.map(({ type }) => type);
      // signals and events may overtake each other
      expect(types.toSorted()).toEqual(['payout.completed', 'position.first', 'position.last']);
      expect(heard.find(({ event }) => event)?.event).toEqual(large);
    });

    test('are told nothing more after they close', async () => {
      const left = await listenIn(broker, ['position.*']);
      const stayed = await listenIn(broker, ['position.*']);
      await left.listening?.close();
      await broker.signal('position.reported', {});
      await eventually(() => stayed.length > 0);
      expect([...left]).toEqual([]);
    });
  });
}
