import { later, MINUTE } from '@marketplace/kernel/clock';
import { type AccountId, newId } from '@marketplace/kernel/ids';
import { rows } from '@marketplace/storage/database';
import { eventually } from '@marketplace/testing/eventually';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anOrder, caller, type PlacedBy, startContext, type TestContext, usd } from './context.ts';

let running: TestContext;
let minutesAhead = 0;
beforeAll(async () => {
  running = await startContext({ clock: { now: () => later(new Date(), minutesAhead * MINUTE) } });
});
afterAll(() => running.stop());
afterEach(async () => {
  expect(await running.reads.reconcile()).toMatchObject({ balanced: true, differences: [] });
});

const topUp = (account: AccountId, paymentMethod: string, amount = 5_000) =>
  running.execute(
    caller(account),
    `mutation ($input: TopUpWalletInput!) { topUpWallet(input: $input) { userErrors { code } } }`,
    { input: { idempotencyKey: newId('key'), amount: usd(amount), paymentMethod } },
  );

async function placed(by: PlacedBy) {
  const order = anOrder(running.broker, by);
  await order.place();
  await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
  return order;
}

async function settled(card: string) {
  const order = await placed({ card });
  await order.accept();
  await running.paymentWhen(order.id, ({ stage }) => stage === 'HELD');
  await order.settle();
  await running.paymentWhen(order.id, ({ status }) => status === 'CAPTURED');
  return order;
}

/** Webhooks that are still to come. */
async function webhooks(): Promise<number> {
  const [found] = await rows<{ count: number }>(
    running.database.db,
    sql`select count(*)::int as count from payments.deadlines where kind = 'simulated-webhook'`,
  );
  return found?.count ?? 0;
}

const charges = async (card: string) =>
  rows(
    running.database.db,
    sql`select captured::int, refunded::int from payments.simulated_charges where payment_method = ${card}`,
  );

describe('what a gateway tells by itself', () => {
  test('decides what its answer left open', async () => {
    const account = newId('acc');
    await topUp(account, 'pm_card_slow');
    expect(await running.available(account)).toBe(0);
    minutesAhead += 1;
    await eventually(async () => (await running.available(account)) === 5_000);
  });

  test('told three times has its effect once', async () => {
    const account = newId('acc');
    await topUp(account, 'pm_card_duplicate_webhooks');
    await eventually(async () => (await webhooks()) === 0);
    expect(await running.available(account)).toBe(5_000);
    expect(await charges('pm_card_duplicate_webhooks')).toHaveLength(1);
  });

  test('told when it is no news any more changes nothing', async () => {
    const order = await placed({ card: 'pm_card_late_webhook' });
    await order.decline();
    await running.paymentWhen(order.id, ({ status }) => status === 'RELEASED');
    expect(await webhooks()).toBe(1);
    minutesAhead += 2;
    await eventually(async () => (await webhooks()) === 0);
    expect(await running.findPayment(order.id)).toMatchObject({ status: 'RELEASED' });
    expect(running.saidOf(order.id)).toEqual(['payment.authorized', 'payment.released']);
  });
});

describe('a chargeback', () => {
  const chargedBack = () => eventually(async () => (await webhooks()) === 0);

  test('is an adjustment of the provider, who may owe it, and an operator is told', async () => {
    const order = await settled('pm_card_chargeback');
    expect(await running.available(order.provider)).toBe(7_560);
    minutesAhead += 11;
    await chargedBack();
    await eventually(() => running.saidOf(order.id).includes('payment.charged_back'));
    expect(await running.findPayment(order.id)).toMatchObject({
      ...{ status: 'REFUNDED', chargedBack: usd(8_400), refunded: usd(0), commission: usd(0), earning: usd(0) },
    });
    expect(await running.available(order.provider)).toBe(0);
    const history = `{ viewer { wallet { transactions { edges { node { type amount { amount } } } } } } }`;
    const answer = JSON.stringify((await running.execute(caller(order.provider, ['PROVIDER']), history)).data);
    expect(answer).toContain('{"type":"ADJUSTMENT","amount":{"amount":-8400}}');
    const told = running.said.find(
      ({ type, subject }) => type === 'payment.charged_back' && subject === order.paymentId,
    );
    expect(told?.data).toMatchObject({ accountId: order.customer, amount: usd(8_400), reason: 'fraudulent' });
  });

  test('while the order is under way leaves nothing to settle', async () => {
    const order = await placed({ card: 'pm_card_chargeback' });
    await order.accept();
    await running.paymentWhen(order.id, ({ stage }) => stage === 'HELD');
    minutesAhead += 11;
    await chargedBack();
    await running.paymentWhen(order.id, ({ chargedBack: taken }) => taken.amount === 8_400);
    await order.settle();
    await running.paymentWhen(order.id, ({ stage }) => stage === 'ENDED');
    expect(await running.findPayment(order.id)).toMatchObject({ status: 'REFUNDED', captured: usd(8_400) });
    expect(await running.available(order.provider)).toBe(0);
  });

  test('of a top-up takes it out of the wallet, also when it is spent', async () => {
    const account = newId('acc');
    await topUp(account, 'pm_card_chargeback', 9_000);
    const order = await placed({ customer: account });
    expect(await running.available(account)).toBe(600);
    minutesAhead += 11;
    await chargedBack();
    expect(await running.available(account)).toBe(-8_400);
    await eventually(() =>
      running.said.find(({ type, data }) => type === 'payment.charged_back' && data.accountId === account),
    );
    await order.decline();
    await running.paymentWhen(order.id, ({ status }) => status === 'RELEASED');
    expect(await running.available(account)).toBe(0);
  });
});
