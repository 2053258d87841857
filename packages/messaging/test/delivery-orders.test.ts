import { randomUUID } from 'node:crypto';
import { HOUR } from '@marketplace/kernel/clock';
import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Broker, Subscription } from '../src/broker.ts';
import { startConsumer } from '../src/consumer.ts';
import type { AnyEnvelope } from '../src/envelope.ts';
import { memoryBroker } from '../src/memory-broker.ts';
import { describeWorlds, eventsOf, type MessageWorld, type NotesTransaction } from './message-world.ts';

describeWorlds('delivery', (open) => {
  let world: MessageWorld;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  /** Deliveries of a subject's events, each at least once, in any order. */
  const deliveries = fc
    .integer({ min: 1, max: 6 })
    .chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.shuffledSubarray(numbersTo(count), { minLength: count }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: count }), fc.nat(20)), { maxLength: 6 }),
      ),
    )
    .map(([count, order, duplicates]) => {
      const all = [...order];
      for (const [number, position] of duplicates) all.splice(position % (all.length + 1), 0, number);
      return { count, order: all };
    });

  test('duplicates and reordering within a subject give the same end state', async () => {
    const consumer = randomUUID();
    const broker = scripted();
    const running = await startConsumer<NotesTransaction>({
      consumer,
      broker,
      patterns: ['payout.*'],
      inbox: world.store.inbox,
      transact: world.transact,
      // nothing is tried again by itself: what waits goes on because the one before it came
      delays: { inLaneMs: [], inStoreMs: [HOUR, HOUR] },
      handlers: { 'payout.completed': (tx, { subject, sequence }) => tx.note(subject, String(sequence)) },
      logger: silentLogger,
    });
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ count, order }) => {
        const subject = randomUUID();
        const events = eventsOf(subject, count);
        for (const number of order) await broker.deliver(events[number - 1]);
        await eventually(async () => (await world.notes(subject)).length >= count);
        expect(await world.notes(subject)).toEqual(numbersTo(count).map(String));
      }),
      { numRuns: 30 },
    );
    await eventually(async () => (await world.store.inbox.nextDue(consumer)) === null);
    expect(await world.store.inbox.parked(1, null)).toEqual([]);
    await running.close();
    await broker.close();
  });
});

const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Delivers what the test says, and to nobody's request sends anything again. */
function scripted(): Broker & { deliver(event: AnyEnvelope | undefined): Promise<void> } {
  let subscription: Subscription | undefined;
  return {
    ...memoryBroker(),
    async subscribe(given) {
      subscription = given;
      return { close: async () => {} };
    },
    async deliver(event) {
      if (event) await subscription?.handle(event);
    },
  };
}
