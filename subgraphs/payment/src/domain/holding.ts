/** How an order's money comes to be held: at once from a wallet, in two steps from a card. */
import type { CustomerId, OrderId, PaymentId, ProviderId } from '@marketplace/kernel/ids';
import { compare, isZero, type Money, zero } from '@marketplace/kernel/money';
import { endHeld, giveUp } from './ending.ts';
import type { Fund, PaymentSource } from './funds.ts';
import type { DeclineReason, Intent } from './intent.ts';
import type { CommissionRate } from './ledger.ts';
import { charge, hold } from './order-postings.ts';
import { both, callOf, type Decision, decide, isWanted, moneyOf, type Payment } from './payment.ts';
import { changeDeclined, takeUpChange } from './price-change.ts';

export interface Placed {
  readonly id: PaymentId;
  readonly orderId: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  readonly price: Money;
  readonly source: PaymentSource;
  readonly paymentMethod: string | null;
}

/** `available`: what the customer's wallet has in the order's currency. */
export function place(placed: Placed, available: Money, now: Date): Decision {
  const { price, source } = placed;
  const payment = asPlaced(placed, now);
  if (source === 'CARD' && !isZero(price)) return decide(payment, { calls: [callOf(payment, 'AUTHORIZE', price)] });
  if (compare(available, price) < 0) return authorizationFailed(payment, 'INSUFFICIENT_FUNDS');
  const decision = authorizedBy({ ...payment, stage: 'HELD' });
  if (isZero(price)) return decision; // goes the same way, and the ledger has nothing to write
  return both(decide(payment, { postings: [hold(moneyOf(payment), price)] }), {
    ...decision,
    payment: { ...decision.payment, funds: [fundOf(payment)] },
  });
}

function asPlaced(placed: Placed, now: Date): Payment {
  const none = zero(placed.price.currency);
  return {
    ...placed,
    status: 'PENDING',
    stage: 'AUTHORIZING',
    ending: null,
    change: null,
    nextAction: null,
    disputed: false,
    reference: null,
    funds: [],
    authorized: none,
    captured: none,
    refunded: none,
    chargedBack: none,
    commission: none,
    tip: none,
    earning: none,
    declineReason: null,
    createdAt: now,
    updatedAt: now,
    settledAt: null,
  };
}

const fundOf = ({ source, paymentMethod, reference, price }: Payment): Fund => ({
  source,
  paymentMethod,
  reference,
  amount: price,
  returned: zero(price.currency),
});

/** The gateway has reserved the money on the card. When the order has ended meanwhile, the reservation is given up. */
export function cardAuthorized(payment: Payment, reference: string): Decision {
  if (payment.stage !== 'AUTHORIZING') return decide(payment);
  const authorized: Payment = { ...payment, reference, stage: 'AUTHORIZED' };
  if (payment.ending) return giveUp({ ...authorized, ending: null });
  return authorizedBy(authorized);
}

function authorizedBy(payment: Payment): Decision {
  return decide(
    { ...payment, status: 'AUTHORIZED', authorized: payment.price },
    { says: [{ type: 'payment.authorized' }] },
  );
}

export function authorizationFailed(payment: Payment, reason: DeclineReason): Decision {
  if (payment.stage !== 'AUTHORIZING') return decide(payment);
  return decide(
    { ...payment, stage: 'ENDED', ending: null, status: 'DECLINED', declineReason: reason },
    { says: [{ type: 'payment.declined' }] },
  );
}

/** The gateway did not answer. Whether the card is reserved will be found out. */
export const authorizationUnknown = (payment: Payment): Decision =>
  decide(payment.status === 'PENDING' ? { ...payment, status: 'UNKNOWN' } : payment);

/** The card's issuer wants to hear from its owner, who is told once, unless the call is not wanted any more. */
export function customerAsked(payment: Payment, { id, kind, amount }: Intent, url: string): Decision {
  if (!isWanted(payment, { id, kind })) return decide(payment, { recalls: [id] });
  const status = kind === 'AUTHORIZE' ? 'REQUIRES_ACTION' : payment.status;
  const isToldAlready = payment.nextAction?.intentId === id;
  return decide(
    { ...payment, status, nextAction: { intentId: id, url } },
    { says: isToldAlready ? [] : [{ type: 'payment.action_required', amount }] },
  );
}

/** The provider took the order: the card is charged. A wallet's money is held already. */
export function orderAccepted(payment: Payment): Decision {
  if (payment.stage !== 'AUTHORIZED') return decide(payment);
  return decide({ ...payment, stage: 'CHARGING' }, { calls: [callOf(payment, 'CHARGE', payment.price)] });
}

/** From now on the ledger holds the money. `available`: as for `priceApproved`, of which one may have waited for this. */
export function cardCharged(payment: Payment, rate: CommissionRate, available: Money): Decision {
  if (payment.stage !== 'CHARGING') return decide(payment);
  const held: Payment = { ...payment, stage: 'HELD', ending: null, funds: [fundOf(payment)] };
  const charged = decide(held, { postings: [charge(moneyOf(payment), payment.price)] });
  return both(charged, payment.ending ? endHeld(held, payment.ending, rate) : takeUpChange(held, available));
}

/** The order is to be cancelled; what is left of the authorisation is given up. */
export function chargeFailed(payment: Payment, reason: DeclineReason): Decision {
  if (payment.stage !== 'CHARGING') return decide(payment);
  const failed: Payment = { ...payment, stage: 'ENDED', ending: null, status: 'DECLINED', declineReason: reason };
  return both(
    decide(failed, { calls: [callOf(payment, 'VOID', payment.price)], says: [{ type: 'payment.charge_failed' }] }),
    changeDeclined(failed),
  );
}

export function cardVoided(payment: Payment): Decision {
  if (payment.stage !== 'VOIDING') return decide(payment);
  return decide({ ...payment, stage: 'ENDED', status: 'RELEASED' }, { says: [{ type: 'payment.released' }] });
}
