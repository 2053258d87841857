import { randomUUID } from 'node:crypto';
import { HOUR } from '@marketplace/kernel/clock';
import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Broker, Closable } from '../src/broker.ts';
import type { Handlers } from '../src/consumer.ts';
import { type MemoryBroker, memoryBroker } from '../src/memory-broker.ts';
import type { Deadline, WaitingMessage } from '../src/message-store.ts';
import { startMessaging } from '../src/start-messaging.ts';
import { UNPARK_TOPIC, type UnparkRequest } from '../src/unparking.ts';
import { describeWorlds, draft, eventOf, type MessageWorld, type NotesTransaction, ORIGIN } from './message-world.ts';

const QUICK = { inLaneMs: [1, 1], inStoreMs: [5, 5] };
const PATIENT = { inLaneMs: [1], inStoreMs: [HOUR, HOUR] };

describeWorlds('messaging', (open) => {
  let world: MessageWorld;
  let broker: MemoryBroker;
  let name: string;
  let running: Closable[];
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    broker = memoryBroker();
    name = randomUUID();
    running = [];
  });
  afterEach(async () => {
    for (const each of running) await each.close();
    await broker.close();
  });

  /** Notes each event's amount under its subject, unless `check` throws. */
  function noting(check: (amount: number) => void = () => {}): Handlers<NotesTransaction> {
    return {
      'payout.completed': async (tx, { subject, data }) => {
        await tx.note(subject, String(data.amount.amount));
        check(data.amount.amount);
      },
    };
  }

  interface Options {
    readonly over?: Broker;
    readonly at?: MessageWorld;
    readonly handlers?: Handlers<NotesTransaction>;
    readonly fire?: (deadline: Deadline) => Promise<void>;
    readonly delays?: typeof QUICK;
  }

  async function start({ over = broker, at = world, handlers = noting(), fire, delays = QUICK }: Options = {}) {
    const { store, transact, clock } = at;
    const patterns = ['payout.*'];
    const parts = { name, broker: over, store, transact, patterns, handlers, clock, logger: silentLogger, delays };
    const messaging = await startMessaging({ ...parts, fire: fire ?? (async () => {}) });
    running.push(messaging);
    return messaging;
  }

  const publish = (subject: string, ...amounts: number[]) =>
    world.transact(ORIGIN, (tx) => tx.publish(...amounts.map((amount) => draft(subject, amount))));
  const noted = (subject: string, ...amounts: number[]) =>
    eventually(async () => expect(await world.notes(subject)).toEqual(amounts.map(String)) ?? true);

  async function parkedOnes(): Promise<WaitingMessage[]> {
    const parked = await world.store.inbox.parked(1_000, null);
    return parked.filter(({ consumer }) => consumer === name);
  }
  const onlyParked = () => eventually(async () => (await parkedOnes())[0]);

  test('what is published is handled once, each subject in its order', async () => {
    await start();
    const subjects = Array.from({ length: 10 }, () => randomUUID());
    await Promise.all(subjects.map((subject) => publish(subject, 1, 2, 3)));
    await Promise.all(subjects.map((subject) => publish(subject, 4)));
    for (const subject of subjects) await noted(subject, 1, 2, 3, 4);
    await eventually(async () => (await world.store.outbox.backlog()).unsent === 0);
  });

  test('what a handler publishes says which event it answers', async () => {
    const seen: unknown[] = [];
    const [cause, answer] = [randomUUID(), randomUUID()];
    await start({
      handlers: {
        'payout.completed': async (tx, { subject, id, correlationid, causationid }) => {
          if (subject === cause) await tx.publish(draft(answer));
          seen.push({ subject, id, correlationid, causationid });
        },
      },
    });
    await world.transact({ correlationId: 'request' }, (tx) => tx.publish(draft(cause)));
    const [first, second] = await eventually(() => (seen.length === 2 ? seen : undefined));
    expect(first).toMatchObject({ subject: cause, correlationid: 'request' });
    expect(second).toMatchObject({
      subject: answer,
      correlationid: 'request',
      causationid: (first as { id: string }).id,
    });
  });

  test('a broker that loses, doubles, delays and reorders changes nothing', async () => {
    const wild = memoryBroker({ seed: 7, delays: true, duplicates: true, reorders: true });
    const lossy = { ...wild, publish: losing(wild, 3) };
    await start({ over: lossy, delays: { inLaneMs: [1], inStoreMs: Array.from({ length: 20 }, () => 1_000) } });
    const subjects = Array.from({ length: 5 }, () => randomUUID());
    for (let amount = 1; amount <= 11; amount += 1)
      await Promise.all(subjects.map((subject) => publish(subject, amount)));
    for (const subject of subjects) await noted(subject, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    expect(await parkedOnes()).toEqual([]);
  });

  test('two relays on one database send each subject’s events in their order', async () => {
    const sent: { subject: string; sequence: number }[] = [];
    const recording: Broker = {
      ...broker,
      publish: async (events) => {
        sent.push(...events);
        return { failed: [] };
      },
    };
    await start({ over: recording });
    await start({ over: recording, at: world.another() });
    const subjects = Array.from({ length: 5 }, () => randomUUID());
    for (let round = 0; round < 10; round += 1) await Promise.all(subjects.map((subject) => publish(subject, round)));
    await eventually(() => sent.length >= 50);
    for (const subject of subjects) {
      const numbers = sent.filter((event) => event.subject === subject).map(({ sequence }) => sequence);
      expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  });

  test('what the broker did not confirm is sent again from there on', async () => {
    const batches: number[][] = [];
    const subject = randomUUID();
    const failingOnce: Broker = {
      ...broker,
      publish: async (events) => {
        batches.push(events.map(({ sequence }) => sequence));
        return batches.length === 1 ? { failed: [1] } : broker.publish(events);
      },
    };
    await publish(subject, 1, 2, 3);
    await start({ over: failingOnce });
    await eventually(() => batches.length >= 2);
    expect(batches.slice(0, 2)).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
  });

  test('a broker that is down is tried again', async () => {
    let down = true;
    const subject = randomUUID();
    const flaky: Broker = {
      ...broker,
      publish: async (events) => {
        if (!down) return broker.publish(events);
        down = false;
        throw new Error('connection lost');
      },
    };
    await start({ over: flaky });
    await publish(subject, 1);
    await noted(subject, 1);
  });

  test('an event that got lost is sent again by its owner when a later one comes', async () => {
    const subject = randomUUID();
    await start({ over: { ...broker, publish: losing(broker, 2) }, delays: PATIENT });
    await publish(subject, 1);
    await publish(subject, 2);
    await publish(subject, 3);
    await noted(subject, 1, 2, 3);
  });

  test('closing sends what is left in the outbox', async () => {
    const messaging = await start();
    const subject = randomUUID();
    await publish(subject, ...Array.from({ length: 150 }, (_, index) => index));
    await messaging.close();
    expect(await world.store.outbox.backlog()).toEqual({ unsent: 0, oldest: null });
    await start();
    await eventually(async () => (await world.notes(subject)).length === 150);
  });

  test('a handler that fails for a while is tried again, and its followers wait', async () => {
    const subject = randomUUID();
    let failures = 4;
    await start({
      handlers: noting(() => {
        if (failures-- > 0) throw new Error('not yet');
      }),
    });
    await publish(subject, 1, 2, 3);
    await noted(subject, 1, 2, 3);
    expect(await parkedOnes()).toEqual([]);
    await eventually(async () => (await world.store.inbox.nextDue(name)) === null);
  });

  describe('a poison message parks and blocks nothing:', () => {
    let healed: boolean;
    let subject: string;
    beforeEach(async () => {
      healed = false;
      subject = randomUUID();
      const poisonous = (amount: number) => {
        if (amount === 2 && !healed) throw new Error('poison');
      };
      await start({ handlers: noting(poisonous) });
      await publish(subject, 1, 2, 3);
    });

    test('it is parked with its error, and holds back nothing but its subject, and that only until then', async () => {
      const others = Array.from({ length: 5 }, () => randomUUID());
      await Promise.all(others.map((other) => publish(other, 1)));
      for (const other of others) await noted(other, 1);
      expect(await onlyParked()).toMatchObject({ state: 'PARKED', error: 'poison', event: { subject, sequence: 2 } });
      await noted(subject, 1, 3);
      await publish(subject, 4);
      await noted(subject, 1, 3, 4);
    });

    test('is handled once its cause is mended and it is replayed', async () => {
      const { id } = await onlyParked();
      await noted(subject, 1, 3);
      healed = true;
      expect(await world.store.inbox.replay(id)).toBe(true);
      await noted(subject, 1, 3, 2);
      expect(await parkedOnes()).toEqual([]);
    });

    test('is parked again when a replay fails', async () => {
      const { id } = await onlyParked();
      await world.store.inbox.replay(id);
      await eventually(async () => (await parkedOnes()).some((message) => message.id === id && !message.replayed));
      await noted(subject, 1, 3);
    });

    test('is replayed or forgotten when its consumer is asked to, by a signal', async () => {
      const { id } = await onlyParked();
      await noted(subject, 1, 3);
      const ask = (request: UnparkRequest) => broker.signal(UNPARK_TOPIC, request);
      await ask({ consumer: 'another', parkedId: id, wish: 'DISCARD' });
      healed = true;
      await ask({ consumer: name, parkedId: id, wish: 'REPLAY' });
      await noted(subject, 1, 3, 2);
      const other = randomUUID();
      healed = false;
      await publish(other, 1, 2);
      const parked = await onlyParked();
      await ask({ consumer: name, parkedId: parked.id, wish: 'DISCARD' });
      await eventually(async () => (await parkedOnes()).length === 0);
      await noted(other, 1);
    });

    test('is forgotten when it is discarded', async () => {
      const { id } = await onlyParked();
      await noted(subject, 1, 3);
      expect(await world.store.inbox.discard(id)).toBe(true);
      healed = true;
      await world.store.outbox.resend(subject, 1, 3);
      await publish(subject, 4);
      await noted(subject, 1, 3, 4);
      expect(await parkedOnes()).toEqual([]);
    });
  });

  test('an event whose predecessor never comes is parked in the end, and its followers go on', async () => {
    const subject = randomUUID();
    await start();
    await broker.publish([eventOf(subject, 5)]);
    expect(await onlyParked()).toMatchObject({ event: { subject, sequence: 5 }, error: expect.stringContaining('1') });
    await broker.publish([eventOf(subject, 6)]);
    await noted(subject, 6);
  });

  test('an event that comes after its subject went on without it is parked, not lost', async () => {
    const subject = randomUUID();
    await start();
    await broker.publish([eventOf(subject, 5)]);
    await onlyParked();
    await broker.publish([eventOf(subject, 4)]);
    await eventually(async () => (await parkedOnes()).some(({ event }) => event?.sequence === 4));
  });

  test('a body that can’t be read is parked as it came', async () => {
    await start();
    broker.put(name, '{"half":');
    expect(await onlyParked()).toMatchObject({ event: null, body: '{"half":' });
  });

  test('a consumer that restarts goes on with what waited', async () => {
    const subject = randomUUID();
    const failing = await start({
      delays: { inLaneMs: [], inStoreMs: [100, HOUR] },
      handlers: noting(() => {
        throw new Error('not yet');
      }),
    });
    await publish(subject, 1, 2);
    await eventually(async () => (await world.store.inbox.nextDue(name)) !== null);
    await failing.close();
    await start();
    await noted(subject, 1, 2);
  });

  test('a message that waits in its lane when its consumer closes is handled by the next', async () => {
    const subject = randomUUID();
    let failed = false;
    const failing = await start({
      delays: { inLaneMs: [HOUR], inStoreMs: [HOUR] },
      handlers: noting(() => {
        failed = true;
        throw new Error('not yet');
      }),
    });
    await publish(subject, 1);
    await eventually(() => failed);
    await failing.close();
    await start();
    await noted(subject, 1);
  });

  test('a deadline that a handler sets for now is fired outside its transaction', async () => {
    const subject = randomUUID();
    await start({
      handlers: {
        'payout.completed': (tx, event) =>
          tx.setDeadline({ kind: 'call', subject: event.subject, dueAt: world.clock.now() }),
      },
      fire: (deadline) => world.transact(ORIGIN, (tx) => tx.note(deadline.subject, deadline.kind)),
    });
    await publish(subject, 1);
    await eventually(async () => (await world.notes(subject)).join() === 'call');
    await eventually(async () => (await world.store.deadlines.next()) === null);
  });
});

/** Every n-th event is confirmed and yet lost, the first time; but not an 11th, after which nothing would tell of it. */
function losing(broker: Broker, every: number): Broker['publish'] {
  const lost = new Set<string>();
  let count = 0;
  return async (events) => {
    const kept = events.filter(({ id, sequence }) => {
      if (lost.has(id) || sequence === 11 || (count += 1) % every !== 0) return true;
      lost.add(id);
      return false;
    });
    await broker.publish(kept);
    return { failed: [] };
  };
}
