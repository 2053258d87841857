import { newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { money } from '@marketplace/kernel/money';
import { type Served, serve } from '@marketplace/subgraph/serve';
import { eventually } from '@marketplace/testing/eventually';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromStripe, toStripe } from '../src/infrastructure/stripe-money.ts';
import { openGateway } from '../src/open-gateway.ts';
import { anOrder, caller, startContext, type TestContext, usd } from './context.ts';
import { fakeStripe } from './fake-stripe.ts';

const SECRETS = { STRIPE_SECRET_KEY: 'sk_test_secret', STRIPE_WEBHOOK_SECRET: 'whsec_test' };

let stripe: Awaited<ReturnType<typeof fakeStripe>>;
let running: TestContext;
let served: Served;
beforeAll(async () => {
  stripe = await fakeStripe();
  running = await startContext({ openGateway: (place) => openGateway(`stripe:${stripe.url}`, SECRETS, place) });
  served = await serve(running.context, { host: '127.0.0.1', port: 0, logger: silentLogger });
});
afterAll(async () => {
  expect(await running.reads.reconcile()).toMatchObject({ balanced: true, differences: [] });
  await served.close();
  await running.stop();
  await stripe.close();
});

/** As Stripe sends it: an event around the object, signed. */
async function webhook(type: string, object: object, secret = SECRETS.STRIPE_WEBHOOK_SECRET): Promise<number> {
  const event = {
    id: `evt_${newId('evt')}`,
    object: 'event',
    api_version: '2026-10-28.endive',
    type,
    data: { object },
  };
  const payload = JSON.stringify(event);
  const signature = new Stripe('sk_test_secret').webhooks.generateTestHeaderString({ payload, secret });
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  return (await fetch(`${served.url}/webhooks/stripe`, { method: 'POST', headers, body: payload })).status;
}

async function placed(card: string) {
  const order = anOrder(running.broker, { card });
  await order.place();
  return order;
}

const callsTo = (path: RegExp, method = 'POST') =>
  stripe.requests.filter((request) => request.method === method && path.test(request.path));

test('an order’s card is a PaymentIntent: reserved, captured, and refunded in part', async () => {
  const order = await placed('pm_card_visa');
  await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
  const [opened] = callsTo(/payment_intents$/);
  expect(Object.fromEntries(opened?.form ?? [])).toMatchObject({
    ...{ amount: '8400', currency: 'usd', capture_method: 'manual', confirm: 'true', payment_method: 'pm_card_visa' },
    'metadata[intent]': expect.stringMatching(/^int_/),
    return_url: `http://web.test/orders/${order.id}`,
  });
  expect(opened).toMatchObject({
    idempotencyKey: opened?.form.get('metadata[intent]'),
    authorization: 'Bearer sk_test_secret',
  });
  await order.accept();
  await running.paymentWhen(order.id, ({ stage }) => stage === 'HELD');
  await order.settle(usd(400));
  await running.paymentWhen(order.id, ({ status }) => status === 'PARTIALLY_REFUNDED');
  await eventually(async () => (await running.inTransit()) === 0);
  expect(callsTo(/\/refunds$/)[0]?.form.get('amount')).toBe('400');
});

test('a card whose owner is to confirm it goes on by webhook, however often that comes', async () => {
  const order = await placed('pm_card_authentication_required');
  const { reference, nextAction } = await running.paymentWhen(order.id, (payment) => payment.nextAction !== null);
  expect(reference).toBeNull();
  expect(nextAction?.url).toMatch(/^https:\/\/hooks\.stripe\.test\/pi_/);
  const intent = nextAction?.intentId ?? '';
  stripe.confirm(intent, true);
  const card = { id: nextAction?.url.split('/').at(-1), object: 'payment_intent', metadata: { intent } };
  for (const status of [200, 200]) expect(await webhook('payment_intent.amount_capturable_updated', card)).toBe(status);
  await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
  await order.decline();
  await running.paymentWhen(order.id, ({ status }) => status === 'RELEASED');
  expect(callsTo(new RegExp(`${card.id}/cancel$`))).toHaveLength(1);
});

test('a second payment of an account is by the same Stripe customer', async () => {
  const customer = newId('acc');
  const input = { amount: usd(500), paymentMethod: 'pm_card_visa' };
  const query = 'mutation ($input: TopUpWalletInput!) { topUpWallet(input: $input) { userErrors { code } } }';
  const before = callsTo(/\/customers$/).length;
  for (const idempotencyKey of ['first', 'second'])
    await running.execute(caller(customer), query, { input: { ...input, idempotencyKey } });
  expect(await running.available(customer)).toBe(1_000);
  expect(callsTo(/\/customers$/).length - before).toBe(1);
});

describe('a dispute at Stripe', () => {
  test('takes money back, and gives it back when the bank does', async () => {
    const order = await placed('pm_card_visa');
    await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
    await order.accept();
    await running.paymentWhen(order.id, ({ stage }) => stage === 'HELD');
    await order.settle();
    const { reference } = await running.paymentWhen(order.id, ({ status }) => status === 'CAPTURED');
    const dispute = {
      ...{
        id: 'dp_1',
        object: 'dispute',
        amount: 8_400,
        currency: 'usd',
        reason: 'fraudulent',
        status: 'under_review',
      },
      ...{ charge: 'ch_1', payment_intent: reference },
    };
    for (const status of [200, 200]) expect(await webhook('charge.dispute.funds_withdrawn', dispute)).toBe(status);
    expect(await running.available(order.provider)).toBe(0);
    await webhook('charge.dispute.funds_reinstated', { ...dispute, status: 'won' });
    expect(await running.available(order.provider)).toBe(7_560);
    expect(await running.findPayment(order.id)).toMatchObject({ status: 'CAPTURED', chargedBack: usd(0) });
    await eventually(() => running.saidOf(order.id).includes('payment.reinstated'));
  });

  test('about a charge that is not known yet is to come again', async () => {
    const unknown = { id: 'dp_2', amount: 1, currency: 'usd', reason: 'general', payment_intent: 'pi_unknown' };
    expect(await webhook('charge.dispute.funds_withdrawn', unknown)).toBe(500);
  });
});

test('a connected account that Stripe has verified since can be paid out to', async () => {
  const account = newId('acc');
  const set = `mutation ($input: SetPayoutMethodInput!) { setPayoutMethod(input: $input) {
    payoutMethod { label verified } userErrors { code } } }`;
  const answer = await running.execute(caller(account), set, { input: { token: 'acct_ok' } });
  expect(answer.data?.setPayoutMethod).toMatchObject({
    payoutMethod: { label: 'STRIPE TEST BANK ••••6789', verified: true },
  });
  await running.transact({ correlationId: 'test' }, async (tx) => {
    const method = await tx.payoutMethod(account);
    if (method) await tx.savePayoutMethod({ ...method, verified: false });
  });
  expect(await webhook('account.updated', { id: 'acct_ok', object: 'account' })).toBe(200);
  expect((await running.reads.payoutMethod(account))?.verified).toBe(true);
});

describe('the webhook’s route', () => {
  test('believes only what Stripe has signed', async () => {
    expect(await webhook('account.updated', { id: 'acct_ok' }, 'whsec_other')).toBe(400);
    const unsigned = await fetch(`${served.url}/webhooks/stripe`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(400);
    expect((await fetch(`${served.url}/webhooks/stripe`)).status).toBe(405);
  });

  test('takes note of events that mean nothing here', async () => {
    expect(await webhook('customer.created', { id: 'cus_1' })).toBe(200);
  });
});

test('no pages of the simulated gateway are served', async () => {
  expect((await fetch(`${served.url}/simulated/authenticate/${newId('int')}`)).status).toBe(404);
});

test('its secrets are required', () => {
  const place = { ...running, logger: silentLogger, apiUrl: '', webUrl: '', formKey: Buffer.alloc(32) };
  expect(() => openGateway('stripe:', {}, place)).toThrow('STRIPE_SECRET_KEY: is required by stripe:');
  expect(() => openGateway('paypal:', {}, place)).toThrow('GATEWAY_URL');
});

test('amounts are in the units that Stripe counts in', () => {
  const crowns = money(1_500, fromStripe(0, 'isk').currency);
  expect(toStripe(crowns)).toEqual({ amount: 150_000, currency: 'isk' });
  expect(fromStripe(150_000, 'isk')).toEqual(crowns);
  expect(toStripe(usd(1_050))).toEqual({ amount: 1_050, currency: 'usd' });
});
