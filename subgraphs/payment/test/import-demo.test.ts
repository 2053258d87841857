import type { DemoOrder, DemoWorld } from '@marketplace/demo/world';
import { DAY } from '@marketplace/kernel/clock';
import { type AccountId, accountOf, customerOf, newId, providerOf } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caller, startContext, type TestContext, usd } from './context.ts';

const MIDNIGHT = new Date('2026-11-01T00:00:00.000Z');

function demoOrder(customer: AccountId, provider: AccountId, day: number): DemoOrder {
  const at = new Date(MIDNIGHT.getTime() + day * DAY);
  return {
    ...{
      id: newId('ord'),
      customerId: customerOf(customer),
      providerId: providerOf(provider),
      offeringId: newId('off'),
    },
    ...{ title: 'Deep clean', price: usd(5_000 + day), timeZone: 'Europe/Berlin', address: 'Hauptstraße 1' },
    ...{ scheduledFor: { start: at, end: at }, location: { latitude: 52.5, longitude: 13.4 }, reviews: [] },
    ...{ placedAt: at, acceptedAt: at, departedAt: at, startedAt: at, completedAt: at, settledAt: at },
  };
}

const customer = newId('acc');
const payee = newId('acc');
const providers = [newId('acc'), newId('acc'), newId('acc')];
const world: DemoWorld = {
  accounts: [
    {
      ...{ id: customer, email: 'customer@demo.test', displayName: 'Clara', roles: ['CUSTOMER'] },
      ...{ locale: 'en', createdAt: MIDNIGHT },
    },
    {
      ...{ id: payee, email: 'provider@demo.test', displayName: 'Paul', roles: ['PROVIDER'] },
      ...{ locale: 'en', createdAt: MIDNIGHT },
    },
  ],
  providers: [],
  orders: Array.from({ length: 60 }, (_, day) => demoOrder(customer, providers[day % 3] ?? customer, day)),
};

let running: TestContext;
beforeAll(async () => {
  running = await startContext();
  await running.context.importDemo(world);
});
afterAll(() => running.stop());

test('the demo books are balanced like any others', async () => {
  expect(await running.reads.reconcile()).toMatchObject({ transactions: 61, balanced: true, differences: [] });
});

test('each order’s payment is captured and its provider has the earnings', async () => {
  const earned = world.orders.filter(({ providerId }) => accountOf(providerId) === providers[0]);
  const payments = await Promise.all(earned.map(({ id }) => running.findPayment(id)));
  expect(payments.every((payment) => payment?.status === 'CAPTURED')).toBe(true);
  const total = payments.reduce((sum, payment) => sum + (payment?.earning.amount ?? 0), 0);
  expect(await running.available(providers[0] ?? customer)).toBe(total);
});

test('the demo customer has something to spend', async () => {
  expect(await running.available(customer)).toBe(50_000);
});

test('the demo provider’s payouts have somewhere to go', async () => {
  expect(await running.reads.payoutMethod(payee)).toMatchObject({ reference: 'ba_ok', verified: true });
});

test('the gateway’s totals are as the demo books say', async () => {
  const until = new Date(MIDNIGHT.getTime() + 100 * DAY);
  const totals = await running.simulated.movedBetween(new Date(0), until);
  expect(await running.reads.gatewayDifferences({ until, totals })).toEqual([]);
});

test('demo payments can be refunded like any others', async () => {
  const [first] = world.orders;
  const answer = await running.execute(
    caller(newId('acc'), ['OPERATOR']),
    `mutation ($input: RefundPaymentInput!) { refundPayment(input: $input) { payment { status } userErrors { code } } }`,
    { input: { idempotencyKey: 'a', orderId: first?.id, amount: usd(100), reason: 'sorry' } },
  );
  expect(answer.data).toMatchObject({ refundPayment: { payment: { status: 'PARTIALLY_REFUNDED' } } });
});

test('importing again changes nothing', async () => {
  await eventually(async () => (await running.inTransit()) === 0);
  const before = await running.reads.reconcile();
  await running.context.importDemo(world);
  expect((await running.reads.reconcile()).transactions).toBe(before.transactions);
});
