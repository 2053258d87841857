import { later, MINUTE } from '@marketplace/kernel/clock';
import { type AccountId, newId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Gateway } from '../src/application/ports.ts';
import { NoAnswer } from '../src/infrastructure/simulated-gateway.ts';
import { anOrder, caller, startContext, type TestContext, usd } from './context.ts';

let running: TestContext;
let minutesAhead: number;
let isDown: boolean;

/** Does nothing and answers nothing while it is down. */
const failing = (gateway: Gateway): Gateway => {
  const orNoAnswer =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      isDown ? Promise.reject(new NoAnswer('down')) : call(...args);
  return { ...gateway, perform: orNoAnswer(gateway.perform), lookup: orNoAnswer(gateway.lookup) };
};

beforeEach(async () => {
  minutesAhead = 0;
  isDown = false;
  running = await startContext({
    clock: { now: () => later(new Date(), minutesAhead * MINUTE) },
    gateway: failing,
  });
});
afterEach(() => running.stop());

const report = async () => {
  const query = '{ ledgerReconciliation { balanced differences unknownAtGateway comparedUntil } }';
  return (await running.execute(caller(newId('acc'), ['OPERATOR']), query)).data?.ledgerReconciliation;
};

async function anHourLater() {
  const before = (await running.reads.gatewayTotals())?.until.getTime() ?? 0;
  minutesAhead += 65;
  await eventually(async () => {
    const until = (await running.reads.gatewayTotals())?.until.getTime() ?? 0;
    return until > before && until > later(new Date(), (minutesAhead - 6) * MINUTE).getTime();
  });
}

const topUp = (account: AccountId, amount = 5_000, paymentMethod = 'pm_card_visa') =>
  running.execute(
    caller(account),
    `mutation ($input: TopUpWalletInput!) { topUpWallet(input: $input) { userErrors { code } } }`,
    { input: { idempotencyKey: newId('key'), amount: usd(amount), paymentMethod } },
  );

describe('every hour the gateway’s totals are laid beside the books', () => {
  test('and are the same after charges, a refund and a chargeback', async () => {
    await topUp(newId('acc'));
    await topUp(newId('acc'), 700, 'pm_card_chargeback');
    const order = anOrder(running.broker, { card: 'pm_card_visa' });
    await order.place();
    await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
    await order.accept();
    await running.paymentWhen(order.id, ({ stage }) => stage === 'HELD');
    await order.settle(usd(400));
    await eventually(async () => (await running.inTransit()) === 0);
    await anHourLater();
    await anHourLater(); // the chargeback too
    expect((await running.reads.gatewayTotals())?.totals).toEqual([usd(13_000)]);
    expect(await report()).toMatchObject({ balanced: true, differences: [], comparedUntil: expect.any(String) });
  });

  test('and a charge that the books know nothing of is told, until it is put right', async () => {
    await topUp(newId('acc'));
    await running.database.db.execute(sql`
      insert into payments.simulated_operations (key, kind, reference, amount, currency, at)
      values ('unknown', 'CHARGE', 'sch_unknown', 1200, 'USD', ${running.clock.now().toISOString()}::timestamptz)`);
    await anHourLater();
    expect(await report()).toMatchObject({
      balanced: false,
      differences: ['the gateway has $62.00 of ours, the books say $50.00'],
    });
    await running.database.db.execute(sql`
      insert into payments.simulated_operations (key, kind, reference, amount, currency, at)
      values ('undone', 'REFUND', 'sch_unknown', 1200, 'USD', ${running.clock.now().toISOString()}::timestamptz)`);
    await anHourLater();
    expect(await report()).toMatchObject({ balanced: true, differences: [] });
  });

  test('and what is under way counts either way', async () => {
    isDown = true;
    const account = newId('acc');
    await topUp(account);
    await anHourLater();
    expect(await report()).toMatchObject({ balanced: true, unknownAtGateway: 1 });
  });
});

test('every hour the gateway is asked about each call that has no answer, also one whose deadline is lost', async () => {
  isDown = true;
  const account = newId('acc');
  await topUp(account);
  await running.database.db.execute(sql`delete from payments.deadlines where kind = 'gateway'`);
  isDown = false;
  await anHourLater();
  await eventually(async () => (await running.available(account)) === 5_000);
  expect(await report()).toMatchObject({ unknownAtGateway: 0 });
});
