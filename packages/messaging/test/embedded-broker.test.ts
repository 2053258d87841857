import type { Database } from '@marketplace/storage/database';
import { openDatabase } from '@marketplace/storage/open-database';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { describeWith } from '@marketplace/testing/services';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Broker } from '../src/broker.ts';
import { largeNotices, messages, queues } from '../src/broker-tables.ts';
import { embeddedBroker } from '../src/embedded-broker.ts';
import { eventsOf, gate, recorder } from './broker-suite.ts';

const SHORT_LEASE_MS = 600;
const LONG_LEASE_MS = 600_000;

describe('embedded broker (pglite)', () => {
  let database: Database;
  let broker: Broker;

  beforeAll(async () => {
    database = await pgliteDatabase();
  });
  afterEach(() => broker.close());
  afterAll(() => database.close());

  test('finds messages though their wake-up was lost', async () => {
    broker = await embeddedBroker(database, { leaseMs: SHORT_LEASE_MS });
    const { handled, subscription } = recorder('unwoken');
    await broker.subscribe(subscription);
    const [event] = eventsOf('a', 1);
    await database.db.insert(messages).values({ consumer: 'unwoken', subject: 'a', body: JSON.stringify(event) });
    await eventually(() => handled.length > 0);
  });

  test('keeps no message that was handled', async () => {
    broker = await embeddedBroker(database);
    const { handled, subscription } = recorder('tidy');
    await broker.subscribe(subscription);
    await broker.publish(eventsOf('a', 120));
    await eventually(() => handled.length >= 120);
    await broker.close();
    expect(await database.db.select().from(messages).where(eq(messages.consumer, 'tidy'))).toEqual([]);
  });

  test('does not count against a message that a closing process took and did not begin', async () => {
    broker = await embeddedBroker(database);
    const begun = gate();
    const door = gate();
    const { subscription } = recorder('unbegun', async () => {
      begun.open();
      await door.opened;
    });
    const busy = await broker.subscribe(subscription);
    await broker.publish(eventsOf('a', 3));
    await begun.opened;
    const closing = busy.close();
    door.open();
    await closing;
    const left = await database.db.select().from(messages).where(eq(messages.consumer, 'unbegun'));
    expect(left.map(({ deliveries }) => deliveries)).toEqual([0, 0]);
  });

  test('as the sole process takes over from a dead one at once', async () => {
    broker = await embeddedBroker(database);
    await (await broker.subscribe(recorder('orphan').subscription)).close();
    const heldUntil = sql`now() + interval '1 hour'`;
    await database.db.update(queues).set({ holder: 'dead/1', heldUntil }).where(eq(queues.consumer, 'orphan'));
    await broker.close();

    broker = await embeddedBroker(database, { soleProcess: true });
    const { handled, subscription } = recorder('orphan');
    await broker.subscribe(subscription);
    await broker.publish(eventsOf('a', 1));
    await eventually(() => handled.length > 0);
  });

  test('deletes large notices that nobody reads any more', async () => {
    broker = await embeddedBroker(database);
    await broker.signal('position.reported', { text: 'x'.repeat(9_000) });
    await database.db.update(largeNotices).set({ writtenAt: sql`now() - interval '2 minutes'` });
    await broker.signal('position.reported', { text: 'y'.repeat(9_000) });
    const left = await database.db.select().from(largeNotices);
    expect(left.map(({ body }) => body.includes('y'))).toEqual([true]);
  });

  test('says so when its database is gone, and fails by index', async () => {
    const lost = await pgliteDatabase();
    broker = await embeddedBroker(lost);
    expect(broker.health()).toEqual({ connected: true, unrouted: 0 });
    await lost.close();
    expect(await broker.publish(eventsOf('a', 1))).toEqual({ failed: [0] });
    expect(broker.health()).toMatchObject({ connected: false, detail: expect.stringContaining('does not answer') });
  });
});

describeWith('postgres', 'embedded broker in several processes', (serverUrl) => {
  let database: Database & { readonly url: string };
  let living: Broker;
  let consumer = 0;

  beforeAll(async () => {
    database = await postgresDatabase(serverUrl);
  });
  beforeEach(async () => {
    consumer += 1;
    living = await embeddedBroker(database, { leaseMs: SHORT_LEASE_MS, deliveryLimit: 3 });
  });
  afterEach(() => living.close());
  afterAll(() => database.close());

  /** A process with connections of its own, which can lose them all at once: what is left of one that died. */
  async function mortal(leaseMs = SHORT_LEASE_MS): Promise<{ broker: Broker; die(): Promise<void> }> {
    const own = await openDatabase(database.url);
    return { broker: await embeddedBroker(own, { leaseMs, deliveryLimit: 3 }), die: own.close };
  }

  test('what a dead process had in hand comes to the next, in order', async () => {
    const name = `dead-${consumer}`;
    const { broker, die } = await mortal();
    const begun = gate();
    const first = recorder(name, async ({ sequence }) => {
      if (sequence < 3) return;
      begun.open();
      await gate().opened;
    });
    await broker.subscribe(first.subscription);
    const next = recorder(name);
    await living.subscribe(next.subscription);
    await living.publish(eventsOf('a', 5));
    await begun.opened;
    await eventually(async () => (await database.db.select().from(messages)).length === 3);
    await die();
    await eventually(() => next.handled.length >= 3);
    expect([first.sequencesOf('a'), next.sequencesOf('a')]).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  test('a message that kills its process is parked after the delivery limit', async () => {
    const name = `deadly-${consumer}`;
    await (await living.subscribe(recorder(name).subscription)).close();
    await living.publish(eventsOf('a', 2));
    for (let death = 1; death <= 3; death += 1) {
      const { broker, die } = await mortal();
      const begun = gate();
      const dying = recorder(name, async () => {
        begun.open();
        await gate().opened;
      });
      await broker.subscribe(dying.subscription);
      await begun.opened;
      await die();
    }
    const { parked, subscription } = recorder(name);
    await living.subscribe(subscription);
    await eventually(() => parked.length > 0);
    expect(parked[0]).toMatchObject({ error: 'delivered 3 times without an answer', deliveries: 4 });
  });

  test('a process that lost its queue to another begins nothing more', async () => {
    const name = `stolen-${consumer}`;
    const begun = gate();
    const door = gate();
    const { handled, sequencesOf, subscription } = recorder(name, async () => {
      begun.open();
      await door.opened;
    });
    await living.subscribe(subscription);
    await living.publish(eventsOf('a', 2));
    await begun.opened;
    const heldUntil = sql`now() + ${LONG_LEASE_MS} * interval '1 millisecond'`;
    await database.db.update(queues).set({ holder: 'another', heldUntil }).where(eq(queues.consumer, name));
    // the next look at the lease: a message for another consumer of the same process shows that it has been taken
    const witness = recorder(`${name}-witness`);
    await living.subscribe(witness.subscription);
    const body = JSON.stringify(eventsOf('w', 1)[0]);
    for (let beat = 1; beat <= 2; beat += 1) {
      await database.db.insert(messages).values({ consumer: `${name}-witness`, subject: 'w', body });
      await eventually(() => witness.handled.length >= beat);
    }
    door.open();
    await eventually(() => handled.length > 0);
    await living.close();
    expect(sequencesOf('a')).toEqual([1]);
    const left = await database.db.select().from(messages).where(eq(messages.consumer, name));
    expect(left.map(({ body: text }) => JSON.parse(text).sequence)).toEqual([2]);
  });

  test('events and signals reach the listeners of another process', async () => {
    const { broker, die } = await mortal(LONG_LEASE_MS);
    const heard: string[] = [];
    await broker.listen({ patterns: ['payout.*', 'position.*'], onMessage: ({ type }) => heard.push(type) });
    await living.publish(eventsOf('a', 1));
    await living.signal('position.reported', {});
    await eventually(() => heard.length >= 2);
    expect(heard).toEqual(['payout.completed', 'position.reported']);
    await broker.close();
    await die();
  });
});
