/** Events as services that are a version behind send them. */
import { newId } from '@marketplace/kernel/ids';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { previousVersion } from '@marketplace/testing/deliveries';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventHandlers } from '../src/application/handle-events.ts';
import { anOrder, caller, startContext, type TestContext, usd } from './context.ts';

let running: TestContext;
beforeAll(async () => {
  running = await startContext();
});
afterAll(() => running.stop());

const publish = async (event: AnyEnvelope) => void (await running.broker.publish([previousVersion(event)]));
type Order = ReturnType<typeof anOrder>;

async function held(): Promise<Order> {
  const order = anOrder(running.broker, { card: 'pm_card_visa', publish });
  await order.place();
  await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
  return order;
}
async function charged(): Promise<Order> {
  const order = await held();
  await order.accept();
  await running.paymentWhen(order.id, ({ stage }) => stage === 'HELD');
  return order;
}

/** Each type that is acted on: what leads to it, the event, and what has come of it when it resolves. */
const HEARD: Readonly<Record<string, () => Promise<unknown>>> = {
  'order.placed': held,
  'order.accepted': charged,
  async 'order.declined'() {
    const order = await held();
    await order.decline();
    return running.paymentWhen(order.id, ({ status }) => status === 'RELEASED');
  },
  async 'order.expired'() {
    const order = await held();
    await order.expire();
    return running.paymentWhen(order.id, ({ status }) => status === 'RELEASED');
  },
  async 'order.cancelled'() {
    const order = await charged();
    await order.cancel(usd(4_200));
    return running.paymentWhen(order.id, ({ captured }) => captured.amount === 8_400);
  },
  async 'order.price_approved'() {
    const order = await charged();
    await order.approvePrice(usd(8_000));
    return running.paymentWhen(order.id, ({ price }) => price.amount === 8_000);
  },
  async 'order.price_withdrawn'() {
    const order = await charged();
    await order.approvePrice(usd(9_000));
    await running.paymentWhen(order.id, ({ price }) => price.amount === 9_000);
    await order.withdrawPrice(); // the order has not heard that the difference is held
    return running.paymentWhen(order.id, ({ price }) => price.amount === 8_400);
  },
  async 'order.completed'() {
    const order = await charged();
    await order.complete();
    return running.handled(order.id, 3);
  },
  async 'order.disputed'() {
    const order = await charged();
    await order.dispute();
    return running.paymentWhen(order.id, ({ disputed }) => disputed);
  },
  async 'order.settled'() {
    const order = await charged();
    await order.settle();
    return running.paymentWhen(order.id, ({ status }) => status === 'CAPTURED');
  },
  async 'account.deleted'() {
    const accountId = newId('acc');
    const set = 'mutation { setPayoutMethod(input: { token: "ba_ok" }) { payoutMethod { id } } }';
    await running.execute(caller(accountId, ['PROVIDER']), set);
    expect(await running.reads.payoutMethod(accountId)).toBeDefined();
    await publish({
      ...{ specversion: '1.0', id: newId('evt'), type: 'account.deleted', source: '/auth', subject: accountId },
      ...{ time: new Date().toISOString(), datacontenttype: 'application/json', sequence: 1, correlationid: 'test' },
      ...{ dataschema: 'https://marketplace.dev/events/account.deleted/1', data: { accountId } },
    });
    return eventually(async () => (await running.reads.payoutMethod(accountId)) === undefined);
  },
};

describe('an event of the previous schema version is accepted', () => {
  test('each type that is acted on has a case', () => {
    const { clock } = running;
    expect(Object.keys(HEARD).toSorted()).toEqual(Object.keys(eventHandlers({ clock, commission: 0 })).toSorted());
  });

  test.each(Object.entries(HEARD))('%s', async (_, heard) => {
    await heard();
    expect(await running.reads.reconcile()).toMatchObject({ balanced: true });
  });
});
