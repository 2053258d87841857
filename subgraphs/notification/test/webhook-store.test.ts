import { DAY, earlier, later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NotificationStore, NotificationTransaction } from '../src/application/ports.ts';
import type { Delivery } from '../src/domain/webhook.ts';
import { aDelivery, aWebhook, NOW } from './samples.ts';
import { describeStores, type OpenStore, type OpensStore } from './stores.ts';

describeStores('webhooks in the store', (open: OpensStore) => {
  let opened: OpenStore;
  let store: NotificationStore;
  beforeAll(async () => {
    opened = await open({ now: () => NOW });
    store = opened.store;
  });
  afterAll(() => opened.close());

  const within = <R>(work: (tx: NotificationTransaction) => Promise<R>) =>
    store.transact({ correlationId: 'test' }, work);

  async function saved(change: Parameters<typeof aWebhook>[1] = {}) {
    const webhook = aWebhook(newId('acc'), change);
    await within((tx) => tx.saveWebhook(webhook));
    return webhook;
  }

  async function delivered(...all: readonly Delivery[]): Promise<void> {
    await within(async (tx) => {
      for (const each of all) expect(await tx.addDelivery(each)).toBe(true);
    });
  }

  test('are found as they were last saved, newest first', async () => {
    const first = await saved({ query: 'query($id: ID!) { order(id: $id) { id } }', scopes: ['orders:read'] });
    const second = aWebhook(first.accountId);
    await within((tx) => tx.saveWebhook(second));
    const off = { ...first, active: false, lastTakenAt: NOW };
    await within(async (tx) => {
      expect(await tx.lockWebhook(first.id)).toEqual(first);
      await tx.saveWebhook(off);
    });
    expect(await store.reads.webhook(first.id)).toEqual(off);
    expect(await store.reads.webhooks(first.accountId)).toEqual([second, off]);
    expect(await within((tx) => tx.webhooks(first.accountId))).toEqual([second, off]);
    expect(await store.reads.webhook(newId('whk'))).toBeUndefined();
  });

  test('want the types that they name, while they are on', async () => {
    const webhook = await saved({ eventTypes: ['order.accepted', 'payout.failed'] });
    const wanting = (type: 'order.accepted' | 'order.declined', account = webhook.accountId) =>
      within((tx) => tx.webhooksFor(account, type));
    expect(await wanting('order.accepted')).toEqual([webhook]);
    expect(await wanting('order.declined')).toEqual([]);
    expect(await wanting('order.accepted', newId('acc'))).toEqual([]);
    await within((tx) => tx.saveWebhook({ ...webhook, active: false }));
    expect(await wanting('order.accepted')).toEqual([]);
  });

  test('transactions that lock the same webhook run one after the other', async () => {
    const { id } = await saved();
    const delivery = aDelivery(id);
    await delivered(delivery);
    const count = () =>
      within(async (tx) => {
        await tx.lockWebhook(id);
        const { attempts } = (await tx.delivery(delivery.id)) ?? delivery;
        await tx.saveDelivery({ ...delivery, attempts: attempts + 1 });
      });
    await Promise.all([count(), count(), count(), count()]);
    expect((await within((tx) => tx.delivery(delivery.id)))?.attempts).toBe(4);
  });

  test('get an event once', async () => {
    const { id } = await saved();
    const delivery = aDelivery(id);
    await delivered(delivery);
    const again = aDelivery(id, { eventId: delivery.eventId });
    expect(await within((tx) => tx.addDelivery(again))).toBe(false);
    expect(await store.reads.deliveries(id, 10, undefined)).toEqual([delivery]);
    const other = await saved();
    await delivered(aDelivery(other.id, { eventId: delivery.eventId }));
  });

  test('of a lane the oldest pending delivery comes first', async () => {
    const { id } = await saved();
    const entity = newId('ord');
    const [first, second] = [aDelivery(id, { entity }), aDelivery(id, { entity })];
    await delivered(second, first, aDelivery(id));
    const lane = { webhookId: id, entity };
    expect(await store.reads.firstPending(lane)).toEqual(first);
    await within(async (tx) => {
      await tx.saveDelivery({ ...first, status: 'DELIVERED', attempts: 1, lastStatusCode: 204, nextAttemptAt: null });
      expect(await tx.firstPending(lane)).toEqual(second);
      await tx.saveDelivery({ ...second, status: 'FAILED' });
    });
    expect(await store.reads.firstPending(lane)).toBeUndefined();
  });

  test('deliveries page newest first without gap or double', async () => {
    const { id } = await saved();
    const all = Array.from({ length: 5 }, () => aDelivery(id));
    await delivered(...all);
    const seen: Delivery[] = [];
    for (const expected of [2, 2, 1, 0]) {
      const page = await store.reads.deliveries(id, 2, seen.at(-1)?.id);
      expect(page).toHaveLength(expected);
      seen.push(...page);
    }
    expect(seen).toEqual(all.toReversed());
  });

  test('all that is pending can be given up at once', async () => {
    const { id } = await saved();
    const [pending, done] = [aDelivery(id, { nextAttemptAt: NOW }), aDelivery(id, { status: 'DELIVERED' })];
    await delivered(pending, done);
    await within((tx) => tx.failPending(id));
    const failed = { ...pending, status: 'FAILED', nextAttemptAt: null };
    expect(await store.reads.deliveries(id, 10, undefined)).toEqual([done, failed]);
  });

  test('old deliveries go, but for those still on their way', async () => {
    const { id } = await saved();
    const before = earlier(NOW, 30 * DAY);
    const old = { createdAt: earlier(before, 1) };
    const [gone, pending, young] = [
      aDelivery(id, { ...old, status: 'FAILED' }),
      aDelivery(id, old),
      aDelivery(id, { createdAt: later(before, 1), status: 'DELIVERED' }),
    ];
    await delivered(gone, pending, young);
    await within((tx) => tx.pruneDeliveries(id, before));
    expect(await store.reads.deliveries(id, 10, undefined)).toEqual([young, pending]);
  });

  test('their deliveries go with them, and both with all that is kept for their account', async () => {
    const [one, two] = [await saved(), await saved()];
    const [ofOne, ofTwo] = [aDelivery(one.id), aDelivery(two.id)];
    await delivered(ofOne, ofTwo);
    await within((tx) => tx.removeWebhook(one.id));
    await within((tx) => tx.removeAllOf(two.accountId));
    for (const { id } of [one, two]) expect(await store.reads.webhook(id)).toBeUndefined();
    for (const { id } of [ofOne, ofTwo]) expect(await within((tx) => tx.delivery(id))).toBeUndefined();
  });
});
