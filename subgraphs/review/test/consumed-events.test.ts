import { later } from '@marketplace/kernel/clock';
import { arrivals, previousVersion } from '@marketplace/testing/deliveries';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { orderEvents } from '../src/application/order-events.ts';
import { type KnownOrder, REVIEW_WINDOW_MS } from '../src/domain/review.ts';
import { type Running, runReview } from './running.ts';
import { anOrder, eventsOf, NOW, orderEvent } from './samples.ts';
import { at } from './scenes.ts';
import { describeStores } from './stores.ts';

const SETTLED_AT = later(NOW, 1_000);
const lifeOf = (order: KnownOrder) => [
  orderEvent('order.placed', order, NOW),
  orderEvent('order.accepted', order, NOW),
  orderEvent('order.settled', order, SETTLED_AT),
];

describeStores('what the review context hears of', (open) => {
  let running: Running;
  beforeAll(async () => {
    running = await runReview(open);
  });
  afterAll(() => running.close());
  beforeEach(() => running.clock.moveTo(SETTLED_AT));

  const known = async ({ id }: KnownOrder) => (await running.store.reads.orders([id]))[0];
  async function quiet(): Promise<void> {
    const { inbox } = running.store.messages;
    await eventually(() => running.broker.traffic().queued === running.broker.traffic().done);
    await eventually(async () => (await inbox.nextDue('review')) === null);
    expect(await inbox.parked(1, null)).toEqual([]);
  }

  test('duplicates and reordering within a subject give the same end state: in all permutations an order is settled, reviewed once and its window closed', async () => {
    const orders: KnownOrder[] = [];
    for (const arrival of arrivals([0, 1, 2])) {
      const order = anOrder();
      const events = lifeOf(order);
      for (const position of arrival) await running.broker.publish(events.slice(position, position + 1));
      orders.push(order);
    }
    await quiet();
    for (const order of orders) {
      expect(await known(order)).toEqual({ ...order, settledAt: SETTLED_AT });
      await at(running, order).submit(at(running, order).customer);
    }
    running.clock.moveTo(later(SETTLED_AT, REVIEW_WINDOW_MS));
    for (const { id } of orders)
      await eventually(() => eventsOf(running.published, 'review.published').some(({ data }) => data.orderId === id));
    const told = eventsOf(running.published, 'review.published');
    for (const { id } of orders) expect(told.filter(({ data }) => data.orderId === id)).toHaveLength(1);
  });

  test('an event of the previous schema version is accepted', async () => {
    const order = anOrder();
    const events = lifeOf(order).map(previousVersion);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(Object.keys(orderEvents)));
    for (const event of events) await running.broker.publish([event]);
    await quiet();
    expect(await known(order)).toEqual({ ...order, settledAt: SETTLED_AT });
  });
});
