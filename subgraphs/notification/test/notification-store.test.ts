import type { DemoWorld } from '@marketplace/demo/world';
import { later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NotificationStore, NotificationTransaction } from '../src/application/ports.ts';
import type { Notification } from '../src/domain/notification.ts';
import { aBooking, aKnownOrder, aNotification, anAccount, NOW, usd } from './samples.ts';
import { describeStores, type OpenStore, type OpensStore } from './stores.ts';

const ORIGIN = { correlationId: 'test' };

describeStores('notification store', (open: OpensStore) => {
  let opened: OpenStore;
  let store: NotificationStore;
  beforeAll(async () => {
    opened = await open({ now: () => NOW });
    store = opened.store;
  });
  afterAll(() => opened.close());

  const within = <R>(work: (tx: NotificationTransaction) => Promise<R>) => store.transact(ORIGIN, work);
  const add = (...all: Notification[]) =>
    within(async (tx) => {
      for (const notification of all) expect(await tx.addNotification(notification)).toBe(true);
    });

  test('accounts, names of providers and orders are found as they were last saved', async () => {
    const account = anAccount(newId('acc'), { roles: ['CUSTOMER'], timeZone: 'Europe/Berlin' });
    const order = aKnownOrder(aBooking());
    await within(async (tx) => {
      expect(await tx.account(account.id)).toBeUndefined();
      expect(await tx.providerName(order.providerId)).toBeUndefined();
      expect(await tx.lockOrder(order.id)).toBeUndefined();
      await tx.saveAccount(account);
      await tx.saveProviderName(order.providerId, 'Brushes');
      await tx.saveOrder(order);
    });
    const changed = { ...order, status: 'SETTLED', reviewedBy: ['CUSTOMER'] } as const;
    await within(async (tx) => {
      expect(await tx.lockOrder(order.id)).toEqual(order);
      await tx.saveAccount({ ...account, displayName: 'Ada L.' });
      await tx.saveProviderName(order.providerId, 'Brushes & Co');
      await tx.saveOrder(changed);
    });
    await within(async (tx) => {
      expect(await tx.account(account.id)).toEqual({ ...account, displayName: 'Ada L.' });
      expect(await tx.providerName(order.providerId)).toBe('Brushes & Co');
      expect(await tx.lockOrder(order.id)).toEqual(changed);
    });
    expect(await store.reads.account(account.id)).toEqual({ ...account, displayName: 'Ada L.' });
  });

  test('transactions that lock the same order run one after the other', async () => {
    const order = aKnownOrder(aBooking(), { price: usd(0) });
    await within((tx) => tx.saveOrder(order));
    const raise = () =>
      within(async (tx) => {
        const { price } = (await tx.lockOrder(order.id)) ?? order;
        await tx.saveOrder({ ...order, price: usd(price.amount + 1) });
      });
    await Promise.all([raise(), raise(), raise(), raise()]);
    expect((await within((tx) => tx.lockOrder(order.id)))?.price).toEqual(usd(4));
  });

  test('an account is told of an event once', async () => {
    const account = newId('acc');
    const first = aNotification(account);
    const again = aNotification(account, { eventId: first.eventId, title: 'Again' });
    await add(first);
    expect(await within((tx) => tx.addNotification(again))).toBe(false);
    expect(await store.reads.inApp(account, 10, undefined)).toEqual([first]);
    expect(await store.reads.notification(again.id)).toBeUndefined();
    await add(aNotification(newId('acc'), { eventId: first.eventId }));
  });

  test('what a failed transaction wrote is gone', async () => {
    const notification = aNotification(newId('acc'));
    const failing = within(async (tx) => {
      await tx.addNotification(notification);
      await tx.appendToStream('stream', {});
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.reads.notification(notification.id)).toBeUndefined();
    expect(await store.messages.streams.head('stream')).toBe(0);
  });

  test('unread are those in the app that were not read; reading again changes nothing', async () => {
    const account = newId('acc');
    const [one, two, mailed] = [
      aNotification(account),
      aNotification(account),
      aNotification(account, { inApp: false }),
    ];
    await add(one, two, mailed);
    expect(await store.reads.unread(account)).toBe(2);
    expect(await within((tx) => tx.markRead(account, [one.id], later(NOW, 1)))).toBe(1);
    expect(await within((tx) => tx.markRead(account, [one.id], later(NOW, 2)))).toBe(1);
    expect(await store.reads.unread(account)).toBe(1);
    expect((await store.reads.notification(one.id))?.readAt).toEqual(later(NOW, 1));
  });

  test('nobody marks another’s notifications, nor those that are not in the app', async () => {
    const theirs = aNotification(newId('acc'));
    const account = newId('acc');
    const mailed = aNotification(account, { inApp: false });
    await add(theirs, mailed);
    expect(await within((tx) => tx.markRead(account, [theirs.id, mailed.id, newId('ntf')], NOW))).toBe(0);
    expect((await store.reads.notification(theirs.id))?.readAt).toBeNull();
  });

  test('the state of the mail is kept', async () => {
    const notification = aNotification(newId('acc'));
    await add(notification);
    await within((tx) => tx.setEmailState(notification.id, 'SENT'));
    expect(await store.reads.notification(notification.id)).toEqual({ ...notification, email: 'SENT' });
  });

  test('an account’s are paged newest first without gap or double, also where several have the same instant', async () => {
    const account = newId('acc');
    const all = Array.from({ length: 7 }, (_, n) =>
      aNotification(account, { createdAt: later(NOW, Math.floor(n / 3)) }),
    );
    await add(...all, aNotification(newId('acc')), aNotification(account, { inApp: false }));
    const seen: Notification[] = [];
    for (const expected of [3, 3, 1, 0]) {
      const last = seen.at(-1);
      const page = await store.reads.inApp(account, 3, last);
      expect(page).toHaveLength(expected);
      seen.push(...page);
    }
    const newestFirst = all.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
    expect(seen).toEqual(newestFirst);
  });

  test('preferences change one type at a time, also at the same time', async () => {
    const account = newId('acc');
    expect(await store.reads.preferences(account)).toEqual({});
    await Promise.all([
      within((tx) => tx.changePreferences(account, { 'order.accepted': ['IN_APP'] })),
      within((tx) => tx.changePreferences(account, { 'order.declined': [] })),
      within((tx) => tx.changePreferences(account, { 'payout.failed': ['EMAIL', 'IN_APP'] })),
    ]);
    const all = { 'order.accepted': ['IN_APP'], 'order.declined': [], 'payout.failed': ['EMAIL', 'IN_APP'] };
    expect(await store.reads.preferences(account)).toEqual(all);
    const changed = { ...all, 'order.declined': ['EMAIL'] };
    expect(await within((tx) => tx.changePreferences(account, { 'order.declined': ['EMAIL'] }))).toEqual(changed);
    expect(await within((tx) => tx.preferences(account))).toEqual(changed);
  });

  test('mails are kept newest first, one for each id', async () => {
    const to = { name: 'Ada', address: 'ada@example.org' };
    const mail = { to, subject: 'S', text: 'T', html: '<p>H</p>', unsubscribeUrl: 'https://market.example/u' };
    const [one, two] = [
      { id: newId('ntf'), ...mail, sentAt: NOW },
      { id: newId('ntf'), ...mail, sentAt: later(NOW, 1) },
    ];
    for (const each of [two, one, one]) await store.mails.save(each);
    expect(await store.mails.latest(10)).toEqual([two, one]);
    expect(await store.mails.latest(1)).toEqual([two]);
  });
});

describeStores('notification store, importing the demo world', (open: OpensStore) => {
  test('takes over the copies, once, and tells nobody', async () => {
    const { store, close } = await open({ now: () => NOW });
    try {
      const booking = aBooking();
      const world = demoWorld(booking);
      await store.importDemo(world);
      await store.importDemo(world);
      expect(await store.reads.account(booking.customer)).toMatchObject({ displayName: 'Ada', locale: 'en' });
      await store.transact(ORIGIN, async (tx) => {
        expect(await tx.providerName(booking.providerId)).toBe('Brushes & Co');
        const order = await tx.lockOrder(booking.id);
        expect(order).toEqual(aKnownOrder(booking, { status: 'SETTLED', start: NOW, reviewedBy: ['CUSTOMER'] }));
      });
      expect(await store.reads.inApp(booking.customer, 10, undefined)).toEqual([]);
      expect((await store.messages.outbox.backlog()).unsent).toBe(0);
    } finally {
      await close();
    }
  });
});

function demoWorld({ id, customer, customerId, provider, providerId }: ReturnType<typeof aBooking>): DemoWorld {
  const account = { email: 'ada@example.org', displayName: 'Ada', roles: [], locale: 'en', createdAt: NOW };
  const point = { latitude: 52.5, longitude: 13.4 };
  return {
    accounts: [
      { id: customer, ...account },
      { id: provider, ...account, displayName: 'Bea' },
    ],
    providers: [
      {
        id: providerId,
        displayName: 'Brushes & Co',
        bio: '',
        skillIds: [],
        location: { point, city: 'Berlin', countryCode: 'DE', timeZone: 'Europe/Berlin' },
        serviceRadiusMeters: 1,
        verified: true,
        offerings: [],
        weeklyHours: [],
        bufferMinutes: 0,
      },
    ],
    orders: [
      {
        id,
        customerId,
        providerId,
        offeringId: newId('off'),
        title: 'Window cleaning',
        price: usd(8_400),
        scheduledFor: { start: NOW, end: later(NOW, 1) },
        timeZone: 'Europe/Berlin',
        address: 'Somewhere 1',
        location: point,
        placedAt: NOW,
        acceptedAt: NOW,
        departedAt: NOW,
        startedAt: NOW,
        completedAt: NOW,
        settledAt: NOW,
        reviews: [{ id: newId('rev'), subject: 'PROVIDER', rating: 5, comment: 'Great', at: NOW }],
      },
    ],
  };
}
