import { newId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasTypes, introduce, listed, types } from './inbox.ts';
import { type MailBox, mailBox, type Running, runNotification } from './running.ts';
import { aBooking, accepted, aPayment, authorized, callerFor, cancelled, event, placed, usd } from './samples.ts';
import { describeStores } from './stores.ts';

describeStores('notification context', (open) => {
  let running: Running;
  let mails: MailBox;
  beforeAll(async () => {
    mails = mailBox();
    running = await runNotification(open, { mailer: mails, delays: true, duplicates: true, reorders: true });
  });
  afterAll(() => running.close());

  test('the provider hears of an order when its money is held, both by name and in the order’s own time', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    await running.broker.publish([placed(booking)]);
    await eventually(() => running.store.transact({ correlationId: 'x' }, (tx) => tx.lockOrder(booking.id)));
    expect(await listed(running, booking.provider)).toEqual([]);
    await running.broker.publish([authorized(booking)]);
    await hasTypes(running, booking.customer, 'payment.authorized');
    expect(await listed(running, booking.provider)).toMatchObject([
      {
        title: 'New request: Window cleaning',
        body: expect.stringContaining('Ada would like to book you for Mon, 23 Nov 2026, 09:30, for $84.00.'),
        readAt: null,
        order: { id: booking.id },
      },
    ]);
  });

  test('whatever comes twice is told once, in the app and by mail', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    const events = [placed(booking), authorized(booking), accepted(booking)];
    for (const _ of [1, 2, 3]) await running.broker.publish(events);
    await hasTypes(running, booking.customer, 'payment.authorized', 'order.accepted');
    await hasTypes(running, booking.provider, 'payment.authorized');
    const about = () => mails.sent.filter(({ text }) => text.includes(booking.id));
    await eventually(() => about().length >= 3);
    const [first] = await listed(running, booking.customer);
    await eventually(async () => (await running.store.messages.deadlines.next()) === null);
    expect(about()).toHaveLength(3);
    expect(new Set(about().map(({ id }) => id)).size).toBe(3);
    const mail = about().find(({ id }) => id === first?.id);
    expect(mail).toMatchObject({ to: { name: 'Ada', address: 'ada@example.org' }, subject: first?.title });
    expect(mail?.text).toContain(`https://market.example/orders/${booking.id}`);
  });

  test('money that is held before its order is known here is told when the order is', async () => {
    const booking = aBooking();
    await running.broker.publish([authorized(booking)]);
    await running.broker.publish([placed(booking)]);
    await hasTypes(running, booking.customer, 'payment.authorized');
  });

  test('a provider never hears of an order that ended before its money was held', async () => {
    const booking = aBooking();
    await running.broker.publish([placed(booking), cancelled(booking)]);
    await eventually(async () => {
      const order = await running.store.transact({ correlationId: 'x' }, (tx) => tx.lockOrder(booking.id));
      return order?.status === 'CANCELLED';
    });
    await running.broker.publish([authorized(booking)]);
    const released = event('payment.released', aPayment(booking).id, { payment: aPayment(booking) });
    await running.broker.publish([released]);
    await hasTypes(running, booking.customer, 'payment.released');
    expect(await listed(running, booking.provider)).toEqual([]);
  });

  test('reviews are told of without what they say, and a payout to its owner', async () => {
    const booking = aBooking();
    const review = (subject: 'PROVIDER' | 'CUSTOMER') => ({ reviewId: newId('rev'), orderId: booking.id, subject });
    await running.broker.publish([
      placed(booking),
      event('review.submitted', booking.providerId, { ...review('PROVIDER'), authorId: booking.customer }),
      event('payout.completed', newId('pyo'), {
        payoutId: newId('pyo'),
        accountId: booking.provider,
        amount: usd(500),
      }),
    ]);
    await hasTypes(running, booking.provider, 'review.submitted', 'payout.completed');
    await running.broker.publish([
      event('review.submitted', booking.customerId, { ...review('CUSTOMER'), authorId: booking.provider }),
      event('review.published', booking.providerId, {
        ...review('PROVIDER'),
        providerId: booking.providerId,
        customerId: booking.customerId,
        rating: 4,
        summary: { average: 4, count: 1, histogram: [0, 0, 0, 1, 0] },
      }),
    ]);
    await hasTypes(running, booking.provider, 'review.submitted', 'payout.completed', 'review.published');
    expect(await types(running, booking.customer)).toEqual([]);
    const payout = (await listed(running, booking.provider)).find(({ type }) => type === 'payout.completed');
    expect(payout).toMatchObject({ title: 'Paid out: $5.00', order: null });
  });

  test('the stream starts with a snapshot, tells each notification once, and goes on after a cursor', async () => {
    const booking = aBooking();
    const caller = callerFor(booking.customer);
    const first = await running.follow(caller);
    const snapshot = await first.next();
    expect(snapshot).toMatchObject({ snapshot: true, unreadNotifications: 0, notification: null });
    await running.broker.publish([placed(booking), authorized(booking)]);
    const live = await first.next();
    expect(live).toMatchObject({
      snapshot: false,
      unreadNotifications: 1,
      notification: { type: 'payment.authorized' },
    });
    await first.stop();
    await running.broker.publish([accepted(booking)]);
    await hasTypes(running, booking.customer, 'payment.authorized', 'order.accepted');

    const resumed = await running.follow(caller, live.cursor);
    expect(await resumed.next()).toMatchObject({ snapshot: false, notification: { type: 'order.accepted' } });
    await resumed.stop();
    const fromTheStart = await running.follow(caller, snapshot.cursor);
    expect(await fromTheStart.next()).toEqual({ ...live, unreadNotifications: 2 });
    expect(await fromTheStart.next()).toMatchObject({ notification: { type: 'order.accepted' } });
    await fromTheStart.stop();
  });

  test('followers at the same time and one after the other see the same, without gap or double', async () => {
    const customer = newId('acc');
    const caller = callerFor(customer);
    const bookings = Array.from({ length: 8 }, () => aBooking(customer));
    const watching = await running.follow(caller);
    const { cursor: start } = await watching.next();
    const publishing = Promise.all(bookings.map((each) => running.broker.publish([placed(each), authorized(each)])));

    const whole: string[] = [];
    for (const _ of bookings) whole.push((await watching.next()).notification?.id ?? '');
    await watching.stop();
    await publishing;

    const pieces: string[] = [];
    let after = start;
    while (pieces.length < bookings.length) {
      const piece = await running.follow(caller, after);
      for (let read = 0; read < 3 && pieces.length < bookings.length; read += 1) {
        const { cursor, notification } = await piece.next();
        pieces.push(notification?.id ?? '');
        after = cursor;
      }
      await piece.stop();
    }
    expect(pieces).toEqual(whole);
    expect(new Set(whole).size).toBe(bookings.length);
  });
});
