import { later } from '@marketplace/kernel/clock';
import { newId, providerOf } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_OPERATORS_TOLD, type NotificationStore, type NotificationTransaction } from '../src/application/ports.ts';
import type { AuditEntry } from '../src/domain/audit-entry.ts';
import { forgotten } from '../src/domain/notification.ts';
import type { ParkedMessage } from '../src/domain/parked-message.ts';
import type { StoryEntry } from '../src/domain/story-entry.ts';
import { aNotification, anAccount, NOW } from './samples.ts';
import { describeStores, type OpenStore, type OpensStore } from './stores.ts';

describeStores('what operators see in the store', (open: OpensStore) => {
  let opened: OpenStore;
  let store: NotificationStore;
  beforeAll(async () => {
    opened = await open({ now: () => NOW });
    store = opened.store;
  });
  afterAll(() => opened.close());

  const within = <R>(work: (tx: NotificationTransaction) => Promise<R>) =>
    store.transact({ correlationId: 'test' }, work);

  test('audit entries stand once each, newest first, and page without gap or double', async () => {
    const entries = Array.from(
      { length: 5 },
      (_, n): AuditEntry => ({
        id: newId('aud'),
        at: later(NOW, Math.floor(n / 2)),
        actor: n === 0 ? null : newId('acc'),
        action: 'grant OPERATOR',
        subject: newId('acc'),
        reason: n === 1 ? null : 'Asked for it',
      }),
    );
    await within(async (tx) => {
      for (const entry of [...entries, ...entries]) await tx.addAuditEntry(entry);
    });
    const seen: AuditEntry[] = [];
    for (const expected of [2, 2, 1, 0]) {
      const page = await store.reads.auditLog(2, seen.at(-1));
      expect(page).toHaveLength(expected);
      seen.push(...page);
    }
    expect(seen).toEqual(entries.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)));
  });

  test('an order’s story is in order of time, each entry once, and no other order’s', async () => {
    const orderId = newId('ord');
    const entry = (at: Date, change: Partial<StoryEntry> = {}): StoryEntry => ({
      id: newId('evt'),
      orderId,
      at,
      context: 'order',
      type: 'order.placed',
      summary: 'The customer placed it.',
      correlationId: 'request',
      ...change,
    });
    const [second, first, third] = [
      entry(later(NOW, 1)),
      entry(NOW, { correlationId: null }),
      entry(later(NOW, 1), { id: newId('ntf') }),
    ];
    await within(async (tx) => {
      for (const each of [second, first, third, first]) await tx.addStoryEntry(each);
      await tx.addStoryEntry({ ...first, orderId: newId('ord') });
    });
    expect(await store.reads.story(orderId, 10)).toEqual([first, second, third]);
    expect(await store.reads.story(orderId, 2)).toEqual([first, second]);
    expect(await store.reads.story(newId('ord'), 10)).toEqual([]);
  });

  test('parked messages stand as they were parked last, the latest first, until they are taken away', async () => {
    const parked = (at: number): ParkedMessage => ({
      id: newId('msg'),
      consumer: 'payment',
      eventId: newId('evt'),
      eventType: 'order.settled',
      error: 'poison',
      attempts: 5,
      parkedAt: later(NOW, at),
      body: '{"half":',
    });
    const [one, two, unreadable] = [parked(1), parked(2), { ...parked(3), eventId: null, eventType: null }];
    await within(async (tx) => {
      for (const each of [one, two, unreadable]) await tx.saveParkedMessage(each);
    });
    const oneAgain = { ...one, error: 'still poison', parkedAt: later(NOW, 4) };
    await within((tx) => tx.saveParkedMessage(oneAgain));
    expect(await store.reads.parkedMessages(10, undefined)).toEqual([oneAgain, unreadable, two]);
    expect(await store.reads.parkedMessages(10, oneAgain)).toEqual([unreadable, two]);
    await within((tx) => tx.removeParkedMessage(unreadable.id));
    expect(await store.reads.parkedMessage(unreadable.id)).toBeUndefined();
    expect(await store.reads.parkedMessage(two.id)).toEqual(two);
  });

  test('operators are those who have the role, and not too many', async () => {
    const operators = Array.from({ length: MAX_OPERATORS_TOLD + 1 }, () =>
      anAccount(newId('acc'), { roles: ['CUSTOMER', 'OPERATOR'] }),
    );
    const other = anAccount(newId('acc'), { roles: ['ADMIN', 'MODERATOR'] });
    await within(async (tx) => {
      for (const account of [other, ...operators]) await tx.saveAccount(account);
    });
    const found = await within((tx) => tx.operators());
    expect(found).toHaveLength(MAX_OPERATORS_TOLD);
    expect(operators.map(({ id }) => id)).toEqual(expect.arrayContaining([...found]));
  });

  test('all that is kept for an account can be taken away', async () => {
    const account = newId('acc');
    const notification = aNotification(account);
    const theirs = aNotification(newId('acc'));
    await within(async (tx) => {
      await tx.saveAccount(anAccount(account));
      for (const each of [notification, theirs]) await tx.addNotification(each);
      await tx.changePreferences(account, { 'order.accepted': [] });
      await tx.saveProviderName(providerOf(account), 'Brushes');
    });
    await within(async (tx) => {
      await tx.removeAllOf(account);
      await tx.saveAccount(forgotten(account));
    });
    expect(await store.reads.notification(notification.id)).toBeUndefined();
    expect(await store.reads.notification(theirs.id)).toEqual(theirs);
    expect(await store.reads.preferences(account)).toEqual({});
    expect(await within((tx) => tx.providerName(providerOf(account)))).toBeUndefined();
    expect(await store.reads.account(account)).toEqual(forgotten(account));
  });
});
