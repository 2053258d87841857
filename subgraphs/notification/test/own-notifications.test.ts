import { newId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasTypes, introduce, LIST, listed } from './inbox.ts';
import { type MailBox, mailBox, type Running, runNotification } from './running.ts';
import { aBooking, accepted, authorized, type Booking, callerFor, nobody, placed } from './samples.ts';
import { openPglite } from './stores.ts';

describe('one’s own notifications', () => {
  let running: Running;
  let mails: MailBox;
  beforeAll(async () => {
    mails = mailBox();
    running = await runNotification(openPglite, { mailer: mails });
  });
  afterAll(() => running.close());

  const MARK =
    'mutation ($ids: [ID!]!) { markNotificationsRead(ids: $ids) { unreadNotifications userErrors { code field } } }';

  async function told(): Promise<Booking> {
    const booking = aBooking();
    await introduce(running, booking);
    await running.broker.publish([placed(booking), authorized(booking), accepted(booking)]);
    await hasTypes(running, booking.customer, 'payment.authorized', 'order.accepted');
    return booking;
  }

  test('are read by nobody else, whatever the role', async () => {
    const { customer } = await told();
    const stranger = callerFor(newId('acc'), 'CUSTOMER', 'OPERATOR', 'ADMIN', 'MODERATOR');
    expect(await running.ask(stranger, LIST)).toMatchObject({
      notifications: { edges: [] },
      viewer: { unreadNotifications: 0 },
    });
    const [theirs] = await listed(running, customer);
    expect(await running.ask(stranger, MARK, { ids: [theirs?.id] })).toEqual({
      markNotificationsRead: { unreadNotifications: null, userErrors: [{ code: 'NOT_FOUND', field: ['ids'] }] },
    });
    expect(await running.ask(callerFor(customer), '{ viewer { unreadNotifications } }')).toEqual({
      viewer: { unreadNotifications: 2 },
    });
  });

  test('are not followed with another account’s cursor', async () => {
    const { customer } = await told();
    const own = await running.follow(callerFor(customer));
    const { cursor } = await own.next();
    await own.stop();
    await expect(running.follow(callerFor(newId('acc')), cursor)).rejects.toThrow('CURSOR_UNKNOWN');
    await expect(running.follow(callerFor(customer), 'nonsense')).rejects.toThrow('CURSOR_UNKNOWN');
  });

  test('need a sign-in', async () => {
    await expect(running.ask(nobody, '{ notifications { edges { cursor } } }')).rejects.toThrow('UNAUTHENTICATED');
    await expect(running.follow(nobody)).rejects.toThrow('UNAUTHENTICATED');
    expect(await running.ask(nobody, '{ viewer { unreadNotifications } }')).toEqual({ viewer: null });
  });

  test('are marked as read together or not at all', async () => {
    const { customer } = await told();
    const caller = callerFor(customer);
    const ids = (await listed(running, customer)).map(({ id }) => id);
    const notFound = { markNotificationsRead: { unreadNotifications: null, userErrors: [{ code: 'NOT_FOUND' }] } };
    expect(await running.ask(caller, MARK, { ids: [ids[0], newId('ntf')] })).toMatchObject(notFound);
    expect(await running.ask(caller, MARK, { ids: [ids[0], 'nonsense'] })).toMatchObject(notFound);
    expect(await running.ask(caller, '{ viewer { unreadNotifications } }')).toMatchObject({
      viewer: { unreadNotifications: 2 },
    });
    const done = (unread: number) => ({ markNotificationsRead: { unreadNotifications: unread, userErrors: [] } });
    expect(await running.ask(caller, MARK, { ids: [ids[0], ids[0]] })).toEqual(done(1));
    expect(await running.ask(caller, MARK, { ids })).toEqual(done(0));
    expect(await running.ask(caller, MARK, { ids: [] })).toEqual(done(0));
    await expect(running.ask(caller, MARK, { ids: Array(101).fill(ids[0]) })).rejects.toThrow('BAD_USER_INPUT');
  });

  test('come page by page', async () => {
    const { customer } = await told();
    const page = (after: string | null) =>
      running.ask(
        callerFor(customer),
        'query ($after: String) { notifications(first: 1, after: $after) { edges { node { type } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
    const first = Object((await page(null)).notifications);
    const second = Object((await page(first.pageInfo.endCursor)).notifications);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect([first, second].map(({ edges }) => edges[0].node.type).sort()).toEqual([
      'order.accepted',
      'payment.authorized',
    ]);
    await expect(page('nonsense')).rejects.toThrow('CURSOR_UNKNOWN');
  });

  test('come on the channels that one has chosen', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    const caller = callerFor(booking.customer);
    const SET = `mutation ($to: [NotificationPreferenceInput!]!) {
      setNotificationPreferences(preferences: $to) { preferences { type channels } userErrors { code field } }
    }`;
    const set = (...to: { type: string; channels: string[] }[]) => running.ask(caller, SET, { to });
    expect(await set({ type: 'order.nonsense', channels: [] })).toEqual({
      setNotificationPreferences: {
        preferences: null,
        userErrors: [{ code: 'INVALID_INPUT', field: ['preferences', '0', 'type'] }],
      },
    });
    await set({ type: 'payment.authorized', channels: [] }, { type: 'order.accepted', channels: ['EMAIL'] });
    const answer = await running.ask(caller, '{ notificationPreferences { type channels } }');
    expect(answer.notificationPreferences).toEqual(
      expect.arrayContaining([
        { type: 'payment.authorized', channels: [] },
        { type: 'order.accepted', channels: ['EMAIL'] },
        { type: 'order.completed', channels: ['IN_APP', 'EMAIL', 'PUSH'] },
        { type: 'order.departed', channels: ['IN_APP', 'PUSH'] },
      ]),
    );
    await running.broker.publish([placed(booking), authorized(booking), accepted(booking)]);
    const mine = () => mails.sent.filter(({ to, text }) => to.name === 'Ada' && text.includes(booking.id));
    await eventually(() => mine().length > 0);
    await hasTypes(running, booking.provider, 'payment.authorized');
    expect(mine().map(({ subject }) => subject)).toEqual(['Brushes & Co accepted: Window cleaning']);
    expect(await listed(running, booking.customer)).toEqual([]);
  });
});
