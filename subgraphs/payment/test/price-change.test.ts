import { newId } from '@marketplace/kernel/ids';
import { describe, expect, test } from 'vitest';
import { orderEnded } from '../src/domain/ending.ts';
import type { PaymentSource } from '../src/domain/funds.ts';
import {
  cardAuthorized,
  cardCharged,
  chargeFailed,
  customerAsked,
  orderAccepted,
  place,
} from '../src/domain/holding.ts';
import { type Decision, isWanted, type Payment } from '../src/domain/payment.ts';
import {
  differenceCharged,
  differenceDeclined,
  orderDisputed,
  priceApproved,
  priceStands,
} from '../src/domain/price-change.ts';
import { usd } from './context.ts';
import { intentOf, NOW, ordered, RATE } from './order-walk.ts';

const PRICE = usd(8_000);

function charging(): Payment {
  const { payment } = place(ordered('CARD', PRICE).placed, usd(0), NOW);
  return orderAccepted(cardAuthorized(payment, 'card').payment).payment;
}
const heldOnCard = (): Payment => cardCharged(charging(), RATE, usd(0)).payment;
const heldInWallet = (): Payment => place(ordered('WALLET', PRICE).placed, PRICE, NOW).payment;

const approve = (payment: Payment, price: number, available = 0, source?: PaymentSource): Decision => {
  const choice = source ? { source, paymentMethod: 'pm_other' } : null;
  return priceApproved(payment, { id: newId('int'), price: usd(price), payment: choice }, usd(available));
};
function callIn({ payment, calls }: Decision) {
  const [call] = calls;
  if (!call?.id) throw new Error('the gateway is not asked');
  return intentOf({ ...call, id: call.id }, payment);
}
const typesOf = ({ says }: Decision) => says.map(({ type }) => type);
const SETTLED = { kind: 'SETTLE', refund: usd(0) } as const;

describe('a higher price', () => {
  test('from the wallet stands at once, when the wallet has the difference', () => {
    const raised = approve(heldInWallet(), 9_000, 1_000);
    expect(raised.payment).toMatchObject({ price: usd(9_000), authorized: usd(9_000), change: null });
    expect(raised.says).toEqual([{ type: 'payment.price_held', price: usd(9_000) }]);
    const short = approve(heldInWallet(), 9_000, 999);
    expect(short.payment).toMatchObject({ price: PRICE, change: null });
    expect(short.says).toEqual([{ type: 'payment.price_declined', price: usd(9_000) }]);
    expect(short.postings).toEqual([]);
  });

  test('from the card stands when the difference is charged, and not when it is declined', () => {
    const asked = approve(heldOnCard(), 9_000);
    const intent = callIn(asked);
    expect(intent).toMatchObject({ kind: 'EXTEND', amount: usd(1_000), paymentMethod: 'pm_card_visa' });
    expect(asked).toMatchObject({ says: [], payment: { price: PRICE } });
    expect(typesOf(differenceCharged(asked.payment, intent, 'other'))).toEqual(['payment.price_held']);
    expect(differenceDeclined(asked.payment, intent)).toMatchObject({
      payment: { price: PRICE, change: null },
      says: [{ type: 'payment.price_declined', price: usd(9_000) }],
    });
  });

  test('may be paid from somewhere else, and each part goes back to where it came from, the difference first', () => {
    const asked = approve(heldInWallet(), 9_000, 0, 'CARD');
    const { payment } = differenceCharged(asked.payment, callIn(asked), 'card');
    const settled = orderEnded(payment, { ...SETTLED, price: usd(9_000), refund: usd(1_500) }, RATE);
    expect(settled.calls).toMatchObject([{ kind: 'REFUND', amount: usd(1_000), reference: 'card' }]);
    const toWallet = settled.postings[0]?.entries.find(({ type }) => type === 'REFUND');
    expect(toWallet?.amount).toEqual(usd(500));
  });

  test('waits for the card that is still being charged for the order', () => {
    const waiting = approve(charging(), 9_000);
    expect(waiting).toMatchObject({ calls: [], says: [] });
    const charged = cardCharged(waiting.payment, RATE, usd(0));
    expect(callIn(charged)).toMatchObject({ kind: 'EXTEND', amount: usd(1_000) });
    const failed = chargeFailed(waiting.payment, 'PAYMENT_DECLINED');
    expect(typesOf(failed)).toEqual(['payment.charge_failed', 'payment.price_declined']);
  });

  test('that the customer is to confirm is given up when the order moves on', () => {
    const asked = approve(heldOnCard(), 9_000);
    const intent = callIn(asked);
    const { payment } = customerAsked(asked.payment, intent, 'http://bank.test');
    expect(payment).toMatchObject({ status: 'AUTHORIZED', nextAction: { url: 'http://bank.test' } });
    expect(isWanted(payment, intent)).toBe(true);
    const completed = priceStands(payment, PRICE, 'evt');
    expect(completed.recalls).toEqual([intent.id]);
    expect(isWanted(completed.payment, intent)).toBe(false);
    expect(customerAsked(completed.payment, intent, 'http://bank.test').recalls).toEqual([intent.id]);
  });

  test.each([
    ['completed', (payment: Payment) => priceStands(payment, PRICE, 'evt')],
    ['disputed', (payment: Payment) => orderDisputed(payment, PRICE, 'evt')],
    ['settled', (payment: Payment) => orderEnded(payment, { ...SETTLED, price: PRICE }, RATE)],
    ['replaced by another', (payment: Payment) => approve(payment, 8_500)],
  ])('charged after the order was %s goes back to the card at once', (_case, moveOn) => {
    const asked = approve(heldOnCard(), 9_000);
    const { payment } = moveOn(asked.payment);
    const late = differenceCharged(payment, callIn(asked), 'late');
    expect(late.calls).toMatchObject([{ kind: 'REFUND', amount: usd(1_000), reference: 'late' }]);
    expect(late).toMatchObject({ says: [], payment: { price: PRICE } });
  });

  test('held of which the order heard too late goes back', () => {
    const raised = approve(heldInWallet(), 9_000, 1_000).payment;
    expect(priceStands(raised, PRICE, 'evt')).toMatchObject({
      payment: { price: PRICE },
      postings: [{ kind: 'RELEASE' }],
    });
    expect(priceStands(raised, usd(9_000), 'evt')).toMatchObject({ payment: { price: usd(9_000) }, postings: [] });
  });
});

describe('a lower price', () => {
  test('gives back the difference at once, and nobody is asked', () => {
    for (const [held, calls] of [
      [heldInWallet(), []],
      [heldOnCard(), [{ kind: 'REFUND', amount: usd(3_000), reference: 'card' }]],
    ] as const) {
      const reduced = approve(held, 5_000);
      expect(reduced).toMatchObject({ calls, says: [], payment: { price: usd(5_000), authorized: usd(5_000) } });
      expect(reduced.postings).toMatchObject([
        { kind: 'RELEASE', hold: { resolves: true, opens: [{ amount: usd(5_000) }] } },
      ]);
    }
  });

  test('of which the ledger hears while the card is being charged counts at the end', () => {
    const { payment } = cardCharged(approve(charging(), 5_000).payment, RATE, usd(0));
    const settled = orderEnded(payment, { ...SETTLED, price: usd(5_000) }, RATE);
    expect(settled.payment).toMatchObject({ captured: usd(5_000), refunded: usd(0), earning: usd(4_500) });
  });

  test('of zero leaves nothing to settle', () => {
    const { payment } = approve(heldInWallet(), 0);
    expect(orderEnded(payment, { ...SETTLED, price: usd(0) }, RATE)).toMatchObject({
      postings: [],
      payment: { stage: 'ENDED', captured: usd(0) },
    });
  });
});
