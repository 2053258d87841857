import { newId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import { describe, expect, test } from 'vitest';
import { refundCaptured, tipPaid } from '../src/domain/after-settlement.ts';
import {
  borneBy,
  type Chargeback,
  orderChargedBack,
  orderReinstated,
  tipChargedBack,
  tipReinstated,
} from '../src/domain/chargeback.ts';
import { orderEnded } from '../src/domain/ending.ts';
import { cardAuthorized, cardCharged, orderAccepted, place } from '../src/domain/holding.ts';
import type { Decision, Payment } from '../src/domain/payment.ts';
import { usd } from './context.ts';
import { NOW, ordered, RATE } from './order-walk.ts';

const PRICE = usd(8_000);

function held(): Payment {
  const { payment } = place(ordered('CARD', PRICE).placed, usd(0), NOW);
  return cardCharged(orderAccepted(cardAuthorized(payment, 'card').payment).payment, RATE, usd(0)).payment;
}
const settled = (): Payment => orderEnded(held(), { kind: 'SETTLE', price: PRICE, refund: usd(0) }, RATE).payment;

function ofBank(payment: Payment, amount: Money): Chargeback {
  const ids = { id: newId('sdp'), intentId: newId('int'), accountId: newId('acc'), paymentId: payment.id };
  const borne = borneBy(payment, 'card', amount);
  return { ...ids, amount, borne, reason: 'fraudulent', at: NOW, reinstatedAt: null };
}
const linesOf = ({ postings }: Decision) =>
  postings.flatMap(({ entries }) => entries.map(({ account, amount, type }) => [account.kind, amount.amount, type]));

describe('a chargeback', () => {
  test('after the settlement is the provider’s, and the platform gives back its commission on it', () => {
    const payment = settled();
    const decision = orderChargedBack(payment, ofBank(payment, PRICE), 'card', RATE);
    expect(linesOf(decision)).toEqual([
      ['WALLET', -8_000, 'ADJUSTMENT'],
      ['WALLET', 800, 'COMMISSION'],
      ['COMMISSION', -800, null],
      ['GATEWAY', 8_000, null],
    ]);
    expect(decision.payment).toMatchObject({
      chargedBack: PRICE,
      commission: usd(0),
      earning: usd(0),
      status: 'REFUNDED',
    });
    expect(decision.says).toMatchObject([{ type: 'payment.charged_back', amount: PRICE, reason: 'fraudulent' }]);
  });

  test('of what was refunded before is the customer’s, who has it twice', () => {
    const { payment } = refundCaptured(settled(), usd(6_000), RATE, { cause: newId('eff'), reason: 'sorry' });
    const decision = orderChargedBack(payment, ofBank(payment, PRICE), 'card', RATE);
    expect(linesOf(decision)).toContainEqual(['WALLET', -6_000, 'ADJUSTMENT']);
    expect(decision.payment).toMatchObject({ refunded: usd(6_000), chargedBack: usd(2_000), earning: usd(0) });
    expect(() => refundCaptured(decision.payment, usd(1), RATE, { cause: newId('eff'), reason: 'sorry' })).toThrow(
      'AMOUNT_TOO_LARGE',
    );
  });

  test('while the order is under way leaves less to settle', () => {
    const payment = held();
    const decision = orderChargedBack(payment, ofBank(payment, usd(3_000)), 'card', RATE);
    expect(decision.postings).toMatchObject([{ kind: 'CHARGEBACK', hold: { opens: [{ amount: usd(5_000) }] } }]);
    const end = orderEnded(decision.payment, { kind: 'SETTLE', price: PRICE, refund: usd(0) }, RATE);
    expect(end.payment).toMatchObject({
      captured: PRICE,
      chargedBack: usd(3_000),
      commission: usd(500),
      earning: usd(4_500),
    });
  });

  test('of a tip is the provider’s whole', () => {
    const { payment } = tipPaid(settled(), usd(500), newId('eff'));
    const chargeback = ofBank(payment, usd(500));
    const decision = tipChargedBack(payment, chargeback);
    expect(linesOf(decision)).toEqual([
      ['WALLET', -500, 'ADJUSTMENT'],
      ['GATEWAY', 500, null],
    ]);
    expect(decision.payment.tip).toEqual(usd(0));
    expect(tipReinstated(decision.payment, chargeback).payment.tip).toEqual(usd(500));
  });

  test('that comes before we know of the charge is to come again', () => {
    const { payment } = place(ordered('CARD', PRICE).placed, usd(0), NOW);
    expect(() => orderChargedBack(payment, ofBank(payment, PRICE), 'card', RATE)).toThrow('before it is charged');
  });

  test('that the bank returns leaves everything as it was', () => {
    for (const payment of [settled(), held()]) {
      const chargeback = ofBank(payment, usd(3_000));
      const charged = orderChargedBack(payment, chargeback, 'card', RATE);
      const back = orderReinstated(charged.payment, chargeback, 'card', RATE);
      expect(back.payment).toEqual(payment);
      const sums = new Map<string, number>();
      for (const [kind, amount] of [...linesOf(charged), ...linesOf(back)])
        sums.set(String(kind), (sums.get(String(kind)) ?? 0) + Number(amount));
      expect([...sums.values()].every((sum) => sum === 0)).toBe(true);
    }
  });

  test('that the bank returns after the order was called off is the customer’s', () => {
    const payment = held();
    const chargeback = ofBank(payment, usd(3_000));
    const charged = orderChargedBack(payment, chargeback, 'card', RATE).payment;
    const released = orderEnded(charged, { kind: 'RELEASE' }, RATE);
    expect(released.calls).toMatchObject([{ kind: 'REFUND', amount: usd(5_000) }]);
    expect(linesOf(orderReinstated(released.payment, chargeback, 'card', RATE))).toEqual([
      ['WALLET', 3_000, 'ADJUSTMENT'],
      ['GATEWAY', -3_000, null],
    ]);
  });
});
