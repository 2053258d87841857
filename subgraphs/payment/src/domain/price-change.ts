/** A price that changes while the order is under way, with the customer's consent. It stands when its money is held. */
import { add, compare, equals, isZero, type Money, subtract, zero } from '@marketplace/kernel/money';
import { excess } from './ending.ts';
import { giveBack, type PaymentSource } from './funds.ts';
import type { Intent } from './intent.ts';
import { charge, chargeInVain, hold, reduce } from './order-postings.ts';
import {
  both,
  cardRefunds,
  type Decision,
  decide,
  heldParts,
  moneyOf,
  type Payment,
  type PriceChange,
  remaining,
} from './payment.ts';

export interface Approved {
  readonly id: PriceChange['id'];
  readonly price: Money;
  /** Null: as the order. */
  readonly payment: { readonly source: PaymentSource; readonly paymentMethod: string | null } | null;
}

/**
 * The customer agreed. `available`: what the customer's wallet has in the order's currency. A change that an earlier one
 * still waits for is replaced by it.
 */
export function priceApproved(payment: Payment, { id, price, payment: choice }: Approved, available: Money): Decision {
  const { source, paymentMethod } = choice ?? payment;
  const changing: Payment = { ...payment, change: { id, price, source, paymentMethod } };
  const replaced = decide(changing, { recalls: recalled(payment) });
  if (payment.stage === 'CHARGING') return replaced;
  return both(replaced, payment.stage === 'HELD' ? takeUpChange(changing, available) : changeDeclined(changing));
}

/** Does what the approved change asks for, now that the rest of the money is held. */
export function takeUpChange(payment: Payment, available: Money): Decision {
  const { change } = payment;
  if (!change) return decide(payment);
  const difference = subtract(change.price, payment.price);
  if (difference.amount <= 0) return reduceTo({ ...payment, change: null }, change.price, change.id);
  if (change.source === 'CARD') {
    const { id, paymentMethod } = change;
    return decide(payment, { calls: [{ kind: 'EXTEND', id, amount: difference, paymentMethod, reference: null }] });
  }
  if (compare(available, difference) < 0) return changeDeclined(payment);
  const posting = hold(moneyOf(payment), difference, change.id);
  return both(decide(payment, { postings: [posting] }), raised(payment, change, difference, null));
}

/** The price is what it was. Nobody is told of a lower one: it stands without us. */
export function changeDeclined(payment: Payment): Decision {
  const { change } = payment;
  if (!change) return decide(payment);
  const lower = compare(change.price, payment.price) < 0;
  return decide(
    { ...payment, change: null },
    { says: lower ? [] : [{ type: 'payment.price_declined', price: change.price }] },
  );
}

/** The card was charged for the difference. When that is not wanted any more, it goes back at once. */
export function differenceCharged(payment: Payment, intent: Intent, reference: string): Decision {
  const { id, amount, paymentMethod } = intent;
  if (payment.stage !== 'HELD' || payment.change?.id !== id)
    return decide(payment, {
      postings: [chargeInVain(moneyOf(payment), amount, id)],
      calls: [{ kind: 'REFUND', amount, paymentMethod, reference }],
    });
  const posting = charge(moneyOf(payment), amount, id);
  return both(decide(payment, { postings: [posting] }), raised(payment, payment.change, amount, reference));
}

export const differenceDeclined = (payment: Payment, { id }: Intent): Decision =>
  payment.change?.id === id ? changeDeclined(payment) : decide(payment);

function raised(payment: Payment, change: PriceChange, amount: Money, reference: string | null): Decision {
  const { source, paymentMethod, price } = change;
  const fund = { source, paymentMethod, reference, amount, returned: zero(amount.currency) };
  return decide(
    { ...payment, change: null, price, authorized: price, funds: [...payment.funds, fund] },
    { says: [{ type: 'payment.price_held', price }] },
  );
}

/** The order has moved on at this price: one that was to come does not, and what is held beyond goes back. */
export function priceStands(payment: Payment, price: Money, cause: string): Decision {
  const settled = decide({ ...payment, change: null }, { recalls: recalled(payment) });
  if (payment.stage !== 'HELD' || compare(payment.price, price) <= 0) return settled;
  return both(settled, reduceTo(settled.payment, price, cause));
}

/** Nothing leaves until an operator, or time, has resolved it. */
export function orderDisputed(payment: Payment, price: Money, cause: string): Decision {
  const { payment: standing, ...rest } = priceStands(payment, price, cause);
  return { ...rest, payment: { ...standing, disputed: true } };
}

function reduceTo(payment: Payment, price: Money, cause: string): Decision {
  if (equals(price, payment.price)) return decide(payment);
  const reduced: Payment = { ...payment, price, authorized: price };
  const held = remaining(payment);
  const back = giveBack(payment.funds, excess(held, price));
  if (isZero(add(back.toWallet, back.toCards))) return decide(reduced);
  const standing: Payment = { ...reduced, funds: back.funds };
  return decide(standing, {
    postings: [reduce(moneyOf(payment), back, heldParts(standing), cause)],
    calls: cardRefunds(back),
  });
}

/** A call for the difference that waits for the customer's word. */
const recalled = ({ change, nextAction }: Payment) => (change && nextAction?.intentId === change.id ? [change.id] : []);
