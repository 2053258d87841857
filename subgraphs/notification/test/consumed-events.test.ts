/** Events as a broker, and services of another version, may bring them. */
import { newId, paymentOf } from '@marketplace/kernel/ids';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { EVENT_VERSIONS, type EventType } from '@marketplace/messaging/events.gen';
import { processEvent } from '@marketplace/messaging/process-event';
import { arrivals, previousVersion, sampleData } from '@marketplace/testing/deliveries';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventHandlers } from '../src/application/event-handlers.ts';
import { introduce, types } from './inbox.ts';
import { type Running, runNotification } from './running.ts';
import { aBooking, accepted, authorized, type Booking, cancelled, NOW, placed } from './samples.ts';
import { describeStores, type OpenStore, openPglite } from './stores.ts';

const clock = { now: () => NOW };

describeStores('what the notification context hears of', (open) => {
  let running: Running;
  beforeAll(async () => {
    running = await runNotification(open);
  });
  afterAll(() => running.close());

  async function quiet(): Promise<void> {
    const { inbox } = running.store.messages;
    await eventually(() => running.broker.traffic().queued === running.broker.traffic().done);
    await eventually(async () => (await inbox.nextDue('notification')) === null, 30_000);
    expect(await inbox.parked(1, null)).toEqual([]);
  }

  test('duplicates and reordering within a subject give the same end state: in all permutations each side is told the same, once', {
    timeout: 90_000,
  }, async () => {
    const bookings: Booking[] = [];
    for (const arrival of arrivals([0, 1, 2])) {
      const booking = aBooking();
      await introduce(running, booking);
      await running.broker.publish([authorized(booking)]);
      const events = [placed(booking), accepted(booking), cancelled(booking)];
      for (const position of arrival) await running.broker.publish(events.slice(position, position + 1));
      bookings.push(booking);
    }
    await quiet();
    for (const { id, customer, provider } of bookings) {
      const order = await running.store.reads.order(id);
      expect(order).toMatchObject({ status: 'CANCELLED', shownToProvider: true });
      // the money may be heard of before the end or after it, which is another subject's matter
      const rest = async (account: Booking['customer']) =>
        (await types(running, account)).filter((type) => type !== 'payment.authorized');
      expect(await rest(customer)).toEqual(['order.accepted']);
      expect(await rest(provider)).toEqual(['order.cancelled']);
    }
  });
});

describe('an event of the previous schema version is accepted', () => {
  const handlers = eventHandlers(clock);
  let opened: OpenStore;
  beforeAll(async () => {
    opened = await openPglite(clock);
    expect(await hears('order.placed')).toBe('new');
  });
  afterAll(() => opened.close());

  const hears = (type: EventType) => {
    const { transact } = opened.store;
    return processEvent({ consumer: 'notification', transact, handlers }, previousVersion(sampleOf(type)));
  };

  // as: the handlers' own keys
  test.each(Object.keys(handlers) as EventType[])('%s', async (type) => {
    expect(await hears(type)).toBe('new');
  });
});

/** With the fewest fields that its schema allows; all are about the same order. */
function sampleOf(type: EventType): AnyEnvelope {
  const envelope = {
    ...{ specversion: '1.0', id: newId('evt'), type, source: '/test', subject: paymentOf(newId('ord')), sequence: 1 },
    ...{ time: NOW.toISOString(), datacontenttype: 'application/json', correlationid: 'test' },
    dataschema: `https://marketplace.dev/events/${type}/${EVENT_VERSIONS[type]}`,
    data: sampleData(type),
  };
  // as: the data is as the schema of its type says
  return envelope as unknown as AnyEnvelope;
}
