import { later, MINUTE } from '@marketplace/kernel/clock';
import { type AccountId, newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { type Served, serve } from '@marketplace/subgraph/serve';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { API_URL, anOrder, caller, startContext, type TestContext, usd } from './context.ts';

const CARD = 'pm_card_authentication_required';

let running: TestContext;
let served: Served;
let minutesAhead = 0;
beforeAll(async () => {
  running = await startContext({ clock: { now: () => later(new Date(), minutesAhead * MINUTE) } });
  served = await serve(running.context, { host: '127.0.0.1', port: 0, logger: silentLogger });
});
afterAll(async () => {
  await served.close();
  await running.stop();
});
afterEach(async () => {
  expect(await running.reads.reconcile()).toMatchObject({ balanced: true, differences: [] });
});

const local = (url: string): string => url.replace(API_URL, served.url);
const ask = async (account: AccountId, query: string, variables: object = {}) =>
  JSON.parse(JSON.stringify(await running.execute(caller(account), query, { ...variables })));

async function toConfirm(orderId: string, account: AccountId): Promise<string> {
  const query = `query ($id: ID!) { payment(orderId: $id) { status nextActionUrl } }`;
  return eventually(async () => (await ask(account, query, { id: orderId })).data.payment?.nextActionUrl);
}

/** As a browser would: opens the page and presses one of its buttons. */
async function answer(url: string, choice: 'approve' | 'fail'): Promise<Response> {
  const page = await (await fetch(local(url))).text();
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return fetch(local(url), { method: 'POST', body: new URLSearchParams({ token, answer: choice }) });
}

async function placedOrder() {
  const order = anOrder(running.broker, { card: CARD });
  await order.place();
  const payment = await running.paymentWhen(order.id, ({ status }) => status === 'REQUIRES_ACTION');
  expect(payment.stage).toBe('AUTHORIZING');
  return { ...order, url: await toConfirm(order.id, order.customer) };
}

describe('an order whose card’s owner is to confirm it', () => {
  test('is held once it is confirmed, and goes on like any other', async () => {
    const order = await placedOrder();
    expect(await (await fetch(local(order.url))).text()).toContain('$84.00');
    expect((await answer(order.url, 'approve')).status).toBe(200);
    const payment = await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
    expect(payment.nextAction).toBeNull();
    await order.accept();
    await running.paymentWhen(order.id, ({ stage }) => stage === 'HELD');
    await order.settle();
    await running.paymentWhen(order.id, ({ status }) => status === 'CAPTURED');
    expect(await (await fetch(local(order.url))).text()).toContain('nothing to confirm');
  });

  test('is told once that they are to', async () => {
    const order = await placedOrder();
    await eventually(() => running.saidOf(order.id).includes('payment.action_required'));
    await answer(order.url, 'approve');
    await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
    await eventually(() => running.saidOf(order.id).includes('payment.authorized'));
    expect(running.saidOf(order.id)).toEqual(['payment.action_required', 'payment.authorized']);
  });

  test('is declined when its owner says no', async () => {
    const order = await placedOrder();
    await answer(order.url, 'fail');
    const payment = await running.paymentWhen(order.id, ({ status }) => status === 'DECLINED');
    expect(payment).toMatchObject({ declineReason: 'PAYMENT_DECLINED', nextAction: null });
    await eventually(() => running.saidOf(order.id).includes('payment.declined'));
  });

  test('can’t be confirmed any more when the order has expired', async () => {
    const order = await placedOrder();
    await order.expire();
    await running.paymentWhen(order.id, ({ stage }) => stage === 'ENDED');
    await answer(order.url, 'approve');
    expect(await running.findPayment(order.id)).toMatchObject({ status: 'DECLINED', nextAction: null });
  });

  test('shows where only to the customer', async () => {
    const order = await placedOrder();
    expect(order.url).toMatch(/^http:\/\/api\.test\/simulated\/authenticate\/int_/);
    const query = `query ($id: ID!) { payment(orderId: $id) { nextActionUrl } }`;
    const operator = await running.execute(caller(newId('acc'), ['OPERATOR']), query, { id: order.id });
    expect(operator.data?.payment).toEqual({ nextActionUrl: null });
    await answer(order.url, 'fail');
  });
});

describe('the page', () => {
  test('is answered only by who was shown it', async () => {
    const order = await placedOrder();
    const forged = await fetch(local(order.url), {
      method: 'POST',
      body: new URLSearchParams({ token: 'made-up', answer: 'approve' }),
    });
    expect(forged.status).toBe(403);
    expect((await running.findPayment(order.id))?.status).toBe('REQUIRES_ACTION');
    await answer(order.url, 'fail');
  });

  test('can’t be framed, cached or scripted, and is no page for anything else', async () => {
    const order = await placedOrder();
    const { headers } = await fetch(local(order.url));
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await fetch(`${served.url}/simulated/authenticate/made-up`)).status).toBe(404);
    expect((await fetch(local(order.url), { method: 'PUT' })).status).toBe(405);
    await answer(order.url, 'fail');
  });
});

describe('a top-up whose card’s owner is to confirm it', () => {
  const TOP_UP = `mutation ($input: TopUpWalletInput!) { topUpWallet(input: $input) {
    transaction { type } nextActionUrl userErrors { code } } }`;
  const topUp = async (account: AccountId) => {
    const input = { idempotencyKey: 'the same', amount: usd(700), paymentMethod: CARD };
    return (await ask(account, TOP_UP, { input })).data.topUpWallet;
  };

  test('says where, and the money is there once it is confirmed', async () => {
    const account = newId('acc');
    const first = await topUp(account);
    expect(first).toMatchObject({ transaction: null, userErrors: [], nextActionUrl: expect.stringContaining(API_URL) });
    expect(await topUp(account)).toEqual(first);
    await answer(first.nextActionUrl, 'approve');
    await eventually(async () => (await running.available(account)) === 700);
    expect(await topUp(account)).toMatchObject({ transaction: { type: 'TOP_UP' }, nextActionUrl: null });
  });

  test('is given up after a quarter of an hour', async () => {
    const account = newId('acc');
    const { nextActionUrl } = await topUp(account);
    minutesAhead += 16;
    await eventually(async () => (await topUp(account)).nextActionUrl === null);
    await answer(nextActionUrl, 'approve');
    expect(await running.available(account)).toBe(0);
  });
});

test('a higher price whose card’s owner is to confirm it stands after that', async () => {
  const order = anOrder(running.broker, { card: 'pm_card_visa' });
  await order.place();
  await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
  await order.accept();
  await order.approvePrice(usd(9_000), { source: 'CARD', paymentMethod: CARD });
  const url = await toConfirm(order.id, order.customer);
  expect((await running.findPayment(order.id))?.status).toBe('AUTHORIZED');
  await answer(url, 'approve');
  const payment = await running.paymentWhen(order.id, ({ price }) => price.amount === 9_000);
  expect(payment.nextAction).toBeNull();
  await eventually(() => running.saidOf(order.id).includes('payment.price_held'));
});
