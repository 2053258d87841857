import { idFrom, newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import type { Closable } from '@marketplace/messaging/broker';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasTypes, introduce } from './inbox.ts';
import { type Running, runNotification } from './running.ts';
import {
  aBooking,
  accepted,
  accountCreated,
  anOrder,
  authorized,
  callerFor,
  event,
  nobody,
  placed,
  usd,
} from './samples.ts';
import { describeStores, type OpenStore, type OpensStore, openPglite } from './stores.ts';

const STORY = 'query ($id: ID!) { orderStory(orderId: $id) { at context type summary correlationId } }';
const AUDIT =
  'query ($first: Int, $after: String) { auditLog(first: $first, after: $after) { edges { node { id at actor { id } action subject reason } } pageInfo { hasNextPage endCursor } } }';
const PARKED =
  '{ parkedMessages { edges { node { id consumer eventId eventType error attempts parkedAt body } } pageInfo { hasNextPage } } }';
const REPLAY =
  'mutation ($id: ID!) { replayParkedMessage(id: $id) { parkedMessage { id } userErrors { code field } } }';
const DISCARD =
  'mutation ($id: ID!, $reason: String!) { discardParkedMessage(id: $id, reason: $reason) { parkedMessage { id } userErrors { code field } } }';

const operator = callerFor(newId('acc'), 'OPERATOR');

interface Shown {
  readonly id: string;
  readonly consumer: string;
  readonly eventType: string;
  readonly body: string;
}

const parkedAt = async (running: Running): Promise<Shown[]> => {
  const { parkedMessages } = await running.ask(operator, PARKED);
  return Object(parkedMessages).edges.map(({ node }: { node: Shown }) => node);
};

const audited = async (running: Running) => {
  const { auditLog } = await running.ask(operator, AUDIT);
  return Object(auditLog).edges.map(({ node }: { node: object }) => node);
};

describe('what operators may ask', () => {
  let running: Running;
  beforeAll(async () => {
    running = await runNotification(openPglite);
  });
  afterAll(() => running.close());

  test.each([
    ['orderStory', STORY, { id: newId('ord') }],
    ['auditLog', AUDIT, {}],
    ['parkedMessages', PARKED, {}],
    ['replayParkedMessage', REPLAY, { id: newId('msg') }],
    ['discardParkedMessage', DISCARD, { id: newId('msg'), reason: 'Poison' }],
  ])('%s is for them alone', async (_name, query, variables) => {
    for (const role of ['CUSTOMER', 'PROVIDER', 'MODERATOR', 'ADMIN'] as const)
      await expect(running.ask(callerFor(newId('acc'), role), query, variables)).rejects.toThrow('FORBIDDEN');
    await expect(running.ask(nobody, query, variables)).rejects.toThrow('UNAUTHENTICATED');
  });

  test('the audit log has what other contexts have recorded, newest first, page by page', async () => {
    const entry = (minute: number, actor: `acc_${string}` | null) => {
      const auditId = newId('aud');
      return event('audit.recorded', auditId, {
        auditId,
        at: `2026-11-02T10:0${minute}:00.000Z`,
        actor,
        action: 'grant OPERATOR',
        subject: newId('acc'),
        reason: 'Asked for it',
      });
    };
    const [older, newer] = [entry(1, null), entry(2, operator.account)];
    await running.broker.publish([newer, older]);
    await eventually(async () => (await audited(running)).length === 2);
    const page = async (after: string | null) =>
      Object((await running.ask(operator, AUDIT, { first: 1, after })).auditLog);
    const first = await page(null);
    expect(first.edges[0].node).toEqual({
      id: newer.data.auditId,
      at: '2026-11-02T10:02:00.000Z',
      actor: { id: operator.account },
      action: 'grant OPERATOR',
      subject: newer.data.subject,
      reason: 'Asked for it',
    });
    const second = await page(first.pageInfo.endCursor);
    expect(second.edges[0].node).toMatchObject({ id: older.data.auditId, actor: null });
    expect(second.pageInfo.hasNextPage).toBe(false);
    await expect(page('nonsense')).rejects.toThrow('CURSOR_UNKNOWN');
  });

  test('an order’s story tells over all contexts what happened, who was told and how, in order of time', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    const later = (made: AnyEnvelope, minute: number) => ({ ...made, time: `2026-11-02T10:0${minute}:00.000Z` });
    await running.broker.publish([
      later(placed(booking), 1),
      later(authorized(booking), 2),
      later(accepted(booking), 3),
    ]);
    await hasTypes(running, booking.customer, 'payment.authorized', 'order.accepted');
    const story = await eventually(async () => {
      const { orderStory } = await running.ask(operator, STORY, { id: booking.id });
      const entries: { type: string; context: string; summary: string; at: string }[] = Object(orderStory);
      return entries.filter(({ type }) => type === 'mail.sent').length === 3 ? entries : undefined;
    });
    const ofEvents = story.filter(({ context }) => context !== 'notification');
    expect(ofEvents.map(({ context, type }) => `${context}: ${type}`)).toEqual([
      'order: order.placed',
      'payment: payment.authorized',
      'order: order.accepted',
    ]);
    expect(ofEvents[0]?.summary).toBe(
      'The customer placed it for $84.00, from 2026-11-23T08:30:00.000Z, to be paid by wallet.',
    );
    const summaries = story.map(({ summary }) => summary);
    expect(summaries).toContain('The provider is told of payment.authorized in the app, by mail.');
    expect(summaries).toContain('The customer was mailed about order.accepted.');
    expect(summaries.join(' ')).not.toMatch(/Ada|Bea|Brushes/);
    expect(story.map(({ at }) => at)).toEqual(story.map(({ at }) => at).toSorted());
  });

  test('an order that nobody has heard of has no story', async () => {
    for (const id of [newId('ord'), newId('acc'), 'nonsense'])
      expect(await running.ask(operator, STORY, { id })).toEqual({ orderStory: null });
  });

  test('every event that names an order is in its story, whether anybody is told of it or not', async () => {
    const booking = aBooking();
    await introduce(running, booking);
    const job = newId('job');
    const about = { id: job, customerId: booking.customerId, title: 'Windows', skillId: newId('skl') };
    const place = { location: { latitude: 52.5, longitude: 13.4 }, expiresAt: '2026-11-16T10:00:00.000Z' };
    await running.broker.publish([
      placed(booking),
      event('job.assigned', job, { job: { ...about, ...place, status: 'ASSIGNED', orderId: booking.id } }),
    ]);
    const story = async () => Object((await running.ask(operator, STORY, { id: booking.id })).orderStory);
    await eventually(async () => (await story()).length === 2);
    expect(await story()).toMatchObject([
      { type: 'order.placed' },
      { type: 'job.assigned', summary: 'Job: assigned.' },
    ]);
  });

  test('operators are told of what needs them, and others of theirs', async () => {
    const booking = aBooking();
    const someone = newId('acc');
    await introduce(running, booking);
    await running.broker.publish([accountCreated(someone, 'Olga', 'de', 'OPERATOR'), placed(booking)]);
    await eventually(() => running.store.reads.account(someone));
    const dispute = { actor: 'CUSTOMER', disputeId: newId('dsp'), reason: 'Wet windows' } as const;
    const order = anOrder(booking, 'DISPUTED');
    await running.broker.publish([
      event('order.disputed', booking.id, { order, ...dispute }),
      event('payment.charged_back', newId('chb'), {
        chargebackId: 'dp_1',
        accountId: booking.customer,
        payment: null,
        amount: usd(500),
        reason: null,
      }),
    ]);
    await hasTypes(running, someone, 'order.disputed', 'payment.charged_back');
    await hasTypes(running, booking.provider, 'order.disputed');
    const [theirs] = (await running.store.reads.inApp(someone, 10, undefined)).filter(
      ({ orderId }) => orderId !== null,
    );
    expect(theirs).toMatchObject({
      title: 'Zu klären: Window cleaning',
      body: expect.stringContaining('„Wet windows“'),
    });
  });
});

describeStores('a message that another context parks', (open: OpensStore) => {
  let running: Running;
  let elsewhere: OpenStore;
  let consumer: Closable;
  let healed: boolean;
  const handled: string[] = [];
  const owner = newId('acc');

  beforeAll(async () => {
    running = await runNotification(open, { delays: true, duplicates: true, reorders: true });
    elsewhere = await open(running.clock);
    await running.broker.publish([accountCreated(owner, 'Ada')]);
    await eventually(() => running.store.reads.account(owner));
    const { store } = elsewhere;
    consumer = await startMessaging({
      name: 'payment',
      broker: running.broker,
      store: store.messages,
      transact: store.transact,
      patterns: ['payout.*'],
      handlers: {
        'payout.completed': async (_tx, { subject }) => {
          if (!healed) throw new Error('poison');
          handled.push(subject);
        },
      },
      fire: async () => {},
      clock: running.clock,
      logger: silentLogger,
      delays: { inLaneMs: [], inStoreMs: [1] },
    });
  });
  afterAll(async () => {
    await consumer.close();
    await running.close();
    await elsewhere.close();
  });

  async function parkOne(): Promise<Shown> {
    healed = false;
    const subject = newId('pyo');
    const data = { payoutId: subject, accountId: owner, amount: usd(500) };
    await running.broker.publish([event('payout.completed', subject, data)]);
    return eventually(async () => (await parkedAt(running)).find(({ body }) => body.includes(subject)));
  }
  const isGone = (id: string) => eventually(async () => !(await parkedAt(running)).some((each) => each.id === id));

  test('is shown to operators with its error and its body', async () => {
    const message = await parkOne();
    expect(message).toMatchObject({ consumer: 'payment', eventType: 'payout.completed', error: 'poison' });
    expect(JSON.parse(message.body)).toMatchObject({ type: 'payout.completed', data: { amount: usd(500) } });
  });

  test('is handled after all once its cause is mended and an operator replays it, which is audited', async () => {
    const { id, body } = await parkOne();
    healed = true;
    const done = { replayParkedMessage: { parkedMessage: { id }, userErrors: [] } };
    expect(await running.ask(operator, REPLAY, { id })).toEqual(done);
    await isGone(id);
    await eventually(() => handled.includes(JSON.parse(body).subject));
    const entry = { actor: { id: operator.account }, action: 'replay parked message', subject: id, reason: null };
    expect(await audited(running)).toContainEqual(expect.objectContaining(entry));
  });

  test('is parked again when the replay fails, and replayed no second time by itself', async () => {
    const { id } = await parkOne();
    const first = await running.store.reads.parkedMessage(idFrom('msg', id));
    await running.ask(operator, REPLAY, { id });
    await eventually(async () => {
      const again = await running.store.reads.parkedMessage(idFrom('msg', id));
      return again && first && again.parkedAt > first.parkedAt;
    });
    await eventually(async () => (await running.store.messages.deadlines.next()) === null);
    expect((await parkedAt(running)).map((each) => each.id)).toContain(id);
  });

  test('is forgotten when an operator discards it, which is audited with the reason', async () => {
    const { id, body } = await parkOne();
    expect(await running.ask(operator, DISCARD, { id, reason: '  ' })).toMatchObject({
      discardParkedMessage: { parkedMessage: null, userErrors: [{ code: 'INVALID_INPUT', field: ['reason'] }] },
    });
    await running.ask(operator, DISCARD, { id, reason: 'Paid by hand' });
    await isGone(id);
    const entry = { action: 'discard parked message', subject: id, reason: 'Paid by hand' };
    expect(await audited(running)).toContainEqual(expect.objectContaining(entry));
    expect(handled).not.toContain(JSON.parse(body).subject);
  });

  test('is unknown when it is none', async () => {
    for (const id of [newId('msg'), 'nonsense'])
      expect(await running.ask(operator, REPLAY, { id })).toMatchObject({
        replayParkedMessage: { parkedMessage: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] },
      });
  });

  test('can only be discarded when it can’t be read', async () => {
    running.broker.put('payment', '{"half":');
    const { id, ...shown } = await eventually(async () =>
      (await parkedAt(running)).find(({ body }) => body === '{"half":'),
    );
    expect(shown).toMatchObject({ eventId: id, eventType: 'unreadable' });
    expect(await running.ask(operator, REPLAY, { id })).toMatchObject({
      replayParkedMessage: { userErrors: [{ code: 'CONFLICT' }] },
    });
    await running.ask(operator, DISCARD, { id, reason: 'Not ours' });
    await isGone(id);
  });
});
