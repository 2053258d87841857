import { createHmac } from 'node:crypto';
import { newId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { type Received, type Receiver, startReceiver } from '@marketplace/testing/receiver';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PublicRequest, PublicResult } from '../src/application/webhook-ports.ts';
import { hasTypes, introduce } from './inbox.ts';
import { integrator } from './integrator.ts';
import { type Running, runNotification } from './running.ts';
import { aBooking, accepted, authorized, type Booking, cancelled, event, placed, usd } from './samples.ts';
import { describeStores } from './stores.ts';

const RETRIED_WITHIN_MS = 25_000; // what overtook the order's placement, or met another transaction, is tried again later

const bodyOf = ({ body }: Received) => JSON.parse(body.toString('utf8'));

describeStores('webhooks', (open) => {
  let running: Running;
  let receiver: Receiver;
  const asked: PublicRequest[] = [];
  let answer: (request: PublicRequest) => PublicResult;
  beforeAll(async () => {
    running = await runNotification(open, {
      delays: true,
      duplicates: true,
      reorders: true,
      publicApi: async (request) => {
        asked.push(request);
        return answer(request);
      },
    });
  });
  beforeEach(async () => {
    receiver = await startReceiver();
    asked.length = 0;
  });
  afterEach(() => receiver.close());
  afterAll(() => running.close());

  const ofEvent = ({ id }: { id: string }) => receiver.received.filter(({ headers }) => headers['webhook-id'] === id);
  async function booked(): Promise<Booking> {
    const booking = aBooking();
    await introduce(running, booking);
    return booking;
  }
  const hookOf = async (account: `acc_${string}`, eventTypes: string[], query?: string) => {
    const hook = integrator(running, account);
    const created = await hook.create({ url: `${receiver.url}/hook`, eventTypes, ...(query ? { query } : {}) });
    expect(created.userErrors).toEqual([]);
    return { ...hook, id: String(created.webhook.id), secret: String(created.secret) };
  };

  // again where a message that overtook another waits for one of the consumer's later retries, which are minutes apart
  test('get what they name, signed with their secret', { retry: 2, timeout: 90_000 }, async () => {
    const booking = await booked();
    const { secret, deliveries } = await hookOf(booking.customer, ['order.accepted', 'payment.authorized']);
    const acceptance = [placed(booking), authorized(booking), accepted(booking)] as const;
    await running.broker.publish(acceptance);
    await eventually(() => ofEvent(acceptance[2]).length > 0 && ofEvent(acceptance[1]).length > 0, RETRIED_WITHIN_MS);
    expect(ofEvent(acceptance[0])).toEqual([]);
    const [{ path, headers, body }] = ofEvent(acceptance[2]) as [Received];
    expect(path).toBe('/hook');
    expect(headers['content-type']).toBe('application/json');
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body.toString('utf8')}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    expect(JSON.parse(body.toString('utf8'))).toEqual({
      type: 'order.accepted',
      timestamp: '2026-11-02T10:00:00.000Z',
      data: { orderId: booking.id, status: 'ACCEPTED', version: 1 },
    });
    await eventually(async () => (await deliveries()).every(({ status }) => status === 'DELIVERED'));
    expect(
      (await deliveries()).map(({ eventType, attempts, lastStatusCode, nextAttemptAt }) => ({
        eventType,
        attempts,
        lastStatusCode,
        nextAttemptAt,
      })),
    ).toEqual(
      expect.arrayContaining([{ eventType: 'order.accepted', attempts: 1, lastStatusCode: 204, nextAttemptAt: null }]),
    );
  });

  test('of a provider get nothing of an order before its money is held, and those of strangers nothing at all', async () => {
    const booking = await booked();
    const provider = await hookOf(booking.provider, ['order.placed', 'order.cancelled', 'payment.authorized']);
    const stranger = await hookOf(newId('acc'), ['order.placed', 'order.cancelled', 'payment.authorized']);
    const customer = await hookOf(booking.customer, ['order.placed', 'order.cancelled']);
    await running.broker.publish([placed(booking), cancelled(booking)]);
    await eventually(async () => (await customer.deliveries()).length === 2);
    expect(await provider.deliveries()).toEqual([]);
    expect(await stranger.deliveries()).toEqual([]);
  });

  test('get the events of one order in their order, whatever fails', async () => {
    const booking = await booked();
    const { deliveries } = await hookOf(booking.customer, ['order.placed', 'order.accepted', 'order.cancelled']);
    receiver.answers.push(500);
    const events = [placed(booking), accepted(booking), cancelled(booking)];
    await running.broker.publish(events);
    await eventually(async () => (await deliveries()).filter(({ status }) => status === 'DELIVERED').length === 3);
    const types = receiver.received.map((each) => bodyOf(each).type);
    expect(types).toEqual(['order.placed', 'order.placed', 'order.accepted', 'order.cancelled']);
    expect((await deliveries()).map(({ attempts }) => attempts)).toEqual([1, 1, 2]);
  });

  test('with an operation get its result, run in the owner’s name with the scopes of whoever made it', async () => {
    const booking = await booked();
    const query = 'query($id: ID!) { order(id: $id) { id status } }';
    answer = ({ id }) => ({ data: { order: { id, status: 'AS_IT_IS_NOW' } } });
    await hookOf(booking.customer, ['order.placed'], query);
    await running.broker.publish([placed(booking)]);
    const [received] = await eventually(() => (receiver.received.length > 0 ? receiver.received : undefined));
    expect(received && bodyOf(received).data).toEqual({ order: { id: booking.id, status: 'AS_IT_IS_NOW' } });
    const scopes = ['webhooks:read', 'webhooks:write', 'orders:read'];
    expect(asked[0]).toEqual({ query, id: booking.id, account: booking.customer, roles: ['CUSTOMER'], scopes });
  });

  test('show of what the owner may not see any more that it is nothing, and why', async () => {
    const booking = await booked();
    const refusal = { message: 'no', path: ['order'], extensions: { code: 'FORBIDDEN' } };
    const detail = { extensions: { code: 'FORBIDDEN', subgraph: 'order', id: 'x' } };
    answer = () => ({ data: { order: null }, errors: [{ ...refusal, ...detail }] });
    await hookOf(booking.customer, ['order.placed'], 'query($id: ID!) { order(id: $id) { id } }');
    await running.broker.publish([placed(booking)]);
    const [received] = await eventually(() => (receiver.received.length > 0 ? receiver.received : undefined));
    expect(received && bodyOf(received)).toMatchObject({ data: { order: null }, errors: [refusal] });
    expect(received && bodyOf(received).errors).toEqual([refusal]);
  });

  test('run their operation with what a token of the owner could have now', async () => {
    const booking = await booked();
    answer = () => ({ data: { order: null } });
    await hookOf(booking.customer, ['order.placed'], 'query($id: ID!) { order(id: $id) { id } }');
    const roles = { accountId: booking.customer, displayName: 'Ada', roles: ['MODERATOR' as const] };
    await running.broker.publish([event('account.roles_changed', booking.customer, roles)]);
    await eventually(async () => (await running.store.reads.account(booking.customer))?.roles[0] === 'MODERATOR');
    await running.broker.publish([placed(booking)]);
    await eventually(() => receiver.received.length > 0);
    expect(asked).toMatchObject([{ roles: ['MODERATOR'], scopes: [] }]);
  });

  test('wait while the operation cannot be run, and fail when it never can', async () => {
    const [waiting, refused] = [await booked(), await booked()];
    answer = ({ id }) =>
      id === refused.id
        ? { errors: [{ message: 'no', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }
        : { data: null, errors: [{ message: 'no', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] };
    const query = 'query($id: ID!) { order(id: $id) { id } }';
    const [first, second] = [
      await hookOf(waiting.customer, ['order.placed'], query),
      await hookOf(refused.customer, ['order.placed'], query),
    ];
    await running.broker.publish([placed(waiting), placed(refused)]);
    await eventually(async () => (await second.deliveries())[0]?.status === 'FAILED');
    await eventually(async () => (await first.deliveries())[0]?.attempts === 1);
    expect(await first.deliveries()).toMatchObject([{ status: 'PENDING', lastStatusCode: null }]);
    expect(receiver.received).toEqual([]);
    expect((await second.list())[0].active).toBe(true);
  });

  test('that say they are gone are switched off, and their owner is told', async () => {
    const [one, two] = [aBooking(), aBooking()];
    await introduce(running, one);
    const hook = await hookOf(one.customer, ['order.placed']);
    receiver.always = 410;
    await running.broker.publish([placed(one)]);
    await hasTypes(running, one.customer, 'webhook.switched_off');
    expect((await hook.list())[0].active).toBe(false);
    expect(await hook.deliveries()).toMatchObject([{ status: 'FAILED', attempts: 1, lastStatusCode: 410 }]);
    await running.broker.publish([placed({ ...two, customer: one.customer, customerId: one.customerId })]);
    await eventually(() => running.store.reads.order(two.id));
    expect(await hook.deliveries()).toHaveLength(1);
  });

  test('are switched on again by a replay that they take', async () => {
    const booking = await booked();
    const hook = await hookOf(booking.customer, ['order.placed']);
    receiver.always = 410;
    await running.broker.publish([placed(booking)]);
    const [delivery] = await eventually(async () => {
      const all = await hook.deliveries();
      return all[0]?.status === 'FAILED' ? all : undefined;
    });
    receiver.always = 204;
    const replayed = await hook.replay(delivery?.id ?? '');
    expect(replayed).toEqual({ delivery: { id: delivery?.id, status: 'PENDING', attempts: 0 }, userErrors: [] });
    await eventually(async () => (await hook.deliveries())[0]?.status === 'DELIVERED');
    expect((await hook.list())[0].active).toBe(true);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('that are deleted get nothing more', async () => {
    const booking = await booked();
    const hook = await hookOf(booking.customer, ['order.placed', 'order.accepted']);
    receiver.always = 500;
    await running.broker.publish([placed(booking)]);
    await eventually(() => receiver.received.length > 0);
    expect(await hook.remove(hook.id)).toEqual({ deleteWebhook: { webhook: { id: hook.id }, userErrors: [] } });
    const before = receiver.received.length;
    await running.broker.publish([accepted(booking)]);
    await hasTypes(running, booking.customer, 'order.accepted');
    expect(await hook.list()).toEqual([]);
    expect(receiver.received).toHaveLength(before);
  });

  test('get their owner’s payouts, and no one else’s', async () => {
    const account = newId('acc');
    const hook = await hookOf(account, ['payout.completed']);
    const payout = (accountId: `acc_${string}`) => {
      const payoutId = newId('pyo');
      return event('payout.completed', payoutId, { payoutId, accountId, amount: usd(500) });
    };
    const [mine, theirs] = [payout(account), payout(newId('acc'))];
    await running.broker.publish([theirs, mine]);
    await eventually(() => ofEvent(mine).length > 0);
    expect(bodyOf(ofEvent(mine)[0] as Received).data).toEqual({ payoutId: mine.data.payoutId });
    expect(await hook.deliveries()).toHaveLength(1);
  });
});
