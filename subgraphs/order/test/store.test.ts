import { HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import { customerOf, newId, type OrderId, type ProviderId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { Refused } from '@marketplace/kernel/refusal';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import type { Database } from '@marketplace/storage/database';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { snapshotOf } from '../src/application/order-events.ts';
import type { OrderReads, OrderTransaction, SlotHold } from '../src/application/ports.ts';
import { MIGRATIONS } from '../src/compose.ts';
import { overlap } from '../src/domain/intervals.ts';
import type { Job, JobId, Quote } from '../src/domain/job.ts';
import type { Order, OrderEvent } from '../src/domain/order.ts';
import { orderReads } from '../src/infrastructure/order-reads.ts';
import { orderTransactions } from '../src/infrastructure/order-transaction.ts';
import { outbox } from '../src/infrastructure/tables.ts';
import { PLACED, placedOrder, START } from './domain/an-order.ts';

describe('order store (pglite)', () => storeSuite(pgliteDatabase));
describeWith('postgres', 'order store', (url) => storeSuite(() => postgresDatabase(url)));

const EUR = currencyCode('EUR');
const DAY_OF_START = { start: later(START, -HOUR), end: later(START, 24 * HOUR) };

function storeSuite(open: () => Promise<Database>): void {
  let database: Database;
  let reads: OrderReads;
  let inTransaction: <R>(work: (tx: OrderTransaction) => Promise<R>) => Promise<R>;
  const now = PLACED;
  beforeAll(async () => {
    database = await open();
    await database.migrate(MIGRATIONS);
    const clock = { now: () => now };
    const messages = postgresMessages({ database, schema: 'orders', source: '/order', clock });
    const transact = orderTransactions(database, messages, clock);
    inTransaction = (work) => transact({ correlationId: 'test' }, work);
    reads = orderReads(database);
  });
  afterAll(() => database.close());

  const hold = (provider: ProviderId, start: Date, changes: Partial<SlotHold> = {}): SlotHold => ({
    id: newId('hld'),
    customerId: newId('cus'),
    providerId: provider,
    offeringId: newId('off'),
    slot: { start, end: later(start, HOUR) },
    price: money(8400, EUR),
    expiresAt: later(now, 10 * MINUTE),
    ...changes,
  });
  const take = (wanted: SlotHold, at = now, bufferMinutes = 0) =>
    inTransaction((tx) => tx.insertHold(wanted, later(wanted.slot.end, bufferMinutes * MINUTE), at));
  const code = (error: unknown) => (error instanceof Refused ? error.refusals[0]?.code : String(error));
  const store = (order: Order) => inTransaction((tx) => tx.insertOrder(order, newId('eff')));
  const event = (orderId: OrderId, number: number): OrderEvent => ({
    orderId,
    number,
    type: 'order.placed',
    at: later(PLACED, number),
    actor: 'CUSTOMER',
    status: 'PENDING',
    detail: null,
  });

  test('an order is read as it was saved', async () => {
    const order = placedOrder({
      steps: { OFFER: { by: 'SYSTEM', at: PLACED }, ACCEPT: { by: 'PROVIDER', at: later(PLACED, 1) } },
      status: 'DISPUTED',
      note: 'second bell',
      pinLockedUntil: later(PLACED, 1),
      quoteId: newId('quo'),
      proposedPrice: { price: money(9000, EUR), reason: 'more rooms', expiresAt: later(PLACED, 9), approved: true },
      dispute: {
        id: newId('dsp'),
        reason: 'late',
        statements: [{ by: 'CUSTOMER', text: 'late', at: PLACED }],
        openedAt: PLACED,
        resolvedAt: later(PLACED, 5),
        refund: money(100, EUR),
        note: 'settled',
      },
    });
    await store(placedOrder({ id: order.id }));
    await inTransaction((tx) => tx.saveOrder(order));
    expect(await reads.orders([order.id, newId('ord')])).toEqual([order]);
    expect(await inTransaction((tx) => tx.lockOrder(order.id))).toEqual(order);
  });

  test('no two places of a provider overlap, buffers included; touching ones and other providers’ may be taken', async () => {
    const provider = newId('prv');
    await take(hold(provider, START), now, 30);
    const conflict = await take(hold(provider, later(START, 89 * MINUTE))).catch(code);
    expect(conflict).toBe('SLOT_UNAVAILABLE');
    expect(await take(hold(provider, later(START, -59 * MINUTE))).catch(code)).toBe('SLOT_UNAVAILABLE');
    await take(hold(provider, later(START, 90 * MINUTE)));
    await take(hold(provider, later(START, -HOUR)));
    await take(hold(newId('prv'), START));
  });

  test('no two live bookings or holds of a provider overlap, whatever is taken and freed in whatever order', async () => {
    const minutes = fc.integer({ min: 0, max: 600 });
    const attempt = fc.record({
      start: minutes,
      length: fc.integer({ min: 15, max: 180 }),
      buffer: fc.constantFrom(0, 30),
      as: fc.constantFrom('hold', 'order'),
      after: fc.integer({ min: 0, max: 5 }), // holds last ten
    });
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 2, maxLength: 12 }), async (attempts) => {
        const providerId = newId('prv');
        let at = now;
        for (const { start, length, buffer, as, after } of attempts) {
          at = later(at, after * MINUTE);
          const slot = { start: later(START, start * MINUTE), end: later(START, (start + length) * MINUTE) };
          const until = later(slot.end, buffer * MINUTE);
          const before = await reads.takenPlaces(providerId, DAY_OF_START, at);
          const taken = await inTransaction(async (tx) => {
            if (as === 'hold')
              await tx.insertHold(hold(providerId, slot.start, { slot, expiresAt: later(at, 10 * MINUTE) }), until, at);
            else await tx.occupyPlace(placedOrder({ providerId, scheduledFor: slot }), until, at);
            return true;
          }).catch(code);
          const free = !before.some((place) => overlap(place, { start: slot.start, end: until }));
          expect(taken).toBe(free ? true : 'SLOT_UNAVAILABLE');
          const places = await reads.takenPlaces(providerId, DAY_OF_START, at);
          for (const [index, place] of places.entries())
            for (const other of places.slice(index + 1)) expect(overlap(place, other)).toBe(false);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('expired holds make way, orders and holds that stand do not', async () => {
    const provider = newId('prv');
    await take(hold(provider, START));
    expect(await take(hold(provider, START), later(now, 10 * MINUTE - 1)).catch(code)).toBe('SLOT_UNAVAILABLE');
    const second = hold(provider, START, { expiresAt: later(now, 20 * MINUTE) });
    await take(second, later(now, 10 * MINUTE));
    const order = placedOrder({ providerId: provider });
    await store(order);
    await inTransaction((tx) => tx.giveHoldTo(order.id, second.id));
    expect(await take(hold(provider, START), later(now, HOUR)).catch(code)).toBe('SLOT_UNAVAILABLE');
    expect(await inTransaction((tx) => tx.freePlace(order.id))).toBe(true);
    expect(await inTransaction((tx) => tx.freePlace(order.id))).toBe(false);
    await take(hold(provider, START), later(now, HOUR));
  });

  test('of a hundred who want one slot at once, one gets it', async () => {
    const provider = newId('prv');
    await inTransaction((tx) =>
      tx.saveHours(provider, { weeklyHours: [], timeZone: 'Europe/Berlin', bufferMinutes: 0 }),
    );
    const holding = (tx: OrderTransaction) => tx.insertHold(hold(provider, START), later(START, HOUR), now);
    const ordering = async (tx: OrderTransaction) => {
      const order = placedOrder({ providerId: provider });
      await tx.insertOrder(order, newId('eff'));
      await tx.occupyPlace(order, order.scheduledFor.end, now);
    };
    const attempts = Array.from({ length: 100 }, (_, index) =>
      inTransaction(async (tx) => {
        await tx.lockCalendar(provider);
        await (index % 2 === 0 ? holding(tx) : ordering(tx));
        return 'taken';
      }).catch(code),
    );
    const results = await Promise.all(attempts);
    expect(results.filter((result) => result === 'taken')).toHaveLength(1);
    expect(results.filter((result) => result === 'SLOT_UNAVAILABLE')).toHaveLength(99);
  });

  test('a row change commits if and only if its event does: an order whose place was refused leaves nothing behind', async () => {
    const provider = newId('prv');
    await take(hold(provider, START));
    const order = placedOrder({ providerId: provider });
    const refused = inTransaction(async (tx) => {
      await tx.insertOrder(order, newId('eff'));
      await tx.publish({
        type: 'order.accepted',
        subject: order.id,
        data: { order: snapshotOf(order), actor: 'SYSTEM' },
      });
      await tx.occupyPlace(order, order.scheduledFor.end, now);
    });
    expect(await refused.catch(code)).toBe('SLOT_UNAVAILABLE');
    expect(await reads.orders([order.id])).toEqual([]);
    expect(await database.db.select().from(outbox).where(eq(outbox.subject, order.id))).toEqual([]);
  });

  test('places are told in order, by range, without what has expired; orders’ places on their own', async () => {
    const provider = newId('prv');
    const order = placedOrder({ providerId: provider });
    await store(order);
    await inTransaction((tx) => tx.occupyPlace(order, later(order.scheduledFor.end, HOUR), now));
    await take(hold(provider, later(START, -3 * HOUR)));
    const range = { start: later(START, -10 * HOUR), end: later(START, 10 * HOUR) };
    const ordered = { start: START, end: later(START, 3 * HOUR) };
    const held = { start: later(START, -3 * HOUR), end: later(START, -2 * HOUR) };
    expect(await reads.takenPlaces(provider, range, now)).toEqual([held, ordered]);
    expect(await reads.takenPlaces(provider, range, later(now, 10 * MINUTE))).toEqual([ordered]);
    expect(await reads.takenPlaces(provider, { ...range, end: later(START, -2 * HOUR) }, now)).toEqual([held]);
    expect(await inTransaction((tx) => tx.orderedPlaces(provider, range))).toEqual([ordered]);
  });

  test('a customer’s holds are those that have not expired', async () => {
    const customerId = customerOf(newId('acc'));
    const mine = hold(newId('prv'), START, { customerId });
    await take(mine);
    await take(hold(newId('prv'), START, { customerId, expiresAt: now }));
    await take(hold(newId('prv'), START));
    expect(await inTransaction((tx) => tx.lockHolds(customerId, now))).toEqual([mine]);
  });

  test('a call has one order, however often it runs', async () => {
    const effect = newId('eff');
    const order = placedOrder();
    await inTransaction((tx) => tx.insertOrder(order, effect));
    expect(await inTransaction((tx) => tx.orderPlacedBy(effect))).toBe(order.id);
    await expect(inTransaction((tx) => tx.insertOrder(placedOrder(), effect))).rejects.toThrow();
    expect(await inTransaction((tx) => tx.orderPlacedBy(newId('eff')))).toBeUndefined();
  });

  test('histories come for many orders at once, each its page, in order', async () => {
    const [one, two] = [newId('ord'), newId('ord')];
    await inTransaction(async (tx) => {
      for (const number of [2, 1, 3]) await tx.appendHistory(event(one, number));
      await tx.appendHistory(event(two, 1));
    });
    expect(
      await reads.histories([
        { orderId: one, after: 1, limit: 5 },
        { orderId: two, after: 0, limit: 5 },
        { orderId: one, after: 0, limit: 2 },
        { orderId: newId('ord'), after: 0, limit: 2 },
      ]),
    ).toEqual([[event(one, 2), event(one, 3)], [event(two, 1)], [event(one, 1), event(one, 2)], []]);
    expect(await reads.histories([])).toEqual([]);
  });

  test('orders come newest first, by status, from a position on, and to a provider only once offered', async () => {
    const [customerId, providerId] = [newId('cus'), newId('prv')];
    const offered = { OFFER: { by: 'SYSTEM', at: PLACED } } as const;
    const all = [
      placedOrder({ customerId, providerId, createdAt: later(PLACED, 3), steps: offered }),
      placedOrder({ customerId, providerId, createdAt: later(PLACED, 2) }),
      placedOrder({ customerId, providerId, createdAt: later(PLACED, 1), status: 'ACCEPTED', steps: offered }),
    ];
    for (const order of all) await store(order);
    const page = { side: 'CUSTOMER', profile: customerId, statuses: null, limit: 10, after: null } as const;
    expect(await reads.ordersOf(page)).toEqual(all);
    expect(await reads.ordersOf({ ...page, statuses: ['ACCEPTED'] })).toEqual(all.slice(2));
    expect(await reads.ordersOf({ ...page, statuses: [] })).toEqual([]);
    expect(await reads.ordersOf({ ...page, limit: 2 })).toEqual(all.slice(0, 2));
    const [first] = all;
    if (first)
      expect(await reads.ordersOf({ ...page, after: { at: first.createdAt, id: first.id } })).toEqual(all.slice(1));
    const queue = { ...page, side: 'PROVIDER', profile: providerId } as const;
    expect(await reads.ordersOf(queue)).toEqual([all[0], all[2]]);
  });

  test('jobs and quotes are read as they were saved, jobs near a provider newest first and by rounded points', async () => {
    const [customerId, skillId] = [newId('cus'), newId('skl')];
    const job = (changes: Partial<Job> = {}): Job => ({
      id: newId('job'),
      customerId,
      title: 'Dripping tap',
      description: 'In the kitchen.',
      skillId,
      address: 'Unter den Linden 1',
      location: { latitude: 52.5171, longitude: 13.3889 },
      status: 'OPEN',
      orderId: null,
      createdAt: PLACED,
      expiresAt: later(PLACED, 14 * 24 * HOUR),
      ...changes,
    });
    const all = [
      job({ createdAt: later(PLACED, 2) }),
      job({ createdAt: later(PLACED, 1) }),
      job({ status: 'ASSIGNED', orderId: newId('ord') }),
    ];
    const [first, second, third] = all;
    const of = (id: JobId): Quote => ({
      id: newId('quo'),
      jobId: id,
      providerId: newId('prv'),
      price: money(9000, EUR),
      scheduledFor: { start: START, end: later(START, HOUR) },
      message: 'I come with a washer.',
      status: 'OPEN',
      createdAt: PLACED,
      expiresAt: later(PLACED, 72 * HOUR),
    });
    if (!first || !second || !third) throw new Error('three jobs');
    const quote = of(first.id);
    await inTransaction(async (tx) => {
      for (const each of all) await tx.insertJob(each);
      await tx.insertQuote(quote);
      await tx.saveQuote({ ...quote, status: 'EXPIRED' });
    });
    expect(await reads.jobs([third.id, newId('job')])).toEqual([third]);
    expect(await inTransaction((tx) => tx.lockJob(first.id))).toEqual(first);
    expect(await inTransaction((tx) => tx.jobOfQuote(quote.id))).toBe(first.id);
    expect(await reads.quotesOfJobs([first.id, second.id])).toEqual([{ ...quote, status: 'EXPIRED' }]);
    expect(await inTransaction((tx) => tx.openJobsOf(customerId))).toBe(2);
    const mine = { customer: customerId, limit: 10, after: null };
    expect(await reads.jobsOf(mine)).toEqual(all);
    expect(await reads.jobsOf({ ...mine, after: first })).toEqual([second, third]);
    const near = {
      point: { latitude: 52.52, longitude: 13.405 },
      radiusMeters: 1_160, // from rounded point to rounded point it is 1,157 m
      skillIds: [newId('skl'), skillId],
      not: newId('cus'),
      now: PLACED,
      limit: 10,
      after: null,
    };
    expect(await reads.jobsNear(near)).toEqual([first, second]);
    expect(await reads.jobsNear({ ...near, radiusMeters: 1_150 })).toEqual([]);
    expect(await reads.jobsNear({ ...near, not: customerId })).toEqual([]);
    expect(await reads.jobsNear({ ...near, skillIds: [newId('skl')] })).toEqual([]);
    expect(await reads.jobsNear({ ...near, now: first.expiresAt })).toEqual([]);
  });

  test('a job has one open quote of a provider’s and one accepted', async () => {
    const jobId = newId('job');
    const quote = (providerId: ProviderId, status: Quote['status']): Quote => ({
      id: newId('quo'),
      jobId,
      providerId,
      price: money(9000, EUR),
      scheduledFor: { start: START, end: later(START, HOUR) },
      message: 'So',
      status,
      createdAt: PLACED,
      expiresAt: later(PLACED, HOUR),
    });
    const provider = newId('prv');
    await inTransaction((tx) => tx.insertQuote(quote(provider, 'OPEN')));
    await expect(inTransaction((tx) => tx.insertQuote(quote(provider, 'OPEN')))).rejects.toThrow();
    await inTransaction((tx) => tx.insertQuote(quote(provider, 'ACCEPTED')));
    await expect(inTransaction((tx) => tx.insertQuote(quote(newId('prv'), 'ACCEPTED')))).rejects.toThrow();
  });

  test('copies of others’ state never go back', async () => {
    const [id, providerId] = [newId('off'), newId('prv')];
    const offering = { id, providerId, title: 'new', priceUnit: 'JOB', durationMinutes: 60, active: true } as const;
    const state = { ...offering, price: money(8400, EUR) };
    await inTransaction((tx) => tx.saveOffering({ state, sequence: 2 }));
    await inTransaction((tx) => tx.saveOffering({ state: { ...state, title: 'old' }, sequence: 1 }));
    expect(await reads.offering(id)).toEqual(state);
    const known = { point: null, radiusMeters: 5, skillIds: [newId('skl')], timeZone: 'Europe/Berlin' };
    await inTransaction((tx) => tx.saveProvider(providerId, { state: known, sequence: 2 }));
    await inTransaction((tx) => tx.saveProvider(providerId, { state: { ...known, radiusMeters: 1 }, sequence: 2 }));
    expect(await inTransaction((tx) => tx.provider(providerId))).toEqual(known);
  });

  test('hours are replaced, time off is added and taken away by its provider', async () => {
    const provider = newId('prv');
    expect(await reads.availability(provider, now)).toBeUndefined();
    const hours = { weeklyHours: [{ weekday: 1, from: '09:00', to: '17:00' }], timeZone: 'Etc/UTC', bufferMinutes: 15 };
    const off = { id: newId('tof'), window: { start: START, end: later(START, HOUR) }, note: 'dentist' };
    await inTransaction(async (tx) => {
      await tx.saveHours(provider, { ...hours, bufferMinutes: 0 });
      await tx.saveHours(provider, hours);
      await tx.insertTimeOff(provider, off);
    });
    expect(await inTransaction((tx) => tx.lockCalendar(provider))).toEqual({ ...hours, timeOff: [off] });
    expect(await reads.availability(provider, off.window.end)).toEqual({ ...hours, timeOff: [] });
    expect(await inTransaction((tx) => tx.deleteTimeOff(newId('prv'), off.id))).toBe(false);
    expect(await inTransaction((tx) => tx.deleteTimeOff(provider, off.id))).toBe(true);
  });

  test('a position is overwritten by a later one, not by one that comes too soon', async () => {
    const orderId = newId('ord');
    const position = (seconds: number) => ({
      point: { latitude: 52 + seconds / 100, longitude: 13 },
      heading: null,
      at: later(PLACED, seconds * 1_000),
    });
    const save = (seconds: number) =>
      inTransaction((tx) => tx.savePosition(orderId, position(seconds), later(PLACED, (seconds - 2) * 1_000)));
    expect(await save(0)).toBe(true);
    expect(await save(1)).toBe(false);
    expect(await save(2)).toBe(true);
    expect(await reads.position(orderId)).toEqual(position(2));
    await inTransaction((tx) => tx.deletePosition(orderId));
    expect(await reads.position(orderId)).toBeUndefined();
  });
}
