/**
 * A cardholder's bank takes money back, and may return it later. It is done when we hear of it: here it is booked, first
 * from what the order still has of that card's money, then from the customer, who had the rest back before.
 */
import type { AccountId, PaymentId } from '@marketplace/kernel/ids';
import { add, isZero, type Money, min, negate, subtract, zero } from '@marketplace/kernel/money';
import { refundable } from './after-settlement.ts';
import { left } from './funds.ts';
import type { IntentId } from './intent.ts';
import { type CommissionRate, divide } from './ledger.ts';
import { takeFromEarning, takeFromHold, takeFromWallet } from './order-postings.ts';
import { type Decision, decide, heldParts, moneyOf, type Payment, statusAfterReturns } from './payment.ts';

export interface Chargeback {
  /** The gateway's. */
  readonly id: string;
  /** The call that charged the card. */
  readonly intentId: IntentId;
  /** Whose card it is. */
  readonly accountId: AccountId;
  readonly paymentId: PaymentId | null;
  readonly amount: Money;
  /** What of it the order, its provider or the wallet bore; the rest was the customer's. */
  readonly borne: Money;
  /** The bank's, e.g. `fraudulent`. */
  readonly reason: string | null;
  readonly at: Date;
  /** When the bank returned it. */
  readonly reinstatedAt: Date | null;
}

/** What of a chargeback the order bears: what it still has from that card. */
export function borneBy({ funds }: Payment, reference: string | null, amount: Money): Money {
  const fund = funds.find((each) => each.reference === reference);
  return fund ? min(left(fund), amount) : zero(amount.currency);
}

/** Of the card that the order, or a higher price, was paid with. */
export function orderChargedBack(
  payment: Payment,
  chargeback: Chargeback,
  reference: string | null,
  rate: CommissionRate,
): Decision {
  const { amount, borne } = chargeback;
  return decide(taken(payment, reference, borne, rate), {
    postings: [posted(payment, chargeback, reference, { ours: borne, customers: subtract(amount, borne) }, rate)],
    says: [told('payment.charged_back', chargeback)],
  });
}

/** The bank has returned what it took. An order that has gone back whole meanwhile leaves it to the customer. */
export function orderReinstated(
  payment: Payment,
  chargeback: Chargeback,
  reference: string | null,
  rate: CommissionRate,
): Decision {
  const { amount } = chargeback;
  const cameToNothing = payment.stage === 'ENDED' && isZero(payment.captured);
  const borne = cameToNothing ? zero(amount.currency) : chargeback.borne;
  const shares = { ours: negate(borne), customers: negate(subtract(amount, borne)) };
  return decide(taken(payment, reference, shares.ours, rate), {
    postings: [posted(payment, chargeback, reference, shares, rate)],
    says: [told('payment.reinstated', chargeback)],
  });
}

/** Of the card that a tip was paid with. */
export function tipChargedBack(payment: Payment, chargeback: Chargeback): Decision {
  const { amount, id } = chargeback;
  const { provider, orderId } = moneyOf(payment);
  return decide(
    { ...payment, tip: subtract(payment.tip, amount) },
    { postings: [takeFromWallet(provider, amount, orderId, id)], says: [told('payment.charged_back', chargeback)] },
  );
}

export function tipReinstated(payment: Payment, chargeback: Chargeback): Decision {
  const { amount, id } = chargeback;
  const { provider, orderId } = moneyOf(payment);
  return decide(
    { ...payment, tip: add(payment.tip, amount) },
    {
      postings: [takeFromWallet(provider, negate(amount), orderId, id)],
      says: [told('payment.reinstated', chargeback)],
    },
  );
}

interface Shares {
  readonly ours: Money;
  readonly customers: Money;
}

function posted(
  payment: Payment,
  { id: cause }: Chargeback,
  reference: string | null,
  shares: Shares,
  rate: CommissionRate,
) {
  const order = moneyOf(payment);
  if (isZero(shares.ours)) return takeFromWallet(order.customer, shares.customers, order.orderId, cause);
  if (payment.stage === 'ENDED') return takeFromEarning(order, { ...shares, cause }, refundable(payment), rate);
  const after = taken(payment, reference, shares.ours, rate);
  return takeFromHold(order, { ...shares, cause }, heldParts(after));
}

/** The payment without `ours`, or with it again. */
function taken(payment: Payment, reference: string | null, ours: Money, rate: CommissionRate): Payment {
  if (payment.stage !== 'HELD' && payment.stage !== 'ENDED')
    throw new Error(`${payment.id} is charged back before it is charged`);
  const after: Payment = {
    ...payment,
    chargedBack: add(payment.chargedBack, ours),
    funds: payment.funds.map((fund) =>
      fund.reference === reference ? { ...fund, returned: add(fund.returned, ours) } : fund,
    ),
  };
  if (payment.stage === 'HELD' || isZero(payment.captured)) return after;
  const { commission, earning } = divide(refundable(after), rate);
  return { ...after, commission, earning, status: statusAfterReturns(after) };
}

const told = (type: 'payment.charged_back' | 'payment.reinstated', { amount, id, reason }: Chargeback) =>
  ({ type, amount, chargebackId: id, reason }) as const;
