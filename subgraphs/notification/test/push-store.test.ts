import { later } from '@marketplace/kernel/clock';
import { type AccountId, newId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NotificationStore, NotificationTransaction } from '../src/application/ports.ts';
import { MAX_PUSH_SUBSCRIPTIONS } from '../src/application/push-ports.ts';
import type { PushSubscription } from '../src/domain/push.ts';
import { NOW } from './samples.ts';
import { describeStores, type OpenStore, type OpensStore } from './stores.ts';

describeStores('subscribed browsers in the store', (open: OpensStore) => {
  let opened: OpenStore;
  let store: NotificationStore;
  beforeAll(async () => {
    opened = await open({ now: () => NOW });
    store = opened.store;
  });
  afterAll(() => opened.close());

  const within = <R>(work: (tx: NotificationTransaction) => Promise<R>) =>
    store.transact({ correlationId: 'test' }, work);
  const save = (subscription: PushSubscription) => within((tx) => tx.savePushSubscription(subscription));
  const of = (account: AccountId) => within((tx) => tx.pushSubscriptions(account));

  const aBrowser = (accountId: AccountId, change: Partial<PushSubscription> = {}): PushSubscription => {
    const id = newId('psh');
    const endpoint = `https://push.example/${id}`;
    return { id, accountId, endpoint, keys: { p256dh: 'key', auth: 'secret' }, createdAt: NOW, ...change };
  };

  test('are found by their id and by their account', async () => {
    const account = newId('acc');
    const [one, two] = [aBrowser(account), aBrowser(account, { createdAt: later(NOW, 1) })];
    await save(two);
    await save(one);
    await save(aBrowser(newId('acc')));
    expect(await of(account)).toEqual([one, two]);
    expect(await store.reads.pushSubscription(two.id)).toEqual(two);
    expect(await store.reads.pushSubscription(newId('psh'))).toBeUndefined();
  });

  test('have one owner each: whoever subscribed it last', async () => {
    const [before, after] = [newId('acc'), newId('acc')];
    const old = aBrowser(before);
    await save(old);
    const current = aBrowser(after, { endpoint: old.endpoint });
    await save(current);
    expect(await of(before)).toEqual([]);
    expect(await of(after)).toEqual([current]);
    expect(await store.reads.pushSubscription(old.id)).toBeUndefined();
  });

  test('are taken away by their own account alone', async () => {
    const account = newId('acc');
    const browser = aBrowser(account);
    await save(browser);
    await within((tx) => tx.removePushSubscription(newId('acc'), browser.endpoint));
    expect(await of(account)).toEqual([browser]);
    await within((tx) => tx.removePushSubscription(account, browser.endpoint));
    expect(await of(account)).toEqual([]);
  });

  test('are no more than an account may have: the oldest go', async () => {
    const account = newId('acc');
    const all = Array.from({ length: MAX_PUSH_SUBSCRIPTIONS + 2 }, (_, n) =>
      aBrowser(account, { createdAt: later(NOW, n) }),
    );
    for (const each of all) await save(each);
    expect(await of(account)).toEqual(all.slice(2));
  });

  test('go with all that is kept for their account', async () => {
    const account = newId('acc');
    await save(aBrowser(account));
    await within((tx) => tx.removeAllOf(account));
    expect(await of(account)).toEqual([]);
  });

  test('pushes that are not sent are kept newest first, one for each id', async () => {
    const push = { title: 'T', body: 'B', url: 'https://market.example/', endpoint: 'https://push.example/1' };
    const [one, two] = [
      { id: newId('ntf'), ...push, sentAt: NOW },
      { id: newId('ntf'), ...push, sentAt: later(NOW, 1) },
    ];
    for (const each of [two, one, one]) await store.pushes.save(each);
    expect(await store.pushes.latest(10)).toEqual([two, one]);
    expect(await store.pushes.latest(1)).toEqual([two]);
  });
});
