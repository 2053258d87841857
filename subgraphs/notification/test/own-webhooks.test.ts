import { DAY, later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { httpWebhookSender } from '../src/infrastructure/http-webhook-sender.ts';
import { CREATE, DELETE, integrator, LIST, REPLAY, type ShownDelivery } from './integrator.ts';
import { type Running, runNotification } from './running.ts';
import { aDelivery, aWebhook, nobody } from './samples.ts';
import { openPglite } from './stores.ts';

describe('one’s own webhooks', () => {
  let running: Running;
  let strict: Running;
  beforeAll(async () => {
    running = await runNotification(openPglite);
    strict = await runNotification(openPglite, {
      sender: httpWebhookSender(false),
      publicApi: async () => ({ data: {} }),
    });
  });
  afterAll(async () => {
    await running.close();
    await strict.close();
  });

  const URL = 'https://hooks.example/';
  const GOOD = { url: URL, eventTypes: ['order.placed'] };

  test.each([
    [{ url: 'nonsense' }, ['url']],
    [{ url: 'http://hooks.example/' }, ['url']],
    [{ url: 'https://169.254.169.254/latest' }, ['url']],
    [{ url: 'https://localhost/' }, ['url']],
    [{ url: `https://hooks.example/${'x'.repeat(2_000)}` }, ['url']],
    [{ eventTypes: [] }, ['eventTypes']],
    [{ eventTypes: ['order.placed', 'account.created'] }, ['eventTypes', '1']],
    [{ eventTypes: ['audit.recorded'] }, ['eventTypes', '0']],
    [{ query: 'query($id: ID!) { nothing(id: $id) }' }, ['query']],
    [{ query: 'mutation($id: ID!) { deleteWebhook(id: $id) { webhook { id } } }' }, ['query']],
  ])('can’t be made with %j', async (change, field) => {
    const created = await integrator(strict, newId('acc')).create({ ...GOOD, ...change });
    const userErrors = [{ code: 'INVALID_INPUT', field: ['input', ...field] }];
    expect(created).toEqual({ secret: null, webhook: null, userErrors });
  });

  test('have an operation where operations can be run, and nowhere else', async () => {
    const query = 'query($id: ID!) { order(id: $id) { id } }';
    const made = await integrator(strict, newId('acc')).create({ ...GOOD, query });
    expect(made).toMatchObject({ webhook: { query }, userErrors: [] });
    const refused = await integrator(running, newId('acc')).create({ ...GOOD, query });
    expect(refused.userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['input', 'query'] }]);
  });

  test('show their secret once, and keep it unreadable', async () => {
    const account = newId('acc');
    const mine = integrator(running, account);
    const { secret, webhook } = await mine.create({ ...GOOD, eventTypes: ['order.placed', 'order.placed'] });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook).toMatchObject({ url: URL, eventTypes: ['order.placed'], query: null, active: true });
    const [stored] = await running.store.reads.webhooks(account);
    expect(stored?.secret).not.toContain(secret.slice(6));
  });

  test('are seen, deleted and replayed by nobody else', async () => {
    const account = newId('acc');
    const webhook = aWebhook(account);
    const delivery = aDelivery(webhook.id, { status: 'FAILED' });
    await running.store.transact({ correlationId: 'x' }, async (tx) => {
      await tx.saveWebhook(webhook);
      await tx.addDelivery(delivery);
    });
    const stranger = integrator(running, newId('acc'));
    expect(await stranger.list()).toEqual([]);
    const notFound = [{ code: 'NOT_FOUND', field: ['id'] }];
    for (const id of [webhook.id, newId('whk'), 'nonsense'])
      expect(await stranger.remove(id)).toEqual({ deleteWebhook: { webhook: null, userErrors: notFound } });
    for (const id of [delivery.id, newId('whd'), 'nonsense'])
      expect(await stranger.replay(id)).toEqual({ delivery: null, userErrors: notFound });
    expect(await running.store.reads.webhook(webhook.id)).toEqual(webhook);
    for (const [query, variables] of [
      [LIST, {}],
      [CREATE, { input: GOOD }],
      [DELETE, { id: webhook.id }],
      [REPLAY, { id: delivery.id }],
    ] as const)
      await expect(running.ask(nobody, query, variables)).rejects.toThrow('UNAUTHENTICATED');
  });

  test('are at most twenty, also when they are made at the same time', async () => {
    const mine = integrator(running, newId('acc'));
    const made = await Promise.all(Array.from({ length: 23 }, () => mine.create(GOOD)));
    const codes = made.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT']);
    expect(await mine.list()).toHaveLength(20);
  });

  test('show their deliveries page by page, and replay none that is on its way', async () => {
    const account = newId('acc');
    const mine = integrator(running, account);
    const webhook = aWebhook(account);
    const all = Array.from({ length: 3 }, () => aDelivery(webhook.id, { nextAttemptAt: later(new Date(), DAY) }));
    await running.store.transact({ correlationId: 'x' }, async (tx) => {
      await tx.saveWebhook(webhook);
      for (const each of all) await tx.addDelivery(each);
    });
    const page = async (after: string | null) => (await mine.list({ first: 2, after }))[0].deliveries;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    const ids = [first, second].flatMap(({ edges }) => edges.map(({ node }: { node: ShownDelivery }) => node.id));
    expect(ids).toEqual(all.map(({ id }) => id).toReversed());
    expect(second.pageInfo.hasNextPage).toBe(false);
    await expect(page('nonsense')).rejects.toThrow('CURSOR_UNKNOWN');
    expect(await mine.replay(all[0]?.id ?? '')).toMatchObject({ userErrors: [{ code: 'CONFLICT' }] });
  });
});
