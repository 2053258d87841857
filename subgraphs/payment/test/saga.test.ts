import { newId } from '@marketplace/kernel/ids';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { rows } from '@marketplace/storage/database';
import { arrivals } from '@marketplace/testing/deliveries';
import { eventually } from '@marketplace/testing/eventually';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anOrder, caller, eur, type PlacedBy, startContext, type TestContext, usd } from './context.ts';

let running: TestContext;
beforeAll(async () => {
  // every fourth message comes twice, and any may come late or too early
  running = await startContext({ broker: { seed: 7, duplicates: true, delays: true, reorders: true } });
});
afterAll(() => running.stop());
afterEach(async () => {
  expect(await running.reads.reconcile()).toMatchObject({ balanced: true, differences: [] });
});

const order = (by: PlacedBy = {}) => anOrder(running.broker, by);

async function customerWith(amount: number) {
  const account = newId('acc');
  const answer = await running.execute(
    caller(account),
    `mutation ($input: TopUpWalletInput!) { topUpWallet(input: $input) { userErrors { code } } }`,
    { input: { idempotencyKey: 'top-up', amount: usd(amount), paymentMethod: 'pm_card_visa' } },
  );
  expect(answer.data).toMatchObject({ topUpWallet: { userErrors: [] } });
  return account;
}

describe('paid from the wallet', () => {
  test('held at placement, divided at settlement', async () => {
    const customer = await customerWith(10_000);
    const placed = order({ customer });
    await placed.place();
    await running.paymentWhen(placed.id, ({ status }) => status === 'AUTHORIZED');
    expect(await running.available(customer)).toBe(1_600);
    await placed.accept();
    await placed.settle();
    const payment = await running.paymentWhen(placed.id, ({ status }) => status === 'CAPTURED');
    expect(payment).toMatchObject({
      captured: usd(8_400),
      commission: usd(840),
      earning: usd(7_560),
      refunded: usd(0),
    });
    expect(await running.available(placed.provider)).toBe(7_560);
    await eventually(() => running.saidOf(placed.id).length === 2);
    expect(running.saidOf(placed.id)).toEqual(['payment.authorized', 'payment.captured']);
  });

  test('declined where the wallet has too little, or only another currency', async () => {
    const customer = await customerWith(100);
    for (const price of [usd(101), eur(50)]) {
      const placed = order({ customer, price });
      await placed.place();
      const payment = await running.paymentWhen(placed.id, ({ status }) => status === 'DECLINED');
      expect(payment.declineReason).toBe('INSUFFICIENT_FUNDS');
      await placed.expire();
      await running.handled(placed.id, 2);
      expect(running.saidOf(placed.id)).toEqual(['payment.declined']);
    }
    expect(await running.available(customer)).toBe(100);
  });

  test.each(['decline', 'expire'] as const)('released whole when the order ends: %s', async (end) => {
    const customer = await customerWith(8_400);
    const placed = order({ customer });
    await placed.place();
    await placed[end]();
    await running.paymentWhen(placed.id, ({ status }) => status === 'RELEASED');
    expect(await running.available(customer)).toBe(8_400);
    await eventually(() => running.saidOf(placed.id).includes('payment.released'));
  });

  test('a cancellation for a fee pays the provider the fee less commission', async () => {
    const customer = await customerWith(8_400);
    const placed = order({ customer });
    await placed.place();
    await placed.accept();
    await placed.cancel(usd(4_200));
    const payment = await running.paymentWhen(placed.id, ({ status }) => status === 'PARTIALLY_REFUNDED');
    expect(payment).toMatchObject({
      captured: usd(8_400),
      refunded: usd(4_200),
      commission: usd(420),
      earning: usd(3_780),
    });
    expect(await running.available(customer)).toBe(4_200);
    await eventually(() => running.saidOf(placed.id).includes('payment.refunded'));
  });

  test('a dispute keeps everything where it is until it is resolved', async () => {
    const customer = await customerWith(8_400);
    const placed = order({ customer });
    await placed.place();
    await placed.accept();
    await placed.dispute();
    await running.paymentWhen(placed.id, ({ disputed }) => disputed);
    expect(await running.available(placed.provider)).toBe(0);
    await placed.settle(usd(8_400));
    await running.paymentWhen(placed.id, ({ status }) => status === 'REFUNDED');
    expect(await running.available(customer)).toBe(8_400);
    expect(await running.available(placed.provider)).toBe(0);
  });
});

describe('paid by card', () => {
  test('authorised at placement, charged at acceptance, divided at settlement', async () => {
    const placed = order({ card: 'pm_card_visa' });
    await placed.place();
    await running.paymentWhen(placed.id, ({ stage }) => stage === 'AUTHORIZED');
    expect((await running.reads.reconcile()).balanced).toBe(true);
    await placed.accept();
    await running.paymentWhen(placed.id, ({ stage }) => stage === 'HELD');
    await placed.settle();
    await running.paymentWhen(placed.id, ({ status }) => status === 'CAPTURED');
    expect(await running.available(placed.provider)).toBe(7_560);
    await eventually(() => running.saidOf(placed.id).length === 2);
    expect(running.saidOf(placed.id)).toEqual(['payment.authorized', 'payment.captured']);
  });

  test.each([
    ['pm_card_declined', 'PAYMENT_DECLINED'],
    ['pm_card_insufficient_funds', 'INSUFFICIENT_FUNDS'],
    ['pm_no_such_card', 'PAYMENT_DECLINED'],
  ])('a card that says no: %s', async (card, reason) => {
    const placed = order({ card });
    await placed.place();
    const payment = await running.paymentWhen(placed.id, ({ status }) => status === 'DECLINED');
    expect(payment.declineReason).toBe(reason);
    await eventually(() => running.saidOf(placed.id).includes('payment.declined'));
  });

  test('an authorisation whose answer was lost is unknown, then found', async () => {
    const placed = order({ card: 'pm_card_timeout' });
    await placed.place();
    await running.paymentWhen(placed.id, ({ status }) => status === 'UNKNOWN');
    await running.paymentWhen(placed.id, ({ status }) => status === 'AUTHORIZED');
    await eventually(() => running.saidOf(placed.id).length === 1);
    expect(running.saidOf(placed.id)).toEqual(['payment.authorized']);
  });

  test('a payment authorised after the order ended is given up', async () => {
    const placed = order({ card: 'pm_card_timeout' });
    await placed.place();
    await running.paymentWhen(placed.id, ({ status }) => status === 'UNKNOWN');
    await placed.expire();
    await running.paymentWhen(placed.id, ({ status }) => status === 'RELEASED');
    await eventually(() => running.saidOf(placed.id).length === 1);
    expect(running.saidOf(placed.id)).toEqual(['payment.released']);
  });

  test('a charge that fails at acceptance is told, and the order’s cancellation moves nothing', async () => {
    const placed = order({ card: 'pm_card_charge_declined' });
    await placed.place();
    await running.paymentWhen(placed.id, ({ status }) => status === 'AUTHORIZED');
    await placed.accept();
    await eventually(() => running.saidOf(placed.id).includes('payment.charge_failed'));
    await placed.cancel(usd(0));
    await running.handled(placed.id, 3);
    expect(await running.findPayment(placed.id)).toMatchObject({
      status: 'DECLINED',
      declineReason: 'PAYMENT_DECLINED',
    });
    expect(await running.available(placed.provider)).toBe(0);
  });

  test('a cancellation waits for a charge whose answer is late, and is then refunded to the card', async () => {
    const placed = order({ card: 'pm_card_charge_timeout' });
    await placed.place();
    await running.paymentWhen(placed.id, ({ status }) => status === 'AUTHORIZED');
    await placed.accept();
    await running.paymentWhen(placed.id, ({ stage }) => stage === 'CHARGING');
    await placed.cancel(usd(0));
    await running.paymentWhen(placed.id, ({ status }) => status === 'RELEASED');
    await eventually(async () => (await running.inTransit()) === 0);
    expect(await running.available(placed.customer)).toBe(0); // it went to the card, not to a wallet
  });

  test('part of a settled order goes back to the card', async () => {
    const placed = order({ card: 'pm_card_visa' });
    await placed.place();
    await running.paymentWhen(placed.id, ({ status }) => status === 'AUTHORIZED');
    await placed.accept();
    await placed.dispute();
    await placed.settle(usd(400));
    const payment = await running.paymentWhen(placed.id, ({ status }) => status === 'PARTIALLY_REFUNDED');
    expect(payment).toMatchObject({ refunded: usd(400), commission: usd(800), earning: usd(7_200) });
    await eventually(async () => (await running.inTransit()) === 0);
  });
});

describe('a price that changes under way', () => {
  test('the difference is held from the wallet, and the higher price settled', async () => {
    const customer = await customerWith(10_000);
    const placed = order({ customer });
    await placed.place();
    await placed.accept();
    await placed.approvePrice(usd(9_400));
    await running.paymentWhen(placed.id, ({ price }) => price.amount === 9_400);
    expect(await running.available(customer)).toBe(600);
    placed.stands(usd(9_400));
    await placed.complete();
    await placed.settle();
    const payment = await running.paymentWhen(placed.id, ({ status }) => status === 'CAPTURED');
    expect(payment).toMatchObject({ captured: usd(9_400), commission: usd(940), earning: usd(8_460) });
    await eventually(() => running.saidOf(placed.id).length === 3);
    expect(running.saidOf(placed.id)).toEqual(['payment.authorized', 'payment.price_held', 'payment.captured']);
  });

  test('the difference may come from a card, and a refund goes back to both', async () => {
    const customer = await customerWith(8_400);
    const placed = order({ customer });
    await placed.place();
    await placed.accept();
    await placed.approvePrice(usd(9_400), { source: 'CARD', paymentMethod: 'pm_card_visa' });
    await running.paymentWhen(placed.id, ({ price }) => price.amount === 9_400);
    placed.stands(usd(9_400));
    await placed.complete();
    await placed.dispute();
    await placed.settle(usd(3_000));
    await running.paymentWhen(placed.id, ({ status }) => status === 'PARTIALLY_REFUNDED');
    expect(await running.available(customer)).toBe(2_000);
    await eventually(async () => (await running.inTransit()) === 0);
  });

  test.each([
    ['the wallet has too little', { source: 'WALLET', paymentMethod: null }],
    ['the card says no', { source: 'CARD', paymentMethod: 'pm_card_declined' }],
  ] as const)('the price stays what it was when %s', async (_case, choice) => {
    const placed = order({ card: 'pm_card_visa' });
    await placed.place();
    await running.paymentWhen(placed.id, ({ status }) => status === 'AUTHORIZED');
    await placed.accept();
    await placed.approvePrice(usd(9_400), choice);
    await eventually(() => running.saidOf(placed.id).includes('payment.price_declined'));
    expect(await running.findPayment(placed.id)).toMatchObject({ price: usd(8_400), change: null, stage: 'HELD' });
  });

  test('a difference charged too late goes back to the card', async () => {
    const placed = order({ card: 'pm_card_visa' });
    await placed.place();
    await running.paymentWhen(placed.id, ({ status }) => status === 'AUTHORIZED');
    await placed.accept();
    await placed.approvePrice(usd(9_400), { source: 'CARD', paymentMethod: 'pm_card_slow' });
    await placed.complete();
    await placed.settle();
    const payment = await running.paymentWhen(placed.id, ({ status }) => status === 'CAPTURED');
    expect(payment.captured).toEqual(usd(8_400));
    await eventually(() => refundedTo('pm_card_slow'));
    await eventually(async () => (await running.inTransit()) === 0);
  });

  /** What the simulated gateway has given back to this card; nothing before. */
  async function refundedTo(card: string): Promise<number | undefined> {
    const [charge] = await rows<{ refunded: number }>(
      running.database.db,
      sql`select refunded::int from payments.simulated_charges where payment_method = ${card} and refunded = captured`,
    );
    return charge?.refunded;
  }

  test('a lower price gives back the difference at once', async () => {
    const customer = await customerWith(8_400);
    const placed = order({ customer });
    await placed.place();
    await placed.accept();
    await placed.approvePrice(usd(5_000));
    await running.paymentWhen(placed.id, ({ price }) => price.amount === 5_000);
    expect(await running.available(customer)).toBe(3_400);
    await placed.complete();
    await placed.settle();
    await running.paymentWhen(placed.id, ({ status }) => status === 'CAPTURED');
    expect(await running.available(placed.provider)).toBe(4_500);
  });
});

const PATIENCE_MS = 60_000; // 192 messages on whatever machine this is

test('duplicates and reordering within a subject give the same end state: an order’s money, in all permutations', {
  timeout: 2 * PATIENCE_MS,
}, async () => {
  const customer = await customerWith(24 * 9_000);
  const walks = arrivals([0, 1, 2, 3]).map(async (arrival) => {
    const events: AnyEnvelope[] = [];
    const placed = order({ customer, price: usd(9_000), publish: async (event) => void events.push(event) });
    await placed.place();
    await placed.accept();
    await placed.complete();
    await placed.settle(usd(1_000));
    for (const position of arrival) await running.broker.publish(events.slice(position, position + 1));
    return running.paymentWhen(placed.id, ({ stage }) => stage === 'ENDED', PATIENCE_MS);
  });
  const ends = (await Promise.all(walks)).map(({ status, captured, refunded, commission, earning }) =>
    JSON.stringify({ status, captured, refunded, commission, earning }),
  );
  expect(ends).toHaveLength(24);
  expect(new Set(ends).size).toBe(1);
  expect(await running.available(customer)).toBe(24_000);
});
