import { randomBytes } from 'node:crypto';
import { newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { serve } from '@marketplace/subgraph/serve';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Pusher, PushGone } from '../src/application/push-ports.ts';
import type { Push, PushSubscription } from '../src/domain/push.ts';
import { hasTypes, introduce } from './inbox.ts';
import { type Running, runNotification } from './running.ts';
import { aBooking, authorized, callerFor, nobody, placed } from './samples.ts';
import { openPglite } from './stores.ts';

const SAVE =
  'mutation ($input: PushSubscriptionInput!) { savePushSubscription(input: $input) { userErrors { code field } } }';
const DELETE = 'mutation ($endpoint: String!) { deletePushSubscription(endpoint: $endpoint) { userErrors { code } } }';

const aBrowser = () => ({
  endpoint: `https://push.example/${newId('psh')}`,
  keys: {
    p256dh: Buffer.concat([Buffer.from([4]), randomBytes(64)]).toString('base64url'),
    auth: randomBytes(16).toString('base64url'),
  },
});

describe('pushes to browsers', () => {
  const sent: { push: Push; to: PushSubscription }[] = [];
  /** By endpoint: thrown at the next pushes, one each. */
  const failures = new Map<string, Error[]>();
  const pusher: Pusher = {
    key: 'PUBLIC',
    objection: (endpoint) => (endpoint.startsWith('https://') ? undefined : 'It must start with https://.'),
    send: async (push, to) => {
      const failure = failures.get(to.endpoint)?.shift();
      if (failure) throw failure;
      sent.push({ push, to });
    },
  };
  let running: Running;
  beforeAll(async () => {
    running = await runNotification(openPglite, { pusher });
  });
  afterAll(() => running.close());

  const save = (account: `acc_${string}`, input: object) => running.ask(callerFor(account), SAVE, { input });
  const subscribed = async (account: `acc_${string}`) => {
    const browser = aBrowser();
    expect(await save(account, browser)).toEqual({ savePushSubscription: { userErrors: [] } });
    return browser;
  };
  const sentTo = ({ endpoint }: { endpoint: string }) => sent.filter(({ to }) => to.endpoint === endpoint);

  test('are set up with the key that the API gives to everybody', async () => {
    expect(await running.ask(nobody, '{ pushKey }')).toEqual({ pushKey: 'PUBLIC' });
    await expect(running.ask(nobody, SAVE, { input: aBrowser() })).rejects.toThrow('UNAUTHENTICATED');
    await expect(running.ask(nobody, DELETE, { endpoint: 'x' })).rejects.toThrow('UNAUTHENTICATED');
  });

  test('reach each of an account’s browsers, and link to the order', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    const browsers = [await subscribed(booking.customer), await subscribed(booking.customer)];
    await running.broker.publish([placed(booking), authorized(booking)]);
    for (const browser of browsers) {
      await eventually(() => sentTo(browser).length > 0);
      expect(sentTo(browser)).toMatchObject([
        { push: { title: 'Request sent: Window cleaning', url: `https://market.example/orders/${booking.id}` } },
      ]);
    }
  });

  test('are not sent where they are not wanted', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    const browser = await subscribed(booking.customer);
    const other = await subscribed(booking.provider);
    await running.ask(
      callerFor(booking.customer),
      'mutation { setNotificationPreferences(preferences: [{ type: "payment.authorized", channels: [IN_APP] }]) { userErrors { code } } }',
    );
    await running.broker.publish([placed(booking), authorized(booking)]);
    await hasTypes(running, booking.customer, 'payment.authorized');
    await eventually(() => sentTo(other).length > 0);
    expect(sentTo(browser)).toEqual([]);
  });

  test('are tried again for the browser that failed alone', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    const [good, bad] = [await subscribed(booking.customer), await subscribed(booking.customer)];
    failures.set(bad.endpoint, [new Error('the push service answered 503')]);
    await running.broker.publish([placed(booking), authorized(booking)]);
    await eventually(() => sentTo(bad).length === 1);
    expect(sentTo(good)).toHaveLength(1);
  });

  test('are never sent again to a browser that is gone', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    const browser = await subscribed(booking.customer);
    failures.set(browser.endpoint, [new PushGone('410')]);
    await running.broker.publish([placed(booking), authorized(booking)]);
    const left = () => running.store.transact({ correlationId: 'x' }, (tx) => tx.pushSubscriptions(booking.customer));
    await eventually(async () => (await left()).length === 0);
    await eventually(async () => (await running.store.messages.deadlines.next()) === null);
    expect(sentTo(browser)).toEqual([]);
  });

  test('end when the browser’s owner says so, and when another signs in there', async () => {
    const [mine, theirs] = [newId('acc'), newId('acc')];
    const browser = await subscribed(mine);
    const of = (account: `acc_${string}`) =>
      running.store.transact({ correlationId: 'x' }, (tx) => tx.pushSubscriptions(account));
    await running.ask(callerFor(theirs), DELETE, { endpoint: browser.endpoint });
    expect(await of(mine)).toHaveLength(1);
    await save(theirs, browser);
    expect(await of(mine)).toHaveLength(0);
    expect(await running.ask(callerFor(theirs), DELETE, { endpoint: browser.endpoint })).toEqual({
      deletePushSubscription: { userErrors: [] },
    });
    expect(await of(theirs)).toHaveLength(0);
  });

  test.each([
    [{ endpoint: 'http://push.example/1' }, ['endpoint']],
    [{ endpoint: `https://push.example/${'x'.repeat(2_000)}` }, ['endpoint']],
    [{ keys: { ...aBrowser().keys, p256dh: 'AAAA' } }, ['keys', 'p256dh']],
    [{ keys: { ...aBrowser().keys, p256dh: randomBytes(65).fill(5).toString('base64url') } }, ['keys', 'p256dh']],
    [{ keys: { ...aBrowser().keys, auth: 'not base64 !' } }, ['keys', 'auth']],
    [{ keys: { ...aBrowser().keys, auth: randomBytes(15).toString('base64url') } }, ['keys', 'auth']],
  ])('need a browser that can be reached: not %j', async (change, field) => {
    expect(await save(newId('acc'), { ...aBrowser(), ...change })).toEqual({
      savePushSubscription: { userErrors: [{ code: 'INVALID_INPUT', field: ['input', ...field] }] },
    });
  });
});

test('without keys there is none to subscribe with, and /dev/mail shows what would have been sent', async () => {
  const running = await runNotification(openPglite);
  const served = await serve(running.context, { host: '127.0.0.1', port: 0, logger: silentLogger });
  try {
    expect(await running.ask(nobody, '{ pushKey }')).toEqual({ pushKey: null });
    const booking = aBooking();
    await introduce(running, booking);
    const browser = aBrowser();
    const save = (input: object) => running.ask(callerFor(booking.provider), SAVE, { input });
    expect(await save({ ...browser, endpoint: 'https://10.0.0.1/' })).toMatchObject({
      savePushSubscription: { userErrors: [{ code: 'INVALID_INPUT' }] },
    });
    await save(browser);
    await running.broker.publish([placed(booking), authorized(booking)]);
    const html = await eventually(async () => {
      const page = await (await fetch(`${served.url}/dev/mail`)).text();
      return page.includes(browser.endpoint) ? page : undefined;
    });
    expect(html).toContain('<strong>New request: Window cleaning</strong>');
  } finally {
    await served.close();
    await running.close();
  }
});
